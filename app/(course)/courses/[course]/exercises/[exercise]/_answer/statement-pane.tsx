"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { pointsWords } from "#app/_components/base/format.ts";
import { Icon } from "#app/_components/base/icon.tsx";
import { ProseHtml } from "#app/_components/base/prose-html.tsx";
import { Tex } from "#app/_components/base/tex.tsx";
import { Matrix } from "#app/_components/figures/matrix.tsx";
import { ShapeTable } from "#app/_components/figures/shape-table.tsx";
import type { Verdict } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import type { ExercisePage, HintView } from "#lib/platform/services/index.ts";
import { FieldLegend } from "./field-legend.tsx";
import { Hints } from "./hints.tsx";

type Given = ExercisePage["given"][string];

/** What is asked: statement, shapes or given numbers, hints with their price, the lesson it belongs to. */
export function StatementPane({
  page,
  part,
  html,
  hints,
  lesson,
  eyebrow,
}: {
  page: ExercisePage;
  part: PublicPart;
  html: string;
  hints: readonly HintView[];
  lesson: { readonly href: string; readonly label: string } | null;
  /** "Exercise · 12 points" where no head says so. */
  eyebrow?: ReactNode;
}) {
  const given = page.given[part.id];
  return (
    <div className="flex flex-col gap-5 px-5 pt-4 pb-10">
      <div>
        {eyebrow ? <p className="text-caption text-ink-3">{eyebrow}</p> : null}
        <h2 className="text-page font-semibold tracking-[-0.018em]">{page.exercise.title}</h2>
        <BuildsOn page={page} />
        <ProseHtml html={html} className="mt-3" />
      </div>
      {part.kind === "worksheet" && given ? <GivenValues part={part} given={given} /> : null}
      {part.kind === "worksheet" ? <FieldLegend part={part} /> : null}
      {part.kind === "code" || part.kind === "derivation" ? (
        <ShapeTable title={part.kind === "code" ? "Shapes in this part" : "Sizes here"} shapes={page.exercise.shapes} />
      ) : null}
      {part.kind === "derivation" ? (
        <p className="text-caption text-ink-3">
          Any correct form is accepted: your line is compared with the true gradient at random points, not with a
          string. Order matters, because matrices do not commute.
        </p>
      ) : null}
      <Hints
        key={part.id}
        at={{ course: page.course.slug, exercise: page.exercise.slug }}
        partId={part.id}
        hints={hints}
        free={page.mode === "preview"}
      />
      {lesson ? (
        <p className="flex items-center gap-2.5">
          <Icon name="book" className="text-ink-2" />
          <Link href={lesson.href} className="link">
            {lesson.label}
          </Link>
        </p>
      ) : null}
      <Neighbours page={page} />
    </div>
  );
}

/** The exercises before and after this one, in the order of the course. */
function Neighbours({ page }: { page: ExercisePage }) {
  const rows = [
    { said: "Previous: ", to: page.previous },
    { said: "Next: ", to: page.next },
  ].flatMap(({ said, to }) => (to === null ? [] : [{ said, to }]));
  if (rows.length === 0) return null;
  return (
    <nav aria-label="Other exercises" className="flex flex-col gap-1.5 border-t border-line pt-4 text-ink-3">
      {rows.map(({ said, to }) => (
        <p key={said}>
          {said}
          <Link
            href={`/courses/${page.course.slug}/exercises/${to.slug}${page.mode === "preview" ? "?preview" : ""}`}
            className="link"
          >
            {to.title}
          </Link>
        </p>
      ))}
    </nav>
  );
}

/** What the exercise builds on and where the student stands with it: a hint, and no lock. */
function BuildsOn({ page }: { page: ExercisePage }) {
  if (page.prerequisites.length === 0) return null;
  return (
    <p className="mt-1 text-caption text-ink-3">
      {"Builds on "}
      {page.prerequisites.map(({ slug, title, verdict }, i) => (
        <span key={slug}>
          {i === 0 ? "" : ", "}
          <Link href={`/courses/${page.course.slug}/exercises/${slug}`} className="link">
            {title}
          </Link>
          {` (${standingWords[verdict ?? "none"]})`}
        </span>
      ))}
    </p>
  );
}

const standingWords: { readonly [verdict in Verdict | "none"]: string } = {
  correct: "done",
  partial: "done in part",
  incorrect: "tried",
  "awaits-review": "handed in",
  ungradable: "handed in",
  none: "not done yet",
};

function GivenValues({ part, given }: { part: Extract<PublicPart, { kind: "worksheet" }>; given: Given }) {
  return (
    <section aria-label="Given">
      <h2 className="mb-3 text-caption font-medium text-ink-2">Given</h2>
      <dl className="grid grid-cols-[auto_auto] justify-start gap-x-7 gap-y-3.5">
        {part.given.map((symbol) => {
          const value = given[symbol.id];
          return value ? (
            <div key={symbol.id} className="flex items-center gap-3">
              <dt className="min-w-6">
                <Tex tex={symbol.tex} />
              </dt>
              <dd>
                <Matrix caption={symbol.id} shape={value.shape} data={value.data} />
              </dd>
            </div>
          ) : null;
        })}
      </dl>
    </section>
  );
}

export const eyebrowOf = (page: ExercisePage): string => `Exercise · ${pointsWords(page.exercise.points)}`;
