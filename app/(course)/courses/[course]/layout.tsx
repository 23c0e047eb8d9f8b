import type { ReactNode } from "react";
import { LastCourse } from "./_parts/last-course.tsx";

/** What all pages of a course share, whatever they look like. */
export default async function CourseLayout({
  params,
  children,
}: {
  params: Promise<{ course: string }>;
  children: ReactNode;
}) {
  const { course } = await params;
  return (
    <>
      {children}
      <LastCourse slug={course} />
    </>
  );
}
