"use client";
import { SavedSelect } from "../_parts/saved-select.tsx";
import { setRoleAction } from "./actions.ts";

const roles = ["student", "assistant", "instructor"] as const;
type Role = (typeof roles)[number];
const options = roles.map((role) => ({ value: role, label: role }));

export function RoleSelect({
  course,
  person,
  name,
  role,
}: {
  course: string;
  person: string;
  name: string;
  role: Role;
}) {
  const save = (next: string) => setRoleAction({ course, person, role: roles.find((one) => one === next) ?? role });
  return <SavedSelect label={`Role of ${name}`} value={role} options={options} save={save} className="w-36" />;
}
