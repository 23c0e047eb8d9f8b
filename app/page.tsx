import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pageValue } from "#app/_server/answered.ts";
import { myCourses } from "#lib/platform/services/index.ts";
import { MyCourses } from "./_front/my-courses.tsx";
import { Visitor } from "./_front/visitor.tsx";
import { selectActor } from "./_server/actor.ts";

export const metadata: Metadata = { title: { absolute: "Nablab: exercises for backpropagation" } };

/** Visitors read what this is; a person who is in one course goes there at once, others choose. */
export default async function StartPage() {
  const actor = await selectActor();
  if (!actor) return <Visitor />;
  const courses = pageValue(await myCourses(actor), "/");
  const [only, ...others] = courses;
  if (only && others.length === 0) redirect(`/courses/${only.slug}`);
  return <MyCourses courses={courses} person={{ name: actor.name, email: actor.email }} />;
}
