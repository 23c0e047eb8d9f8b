import type { Metadata } from "next";
import { cell, Row, Table } from "#app/_components/base/table.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { coursePeople } from "#lib/platform/services/index.ts";
import { CourseBar } from "../_parts/course-bar.tsx";
import { RoleSelect } from "./role-select.tsx";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const asked = await coursePeople(await selectActor(), { course: slug });
  const { course, joinCode, people } = pageValue(asked, `/courses/${slug}/people`);
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={course} tab="people" path={[{ label: "People" }]} />
      <main id="main" className="mx-auto w-full max-w-[960px] px-4 py-7">
        <h1 className="mb-1 text-page font-semibold tracking-[-0.018em]">People</h1>
        <p className="prose next mb-5">
          Whoever signs up with the code <code>{joinCode}</code> is a student. Assistants review answers, mark prose and
          override checks; instructors do that and run the course. Another role counts at once.
        </p>
        <Table label="People of the course" columns={[{ head: "Name" }, { head: "Role" }]}>
          {people.map((person) => (
            <Row
              key={person.id}
              head={
                <>
                  <span className="font-semibold">{person.name}</span>
                  <span className="block text-caption font-normal text-ink-3 wrap-anywhere">{person.email}</span>
                </>
              }
            >
              <td className={cell}>
                {person.self ? (
                  <span className="text-ink-2">{person.role}, you</span>
                ) : (
                  <RoleSelect course={slug} person={person.id} name={person.name} role={person.role} />
                )}
              </td>
            </Row>
          ))}
        </Table>
      </main>
    </div>
  );
}
