import type {
  CheckReport,
  Diagnosis,
  Evidence,
  PartReport,
  Report,
  TensorEvidence,
  Verdict,
} from "#lib/core/report.ts";
import type { ChainLink, Trace } from "#lib/core/trace.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";

const SHAPES: { readonly [verdict in Verdict]: string } = {
  correct: "✓",
  partial: "◐",
  incorrect: "×",
  "awaits-review": "✎",
  ungradable: "!",
};
const WIDTH = 78;

/** A report as calm text: points per part and check, and the first check that does not hold, opened. */
export function printReport({ spec }: Exercise, report: Report): string {
  const waits = report.parts.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict === "awaits-review");
  const open = waits.reduce((sum, { outOf }) => sum + outOf, 0);
  const more = waits.length === 0 ? "" : `; ${open} more ${open === 1 ? "waits" : "wait"} for a person`;
  const head = `${spec.title}: ${pointsWords(report.points, report.outOf)}${more}`;
  const parts = report.parts.map((part) => printPart(part));
  const tail = `engine ${report.engine.slice(0, 8)} · exercise ${report.exercise.hash.slice(0, 8)} · variant ${report.seeds.variant}${report.replayable ? "" : " · not replayable: an outcome depended on the clock"}`;
  return [head, ...parts, tail].join("\n\n");
}

function printPart(part: PartReport): string {
  const held = part.checks.filter(({ verdict }) => verdict === "correct").length;
  const first = part.checks.find(({ verdict }) => verdict === "incorrect" || verdict === "partial");
  const state =
    part.verdict === "awaits-review" ? "a person reads and marks it" : checksWords(held, part.checks.length);
  const head = `${SHAPES[part.verdict]} ${part.title}: ${pointsWords(part.points, part.outOf)}; ${state}`;
  const opened = first === undefined ? [] : ["", ...printOpened(first)];
  const printed = part.console.length === 0 ? [] : ["", "  Console", ...part.console.map((line) => `    ${line}`)];
  const said = part.feedback === undefined ? [] : ["", ...wrap(part.feedback, "  ")];
  return [head, ...said, "", ...printChecks(part.checks, first), ...opened, ...printed].join("\n");
}

function printLine({ verdict, title, points, outOf }: CheckReport): string {
  const right = `${points ?? "–"} / ${outOf}`;
  return `  ${SHAPES[verdict]} ${title.padEnd(WIDTH - right.length - 5)} ${right}`;
}

/** The checks, each that hears something else than the opened one with its name. */
function printChecks(checks: readonly CheckReport[], opened: CheckReport | undefined): string[] {
  const told = new Set([opened?.diagnosis?.name]);
  return checks.flatMap((check) => {
    const { diagnosis } = check;
    if (diagnosis === null || told.has(diagnosis.name)) return [printLine(check)];
    told.add(diagnosis.name);
    return [printLine(check), ...wrap(`← ${diagnosis.name}${placeWords(diagnosis)}`, "      ")];
  });
}

const placeWords = ({ at }: Diagnosis): string => (at === null ? "" : ` (line ${at.line})`);

const pointsWords = (points: number | null, outOf: number): string =>
  `${points ?? "–"} of ${outOf} ${outOf === 1 ? "point" : "points"}`;

const checksWords = (held: number, all: number): string =>
  all === 1 ? `its check ${held === 1 ? "holds" : "does not hold"}` : `${held} of ${all} checks hold`;

function printOpened(check: CheckReport): string[] {
  const { title, message, diagnosis, evidence } = check;
  const told =
    diagnosis === null
      ? []
      : [
          "",
          `  ← ${diagnosis.name}${placeWords(diagnosis)}`,
          ...wrap(diagnosis.says, "    "),
          ...wrap(`Next: ${diagnosis.next}`, "    "),
        ];
  return [
    `  ${title}`,
    ...wrap(message, "    "),
    ...told,
    ...(evidence === null ? [] : printEvidence(evidence)),
    ...(check.trace === undefined ? [] : printTrace(check.trace)),
  ];
}

const LINKS: { readonly [state in ChainLink["state"]]: string } = { right: "✓", "first-off": "←", after: "·" };
const LEGEND = "✓ right  ← off first  · off too";

