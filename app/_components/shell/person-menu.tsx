"use client";
import { signOutAction } from "#app/sign-in/actions.ts";
import { initials } from "../base/format.ts";
import { Menu } from "../base/menu.tsx";

export type Person = { readonly name: string; readonly email: string };

/** The person's initials; opens what belongs to the person. */
export function PersonMenu({ person }: { person: Person }) {
  const items = [
    { id: "courses", label: "Your courses", href: "/" },
    { id: "join", label: "Join another course", href: "/sign-up" },
    { id: "out", label: "Sign out", onSelect: () => void signOutAction() },
  ];
  const trigger = (
    <button
      type="button"
      className="inline-flex size-[1.625rem] shrink-0 items-center justify-center rounded-[50%] pointer-coarse:size-11"
    >
      <span className="inline-flex size-[1.625rem] items-center justify-center rounded-[50%] bg-sunken text-tag font-semibold text-ink-2 ring-1 ring-line">
        {initials(person.name)}
      </span>
      <span className="sr-only">{`${person.name}, account`}</span>
    </button>
  );
  return <Menu title={person.email} items={items} trigger={trigger} />;
}
