import type { Metadata } from "next";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { pointsWords } from "#app/_components/base/format.ts";
import { Sentence } from "#app/_components/base/tex.tsx";
import { dayAndTime } from "#app/_components/base/when.ts";
import { CodeText } from "#app/_components/fields/code-text.tsx";
import { ReadoutStrip } from "#app/_components/shell/readout-strip.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { type ExerciseFiles, exerciseFiles } from "#lib/platform/services/index.ts";
import { CourseBar } from "../../_parts/course-bar.tsx";
import { HideButton } from "../_parts/hide-button.tsx";
import { ProofMark } from "../_parts/proof-mark.tsx";
import { ProofView } from "../_parts/proof-view.tsx";
import { FileTree } from "./file-tree.tsx";

export const metadata: Metadata = { title: "Exercise files" };

type Props = { params: Promise<{ course: string; exercise: string }>; searchParams: Promise<{ file?: string }> };

export default async function ExerciseFilesPage({ params, searchParams }: Props) {
  const { course: slug, exercise: name } = await params;
  const here = `/courses/${slug}/manage/${name}`;
  const all = pageValue(await exerciseFiles(await selectActor(), { course: slug, exercise: name }), here);
  const wanted = (await searchParams).file ?? "exercise.yaml";
  const file = all.files.find((one) => one.path === wanted) ?? all.files[0];
  const { exercise, course } = all;
  return (
    <div className="flex min-h-dvh flex-col wide:h-dvh">
      <CourseBar
        course={course}
        tab="exercises"
        path={[{ label: "Exercises", href: `/courses/${slug}/manage` }, { label: exercise.title }]}
      />
      <main id="main" className="grid min-h-0 flex-1 wide:grid-cols-[220px_minmax(0,1fr)_minmax(0,480px)]">
        <FileTree
          slug={exercise.slug}
          files={all.files.map((one) => one.path)}
          current={file?.path ?? ""}
          here={here}
        />
        <section
          aria-label={file?.path ?? "File"}
          className="flex min-h-0 min-w-0 flex-col border-line bg-surface wide:border-x"
        >
          <h1 className="flex h-10 shrink-0 items-center border-b border-line px-4 font-mono text-code">
            {file?.path}
          </h1>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys */}
          <section tabIndex={0} aria-label="Text of the file" className="scroll-quiet min-h-0 flex-1 overflow-auto">
            {file ? <CodeText source={file.text} plain={!file.path.endsWith(".ts")} /> : null}
          </section>
        </section>
        <ProofPane all={all} slug={slug} />
      </main>
      <ReadoutStrip
        left={[
          { label: exercise.slug, value: pointsWords(exercise.outOf) },
          { label: "version", value: exercise.hash.slice(0, 8), mono: true },
          { label: "open attempts", value: String(exercise.openAttempts) },
        ]}
        right={[{ label: "imported", value: dayAndTime(exercise.importedAt, course.timeZone) }]}
      />
    </div>
  );
}

function ProofPane({ all, slug }: { all: ExerciseFiles; slug: string }) {
  const { exercise } = all;
  return (
    <section aria-label="Proof" className="scroll-quiet min-h-0 overflow-auto bg-surface">
      <div className="flex h-10 items-center gap-2 border-b border-line px-4">
        <h2 className="flex-1 text-ui font-semibold">Verify</h2>
        <ButtonLink size="small" kind="plain" icon="eye" href={`/courses/${slug}/exercises/${exercise.slug}?preview`}>
          Preview as student
        </ButtonLink>
        <HideButton course={slug} exercise={exercise.slug} hidden={exercise.hidden} title={exercise.title} />
      </div>
      <div className="border-b border-line px-4 py-3">
        <ProofMark proof={exercise.proof} />
        {exercise.proof.state === "proved" ? null : (
          <p className="mt-1 text-caption text-ink-3">
            Run <code className="font-mono">npm run nablab -- verify {exercise.slug} --full</code> and start Nablab
            again.
          </p>
        )}
      </div>
      <Shown proof={exercise.proof} />
      <section aria-labelledby="mistakes" className="px-4 py-3">
        <h3 id="mistakes" className="mb-1 text-ui font-semibold">
          Known mistakes{" "}
          <span className="font-normal text-ink-3">{all.mistakes.length}, with what the student reads</span>
        </h3>
        <ul>
          {all.mistakes.map((mistake) => (
            <li key={`${mistake.partId}-${mistake.id}`} className="border-b border-line py-2 last:border-b-0">
              <p className="flex items-baseline justify-between gap-3">
                <code className="font-mono text-code">{mistake.id}</code>
                <span className="text-caption text-ink-3">{mistake.verdict}</span>
              </p>
              {mistake.diagnosis ? (
                <p className="prose next">
                  <Sentence text={mistake.diagnosis.says} />
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
    </section>
  );
}

/** All of a proof that counts, or the part of it that still stands. */
function Shown({ proof }: { proof: ExerciseFiles["exercise"]["proof"] }) {
  if (proof.state === "proved") return <ProofView proof={proof.proof} />;
  return proof.because === "other-engine" ? <ProofView proof={proof.proof} stands={proof.stands} /> : null;
}
