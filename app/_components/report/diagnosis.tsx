import Link from "next/link";
import type { ReactNode } from "react";
import type { Diagnosis as Recognised } from "#lib/core/report.ts";
import { Icon } from "../base/icon.tsx";
import { Sentence } from "../base/tex.tsx";

/** "Diagnosis, line 28: slope of the sigmoid": with the line where it is known. */
export function diagnosisTitle({ name, at }: Pick<Recognised, "name" | "at">): string {
  const named = name === "" ? "" : `: ${name}`;
  return `Diagnosis${at === null ? "" : `, line ${at.line}`}${named}`;
}

/**
 * What came back: the name of the slip, what it is, one next step, the lesson. `title` replaces "Diagnosis"; it may name a place.
 * Without `says` (not recognised, or withheld until a release) put the sentence into `children`.
 */
export function Diagnosis({
  title = "Diagnosis",
  says,
  next,
  lesson,
  aside,
  children,
}: {
  title?: string;
  says?: string;
  next?: string | null;
  lesson?: { readonly href: string; readonly label: string } | null;
  aside?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="back-rule flex gap-6 pl-3.5">
      <div className="min-w-0 flex-1">
        <p className="mb-0.5 flex items-start gap-2 text-caption font-medium text-bwd">
          <Icon name="arrow-left" size={13} className="mt-0.5" />
          <span className="min-w-0 wrap-anywhere">
            <Sentence text={title} />
          </span>
        </p>
        {says ? (
          <p className="prose says">
            <Sentence text={says} />
          </p>
        ) : null}
        {children}
        {next ? (
          <p className="prose next mt-2">
            Next: <Sentence text={lowerFirst(next)} />
          </p>
        ) : null}
        {lesson ? (
          <p className="mt-2">
            <Link href={lesson.href} className="link inline-flex items-center gap-2">
              <Icon name="book" size={15} />
              {lesson.label}
            </Link>
          </p>
        ) : null}
      </div>
      {aside ? <div className="shrink-0 text-right">{aside}</div> : null}
    </div>
  );
}

/** After "Next:" a sentence goes on in lower case, unless its first word is a name or a formula. */
function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? `${sentence[0]?.toLowerCase()}${sentence.slice(1)}` : sentence;
}
