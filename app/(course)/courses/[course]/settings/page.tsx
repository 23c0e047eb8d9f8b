import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { can, courseHome } from "#lib/platform/services/index.ts";
import { CourseBar } from "../_parts/course-bar.tsx";
import { MakeForm, RenameForm } from "./course-forms.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const actor = await selectActor();
  const { course, unread } = pageValue(await courseHome(actor, { course: slug }), `/courses/${slug}/settings`);
  if (!can(actor, "course.rename", course)) notFound();
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={course} tab="settings" path={[{ label: "Settings" }]} unread={unread} />
      <main id="main" className="mx-auto flex w-full max-w-[960px] flex-col gap-6 px-4 py-7">
        <div>
          <h1 className="mb-1 text-page font-semibold tracking-[-0.018em]">Settings</h1>
          <p className="prose next">
            What this course is called, and another one beside it: for the next year, or for a second group.
          </p>
        </div>
        <RenameForm course={slug} title={course.title} />
        <MakeForm course={slug} />
      </main>
    </div>
  );
}
