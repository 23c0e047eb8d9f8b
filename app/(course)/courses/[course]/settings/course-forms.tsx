"use client";
import Link from "next/link";
import { makeCourseAction, renameCourseAction } from "./actions.ts";
import { TitleForm } from "./title-form.tsx";

export function RenameForm({ course, title }: { course: string; title: string }) {
  return (
    <TitleForm
      course={course}
      heading="This course"
      hint="Its address stays as it is."
      button="Rename"
      value={title}
      send={renameCourseAction}
      done={({ typed }) => `The course is called ${typed} now.`}
    />
  );
}

export function MakeForm({ course }: { course: string }) {
  return (
    <TitleForm
      course={course}
      heading="One more course"
      hint="It begins with this one's exercises and problem sets, without dates and people. You run it."
      button="Make the course"
      value=""
      send={makeCourseAction}
      done={({ typed, slug }) => (
        <>
          Made.{" "}
          <Link className="link" href={`/courses/${slug}`}>
            Open {typed}
          </Link>
        </>
      )}
    />
  );
}
