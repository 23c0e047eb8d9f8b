"use client";
import { useMemo, useRef, useState } from "react";
import { Tex } from "#app/_components/base/tex.tsx";
import { Verdict, type VerdictState } from "#app/_components/base/verdict.tsx";
import { FormulaField, type FormulaInput } from "#app/_components/fields/formula-field.tsx";
import { nameTex } from "#app/_components/figures/heat-cells.ts";
import { DerivationSteps } from "#app/_components/report/derivation-steps.tsx";
import { Diagnosis, diagnosisTitle } from "#app/_components/report/diagnosis.tsx";
import type { PartAnswer } from "#lib/core/answer.ts";
import type { CheckReport, PartReport } from "#lib/core/report.ts";
import { type AnswerStore, usePartAnswer } from "../_state/answer-store.ts";
import { type DerivationPart, firstOff, type LineReading, readLine, symbolsFor } from "../_state/formula-reading.ts";
import { Meaning } from "./meaning.tsx";

type Insert = { readonly tex: string; readonly said: string; readonly text: string; readonly back: number };

const operations: readonly Insert[] = [
  { tex: "\\cdot^{\\top}", said: "transpose", text: "^T", back: 0 },
  { tex: "\\odot", said: "times, entry by entry", text: " .* ", back: 0 },
  { tex: "g'", said: "slope of g", text: "g'()", back: 1 },
  { tex: "\\mathrm{diag}", said: "diagonal matrix", text: "diag()", back: 1 },
];

type Symbols = ReturnType<typeof symbolsFor>;

const linesOf = (answer: PartAnswer | null): { readonly [lineId: string]: string } =>
  answer?.kind === "derivation" ? answer.lines : {};

/** Formulas, one row per line, and what the line in hand means: operands to scale beside what was asked for. */
export function DerivationAnswer({
  part,
  store,
  report,
  handedIn,
  readOnly,
  lessonHref,
  onChange,
  onPlace,
}: {
  part: DerivationPart;
  store: AnswerStore;
  report: PartReport | null;
  handedIn: PartAnswer | null;
  readOnly: boolean;
  lessonHref: (lesson: string) => { readonly href: string; readonly label: string } | null;
  onChange: (lines: { readonly [lineId: string]: string }) => void;
  onPlace: (at: number, of: number) => void;
}) {
  const lines = usePartAnswer(store, part.id, "derivation")?.lines ?? {};
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      part.lines.findLastIndex((line) => (lines[line.id] ?? "") !== ""),
    ),
  );
  const fields = useRef<(FormulaInput | null)[]>([]);
  const lastTex = useRef<{ [lineId: string]: string | null }>({});
  const symbols = useMemo(() => part.lines.map((line) => symbolsFor(part, line)), [part]);
  const before = linesOf(handedIn);
  const readings = part.lines.map((line, i) => {
    const reading = readLine(lines[line.id] ?? "", line, symbols[i] as Symbols, lastTex.current[line.id] ?? null);
    if (!reading.problem) lastTex.current[line.id] = reading.tex;
    return reading;
  });
  const checkOf = (id: string) =>
    before[id] !== undefined && before[id] === lines[id] ? report?.checks.find((check) => check.id === id) : undefined;
  // What came back opens the first line that does not hold: its × alone would leave the reason hidden.
  const [told, setTold] = useState<PartReport | null>(null);
  const known = handedIn ? report : null;
  if (known !== told) {
    setTold(known);
    const off = firstOff(part, lines, (id) => checkOf(id)?.verdict);
    if (off >= 0) setAt(off);
  }
  const put = ({ text, back }: Insert) => {
    const field = fields.current[at];
    const line = part.lines[at];
    if (!field || !line) return;
    const value = lines[line.id] ?? "";
    const [from, to] = [field.selectionStart ?? value.length, field.selectionEnd ?? value.length];
    onChange({ ...lines, [line.id]: value.slice(0, from) + text + value.slice(to) });
    requestAnimationFrame(() => {
      field.focus();
      putCaret(field, from + text.length - back);
    });
  };
  const line = part.lines[at];
  const reading = readings[at];
  const check = line ? checkOf(line.id) : undefined;
  return (
    <div className="mx-auto flex max-w-[66rem] flex-col gap-4 px-4 py-5 tablet:px-7">
      <div className="divide-y divide-line rounded-box border border-line bg-surface">
        {part.lines.map((each, i) => (
          <FormulaField
            key={each.id}
            ref={(field) => {
              fields.current[i] = field;
            }}
            id={each.id}
            label={`Line ${i + 1} of ${part.lines.length}, ${each.id}`}
            symbolTex={each.tex}
            value={lines[each.id] ?? ""}
            reading={readings[i] as LineReading}
            state={stateOf(checkOf(each.id), lines[each.id] ?? "", readings[i])}
            readOnly={readOnly}
            several={each.steps === true}
            onChange={(text) => onChange({ ...lines, [each.id]: text })}
            onFocus={() => {
              setAt(i);
              onPlace(i + 1, part.lines.length);
            }}
          />
        ))}
      </div>
      {line && reading?.explanation ? (
        <section
          aria-label="What your line means"
          className="rounded-box border border-line bg-surface px-4 py-3.5 tablet:px-[18px]"
        >
          <header className="mb-2 flex justify-between gap-3">
            <h2 className="font-semibold">
              {at === part.lines.length - 1 ? "What your last line means" : `What line ${at + 1} means`}
            </h2>
            <span className="text-caption text-ink-3">shapes inferred as you type</span>
          </header>
          <Meaning reading={reading} asked={line} />
          {check?.diagnosis ? (
            <div className="mt-3">
              <Diagnosis
                title={diagnosisTitle(check.diagnosis)}
                says={check.diagnosis.says}
                next={check.diagnosis.next}
                lesson={check.diagnosis.lesson ? lessonHref(check.diagnosis.lesson) : null}
              />
            </div>
          ) : null}
          <Tests reading={reading} line={line} check={check} />
          {check?.evidence?.kind === "formula" && check.evidence.steps ? (
            <div className="mt-3 border-t border-line pt-3">
              <DerivationSteps steps={check.evidence.steps} milestones={check.evidence.milestones ?? []} />
            </div>
          ) : null}
        </section>
      ) : null}
      {readOnly ? null : <Inserts part={part} symbols={symbols[at]?.shapes ?? {}} onInsert={put} />}
    </div>
  );
}

