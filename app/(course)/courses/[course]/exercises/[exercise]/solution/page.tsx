import type { Metadata } from "next";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { CodeText } from "#app/_components/fields/code-text.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { courseHome, type SolutionView, solution } from "#lib/platform/services/index.ts";
import { CourseBar } from "../../../_parts/course-bar.tsx";

export const metadata: Metadata = { title: "Solution" };

type Part = SolutionView["parts"][number];

/** Parts that have something to show besides prose; each kind has its own look. */
const looks: { readonly [kind in Part["kind"]]: (part: Part) => React.ReactNode } = {
  code: ({ code, title }) => <Code title={title} source={code ?? ""} />,
  worksheet: ({ code, title }) => (
    <>
      <p className="prose next mb-2">Each field, computed from the given values and the fields before it.</p>
      <Code title={title} source={code ?? ""} />
    </>
  ),
  derivation: ({ lines }) => <Lines lines={lines ?? {}} />,
  choice: ({ options }) => (
    <p className="prose next">
      Chosen: <strong>{(options ?? []).join(", ")}</strong>
    </p>
  ),
  text: () => <p className="prose next">Prose has no one solution. A person reads it by the rubric of the report.</p>,
};

export default async function SolutionPage({ params }: { params: Promise<{ course: string; exercise: string }> }) {
  const at = await params;
  const [actor, home] = [await selectActor(), `/courses/${at.course}`];
  const here = `${home}/exercises/${at.exercise}`;
  const shown = pageValue(await solution(actor, at), `${here}/solution`);
  const { course, unread } = pageValue(await courseHome(actor, { course: at.course }), home);
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar
        course={course}
        tab="course"
        unread={unread}
        path={[{ label: shown.exercise.title, href: here }, { label: "Solution" }]}
      />
      <main id="main" className="mx-auto w-full max-w-[900px] px-4 py-7">
        <div className="mb-6 flex flex-wrap items-baseline justify-between gap-3">
          <h1 className="text-page font-semibold tracking-[-0.018em]">{shown.exercise.title}, a solution</h1>
          <ButtonLink href={here}>Back to the exercise</ButtonLink>
        </div>
        <div className="flex flex-col gap-8">
          {shown.parts.map((part) => (
            <section key={part.partId} aria-labelledby={part.partId}>
              <h2 id={part.partId} className="mb-2 text-pane font-semibold">
                {part.title}
              </h2>
              {looks[part.kind](part)}
            </section>
          ))}
        </div>
      </main>
    </div>
  );
}

const Code = ({ title, source }: { title: string; source: string }) => (
  <section
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
    tabIndex={0}
    aria-label={`Code of ${title}`}
    className="scroll-quiet overflow-x-auto border border-line bg-surface"
  >
    <CodeText source={source} />
  </section>
);

const Lines = ({ lines }: { lines: { readonly [lineId: string]: string } }) => (
  <dl className="border border-line bg-surface">
    {Object.entries(lines).map(([id, formula]) => (
      <div key={id} className="flex gap-4 border-b border-line px-4 py-2.5 last:border-b-0">
        <dt className="w-24 shrink-0 font-mono text-code text-ink-3">{id}</dt>
        <dd className="font-mono text-code">{formula}</dd>
      </div>
    ))}
  </dl>
);
