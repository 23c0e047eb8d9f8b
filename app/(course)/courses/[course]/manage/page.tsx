import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { cx } from "#app/_components/base/cx.ts";
import { EmptyState } from "#app/_components/base/empty-state.tsx";
import { points } from "#app/_components/base/format.ts";
import { cell, Row, Table } from "#app/_components/base/table.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { instructorExercises } from "#lib/platform/services/index.ts";
import { CourseBar } from "../_parts/course-bar.tsx";
import { AddExercises } from "./_parts/add-exercises.tsx";
import { HideButton } from "./_parts/hide-button.tsx";
import { PlaceSelect } from "./_parts/place-select.tsx";
import { ProofMark } from "./_parts/proof-mark.tsx";

export const metadata: Metadata = { title: "Exercises" };

const columns = [
  { head: "Exercise" },
  { head: "Proof" },
  { head: "Problem set" },
  { head: "Points", right: true },
  { head: "Submissions", right: true },
  { head: "What you can do", unseen: true },
];

export default async function ManagePage({ params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const { course, exercises, sets, absent } = pageValue(
    await instructorExercises(await selectActor(), { course: slug }),
    `/courses/${slug}/manage`,
  );
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={course} tab="exercises" path={[{ label: "Exercises" }]} />
      <main id="main" className="mx-auto w-full max-w-[1160px] px-4 py-7">
        <h1 className="mb-1 text-page font-semibold tracking-[-0.018em]">Exercises</h1>
        <p className="prose next mb-5">
          Each one is a folder of plain files. Its proof shows that the grader gives the solution full marks and tells
          every known mistake by name. A folder that is new in <code>exercises/</code> is in the first course after the
          next start of Nablab, in no problem set yet; other courses add it below.
        </p>
        {exercises.length === 0 ? (
          <EmptyState>This course has no exercises yet.</EmptyState>
        ) : (
          <Table label="Exercises of the course" columns={columns} className="min-w-[860px]">
            {exercises.map((exercise) => (
              <Row
                key={exercise.slug}
                head={
                  <>
                    <Link className="link font-semibold" href={`/courses/${slug}/manage/${exercise.slug}`}>
                      {exercise.title}
                    </Link>
                    <span className="block text-caption font-normal text-ink-3">
                      <code>{exercise.slug}</code>
                      {exercise.hidden ? ", hidden from students" : ""}
                    </span>
                  </>
                }
              >
                <td className={cell}>
                  <ProofMark proof={exercise.proof} />
                </td>
                <td className={cell}>
                  <PlaceSelect
                    course={slug}
                    exercise={exercise.slug}
                    title={exercise.title}
                    place={exercise.assessment?.slug ?? null}
                    sets={sets.map((set) => ({ value: set.slug, label: set.title }))}
                  />
                </td>
                <td className={cx(cell, "text-right")}>{points(exercise.outOf)}</td>
                <td className={cx(cell, "text-right")}>{exercise.submissions}</td>
                <td className={cell}>
                  <span className="flex justify-end gap-2">
                    <ButtonLink
                      size="small"
                      kind="quiet"
                      icon="eye"
                      href={`/courses/${slug}/exercises/${exercise.slug}?preview`}
                    >
                      Preview
                    </ButtonLink>
                    <HideButton
                      course={slug}
                      exercise={exercise.slug}
                      hidden={exercise.hidden}
                      title={exercise.title}
                    />
                  </span>
                </td>
              </Row>
            ))}
          </Table>
        )}
        <AddExercises course={slug} absent={absent} />
      </main>
    </div>
  );
}