/** The chain from the loss back to the parameters, one quantity to a line. */
function printTrace({ sizes, chain, note }: Trace): string[] {
  const at = Object.entries(sizes).map(([name, n]) => `${name} = ${n}`);
  const width = Math.max(12, ...chain.map(({ tex }) => plainTex(tex).length));
  const links = chain.flatMap(({ state, tex, at: place, relation }) => {
    const line = place === null ? "" : `line ${place.line}`;
    const words = state === "right" ? null : relation;
    const head = `    ${LINKS[state]} ${plainTex(tex).padEnd(width)} ${line}`.trimEnd();
    return [head, ...(words === null ? [] : wrap(words, "        "))];
  });
  const legend = chain.length === 0 ? [] : [`    ${LEGEND}`];
  return ["", `  Step by step (${at.join(", ")})`, ...legend, ...links, ...(note === null ? [] : wrap(note, "    "))];
}

/** ∂L/∂Z1 for \partial L/\partial Z_1, and what a subscript says in words in parentheses. */
const plainTex = (tex: string): string =>
  tex
    .replaceAll("\\partial ", "∂")
    .replaceAll("^\\top", "ᵀ")
    .replace(/_\{\\text\{([^{}]*)\}\}/g, " ($1)")
    .replace(/\\(?:mathrm|text)\{((?:[^{}]|\{[^{}]*\})*)\}/g, "$1")
    .replace(/[\\{}]|_/g, "");

function printEvidence(evidence: Evidence): string[] {
  if (evidence.kind === "tensors") {
    const sizes = Object.entries(evidence.sizes)
      .map(([name, n]) => `${name} = ${n}`)
      .join(", ");
    const largest = evidence.largest;
    const where = largest === null ? [] : largestLine(largest);
    return ["", `  Relative error, entry by entry (${sizes})`, ...evidence.tensors.flatMap(printTensor), ...where];
  }
  if (evidence.kind === "training") {
    const values = evidence.values.map((value) => value.toFixed(3)).join("  ");
    return ["", `  ${evidence.metric} per seed, ${evidence.threshold} is the threshold`, `    ${values}`];
  }
  if (evidence.kind === "cells")
    return ["", ...Object.entries(evidence.fields).map(([id, states]) => `    ${id.padEnd(8)} ${states.join("  ")}`)];
  if (evidence.kind === "options")
    return evidence.chosen.flatMap(({ id, feedback }) => wrap(`${id}: ${feedback}`, "    "));
  return [];
}

type Largest = NonNullable<Extract<Evidence, { kind: "tensors" }>["largest"]>;

/** Of a single number, and of a tensor of another shape, no entry is the largest: then there are its figures and its relation, if any. */
function largestLine({ name, index, yours, numeric, relation }: Largest): string[] {
  const place = index.length === 0 ? name : `largest at ${name || "the value"}[${index.join(", ")}]`;
  const numbers =
    yours === null || numeric === null ? [] : [`yours ${yours.toPrecision(4)}, numeric ${numeric.toPrecision(4)}`];
  const told = [...numbers, ...(relation === null ? [] : [relation])].join("; ");
  if (told === "" && index.length === 0) return [];
  return [`    ${[place, told].filter((part) => part !== "").join(": ")}`];
}

const LEVELS = ["✓", "< 0.1", "> 0.1", "> 0.5", "> 1"];

/** A heat map in text: a tick within tolerance, else the relative error, or its step where figures are hidden. */
function printTensor({ name, of, shape, expectedShape, level, error }: TensorEvidence): string[] {
  const title = `    ${name || "the value"}${of === null ? "" : ` (of ${of})`}, ${shape.join("×") || "number"}`;
  if (shape.join() !== expectedShape.join()) return [`${title}, not ${expectedShape.join("×") || "a number"}`];
  const columns = shape.at(-1) ?? 1;
  const cells = level.map((step, i) => {
    const exact = error?.[i];
    return (step === 0 ? "✓" : typeof exact === "number" ? shown(exact) : (LEVELS[step] ?? "")).padStart(6);
  });
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, i) =>
    cells.slice(i * columns, (i + 1) * columns),
  );
  return [title, ...rows.map((row) => `      ${row.join(" ")}`)];
}

const shown = (error: number): string => (error < 0.005 ? "<.01" : error.toFixed(2));

function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line.length + word.length + 1 > WIDTH - indent.length && line !== "") {
      lines.push(indent + line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
