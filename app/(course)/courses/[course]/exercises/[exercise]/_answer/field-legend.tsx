import { Fragment } from "react";
import { Tex } from "#app/_components/base/tex.tsx";
import { Verdict, type VerdictState } from "#app/_components/base/verdict.tsx";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { ownWays } from "../_state/own-ways.ts";

const rows: readonly { readonly state: VerdictState; readonly words: string }[] = [
  { state: "correct", words: "right" },
  { state: "follows", words: "right, given your earlier value" },
  { state: "incorrect", words: "differs from what your earlier values give" },
  { state: "partial", words: "right as far as it goes, with too few digits to count" },
  { state: "ungradable", words: "not readable as a number: never counted" },
];

type WorksheetPart = Extract<PublicPart, { kind: "worksheet" }>;

/** What the shapes in the fields of a sheet mean, and how numbers may be typed. */
export function FieldLegend({ part }: { part: WorksheetPart }) {
  const own = ownWays(part);
  return (
    <section aria-label="How a field is read">
      <h2 className="mb-2 text-caption font-medium text-ink-2">How a field is read</h2>
      <ul className="flex flex-col gap-1.5 text-caption text-ink-2">
        {rows.map((row) => (
          <li key={row.state} className="flex items-center gap-2.5">
            <Verdict state={row.state} size={13} label="" />
            {row.words}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-caption text-ink-3">
        {`${part.digits.decimals} decimals are enough${own.length > 0 ? " where nothing else is said" : ""}. Type `}
        <code>1/3</code>, <code>1e-4</code>, <code>.25</code> or paste a block from a spreadsheet.
      </p>
      {own.length > 0 ? (
        <dl className="mt-2 grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 text-caption text-ink-2">
          {own.map(({ id, tex, words }) => (
            <Fragment key={id}>
              <dt>
                <Tex tex={tex} />
              </dt>
              <dd>{words}</dd>
            </Fragment>
          ))}
        </dl>
      ) : null}
    </section>
  );
}