/** Puts the caret there and brings it into sight: a field follows only a caret that is typed. All signs are equally wide. */
function putCaret(field: FormulaInput, at: number): void {
  field.setSelectionRange(at, at);
  const x = (field.scrollWidth * at) / Math.max(1, field.value.length);
  const isSeen = x >= field.scrollLeft + 24 && x <= field.scrollLeft + field.clientWidth - 24;
  if (field.scrollWidth > field.clientWidth && !isSeen) field.scrollLeft = x - field.clientWidth / 2;
}

function stateOf(check: CheckReport | undefined, text: string, reading: LineReading | undefined): VerdictState {
  if (check) return check.verdict;
  return text.trim() !== "" && reading?.problem && !reading.explanation ? "ungradable" : "not-run";
}

/** Readable, shape, equal at random points: always in this order, later ones wait. */
function Tests({
  reading,
  line,
  check,
}: {
  reading: LineReading;
  line: DerivationPart["lines"][number];
  check: CheckReport | undefined;
}) {
  const evidence = check?.evidence?.kind === "formula" ? check.evidence : null;
  const shaped = reading.shape !== null && !reading.conflict;
  const asked = line.id.replace(/^d(?=[A-Z])/, "");
  const rows: readonly { readonly state: VerdictState; readonly words: string }[] = [
    { state: "correct", words: "readable" },
    {
      state: shaped ? "correct" : "incorrect",
      words: shaped
        ? `shape ${reading.shape}`
        : reading.shape
          ? `${reading.story ?? `shape ${reading.shape}`}, asked for is the shape of ${asked}`
          : "sizes do not agree",
    },
    evidence && shaped
      ? {
          state: evidence.pointsHeld === evidence.points ? "correct" : "incorrect",
          words: `equal at ${evidence.pointsHeld} of ${evidence.points} points`,
        }
      : {
          state: "not-run",
          words: shaped ? "equal at random points: waits for Submit" : "equal at random points: waits for the shape",
        },
  ];
  return (
    <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1.5 border-t border-line pt-3 text-caption">
      {rows.map((row) => (
        <li key={row.words} className="flex items-center gap-2">
          <Verdict state={row.state} size={13} />
          <span className={row.state === "not-run" ? "text-ink-3" : ""}>{row.words}</span>
        </li>
      ))}
    </ul>
  );
}

function Inserts({
  part,
  symbols,
  onInsert,
}: {
  part: DerivationPart;
  symbols: { readonly [name: string]: unknown };
  onInsert: (insert: Insert) => void;
}) {
  const lineIds = part.lines.map((line) => line.id);
  const names = Object.keys(symbols);
  const wanted = [
    ...names.filter((name) => /^W\d/.test(name)),
    ...names.filter((name) => lineIds.includes(name)),
    ...names.filter((name) => name === "yhat"),
  ];
  const own = wanted.map(
    (name): Insert => ({ tex: name === "yhat" ? "\\hat y" : nameTex(name), said: name, text: name, back: 0 }),
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-caption text-ink-3">Insert</span>
      {[...own, ...operations].map((insert) => (
        <button
          key={insert.said}
          type="button"
          className="h-[1.625rem] min-w-9 rounded-box border border-line-2 bg-surface px-2 text-caption hover:bg-sunken pointer-coarse:h-11"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onInsert(insert)}
        >
          <span className="sr-only">{`Insert ${insert.said} `}</span>
          <Tex tex={insert.tex} />
        </button>
      ))}
      <span className="ml-auto text-caption text-ink-3">
        ASCII or LaTeX; <code>.*</code> is ⊙, <code>^T</code> transposes
      </span>
    </div>
  );
}
