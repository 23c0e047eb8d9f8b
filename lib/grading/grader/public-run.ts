import { ENGINE_HASH } from "#generated/engine-hash.ts";
import type { Answer } from "#lib/core/answer.ts";
import type { CheckReport, Evidence, RunPart, RunReport } from "#lib/core/report.ts";
import type { Runner, RunOptions } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import {
  lanePoints,
  type PlainTensor,
  type PlainValue,
  type PublicCheck,
  type PublicCodePart,
  type PublicExample,
  type PublicExercise,
  type PublicPart,
} from "../exercise/index.ts";
import { argumentsOf, type CodeContext, type Judged, runAnswer } from "./code/context.ts";
import { createKept } from "./code/draws.ts";
import { related } from "./code/related.ts";
import { judge } from "./code/table.ts";
import { withTraces } from "./code/trace/attach.ts";
import { lineReader } from "./derivation/read.ts";
import { roundPoints, scored } from "./part.ts";
import { endOf } from "./run-end.ts";
import type { Fields } from "./tensor-values.ts";
import { readSheet, readStates } from "./worksheet/read.ts";

export type RunChoices = RunOptions & {
  /** Only these parts. */
  readonly parts?: readonly string[];
  readonly onCheck?: (partId: string, check: CheckReport) => void;
  /** Leave training checks out. */
  readonly withoutTraining?: boolean;
};

/** Cases that Run shows are drawn from this, the same for every person. */
export const publicSeed = (hash: string): string => `public:${hash}`;

/** Run: what needs no secret. Its points and verdicts are those of public cases, and nothing of it is recorded. */
export async function gradePublic(
  exercise: PublicExercise,
  answer: Answer,
  runner: Runner,
  choices: RunChoices = {},
): Promise<RunReport> {
  const parts: RunPart[] = [];
  for (const part of exercise.parts) {
    if (choices.parts?.includes(part.id) === false) continue;
    parts.push(await runPart(exercise, part, answer, runner, choices));
  }
  return { exercise: { slug: exercise.slug, hash: exercise.hash }, engine: ENGINE_HASH, parts };
}

async function runPart(
  exercise: PublicExercise,
  part: PublicPart,
  answer: Answer,
  runner: Runner,
  choices: RunChoices,
): Promise<RunPart> {
  const given = answer[part.id];
  const head = { id: part.id, kind: part.kind, title: part.title, points: 0, outOf: part.points };
  const empty: RunPart = { ...head, checks: [], waiting: waitingOf(part), run: null, console: [], reading: {} };
  if (part.kind === "code" && given?.kind === "code")
    return runCode(exercise, part, given.source, runner, choices, empty);
  if (part.kind === "worksheet")
    return { ...empty, reading: { cells: readCells(part.lanes, given?.kind === "worksheet" ? given.fields : {}) } };
  if (part.kind === "derivation") {
    const read = lineReader(part, given?.kind === "derivation" ? given.lines : {});
    return { ...empty, reading: Object.fromEntries(part.lines.map((line) => [line.id, read(line)])) };
  }
  return empty;
}

async function runCode(
  exercise: PublicExercise,
  part: PublicCodePart,
  source: string,
  runner: Runner,
  choices: RunChoices,
  empty: RunPart,
): Promise<RunPart> {
  const context = publicContext(exercise, part, source, runner, choices);
  const load = await runAnswer(context, [], `${context.seed}:load`);
  const end = endOf(load, false);
  const loaded = load.status === "killed" ? [] : load.console;
  if (end !== null) return { ...empty, run: end.shown, console: loaded };
  const checks: CheckReport[] = [];
  const byTrying = new Set<string>();
  const printed: string[] = [...loaded];
  const shown = part.checks.filter(
    (check): check is PublicCheck => check.public && !(choices.withoutTraining === true && check.kind === "trains"),
  );
  for (const check of [...shown].sort((a, b) => Number(a.kind === "trains") - Number(b.kind === "trains"))) {
    const found = await judge(context, check.check);
    const report = { ...toReport(check, found), diagnosis: await related(context, found) };
    printed.push(...(found.console ?? []).slice(loaded.length));
    checks.push(report);
    if (found.byTrying === true) byTrying.add(report.id);
    choices.onCheck?.(part.id, report);
  }
  const judged = shown.flatMap((row) => checks.filter(({ id }) => id === row.id).map((report) => ({ row, report })));
  const inOrder = await withTraces(
    context,
    exercise.hash,
    judged.map(({ row, report }) => ({
      check: row.check,
      report,
      traced: !byTrying.has(report.id),
      placed: [],
      lossOff: false,
    })),
  );
  const points = roundPoints(checks.reduce((sum, check) => sum + (check.points ?? 0), 0));
  return { ...empty, checks: inOrder, points, console: printed.slice(0, 200) };
}

function publicContext(
  exercise: PublicExercise,
  part: PublicCodePart,
  answer: string,
  runner: Runner,
  { onProgress }: RunChoices,
): CodeContext {
  return {
    part,
    answer,
    runner,
    seed: publicSeed(exercise.hash),
    kept: createKept(),
    hidden: false,
    reference: async ({ check, of, options }) => {
      const found = part.checks.find(({ id }) => id === check);
      const examples = found?.public === true ? found.examples : [];
      return examples.map((example, k) => revive(part, of, example, k, options));
    },
    property: null,
    ...(onProgress === undefined ? {} : { progress: onProgress }),
  };
}

function revive(
  part: PublicCodePart,
  of: string,
  example: PublicExample,
  k: number,
  options?: { readonly [name: string]: number },
) {
  const values = Object.fromEntries(Object.entries(example.args).map(([name, value]) => [name, toValue(value)]));
  const expected: Fields = Object.fromEntries(
    Object.entries(example.expected).map(([name, tensor]) => [name, toTensor(tensor)]),
  );
  return { case: { k, sizes: example.sizes, values }, args: argumentsOf(part, of, values, options), expected };
}

const toTensor = ({ shape, data }: PlainTensor) => ({ shape, data: Float64Array.from(data) });

function toValue(value: PlainValue): Value {
  if (typeof value === "number") return value;
  if ("data" in value && Array.isArray(value.data)) return toTensor(value as PlainTensor);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toValue(inner as PlainValue)]));
}

function toReport({ id, title, kind, points }: PublicCheck, found: Judged): CheckReport {
  const { held, message, evidence, run } = found;
  return { id, title, kind, public: true, ...scored(held ? 1 : 0, points), message, diagnosis: null, run, evidence };
}

function waitingOf(part: PublicPart): RunPart["waiting"] {
  if (part.kind === "code")
    return part.checks.filter((check) => !check.public).map(({ id, title, points }) => ({ id, title, outOf: points }));
  if (part.kind === "derivation") return part.lines.map(({ id, points }) => ({ id, title: id, outOf: points }));
  if (part.kind === "worksheet")
    return [
      ...part.lanes.map((lane) => ({ id: lane.id, title: lane.title, outOf: lanePoints(part, lane) })),
      ...(part.digits.precision === undefined
        ? []
        : [{ id: "precision", title: "Digits as asked for", outOf: part.digits.precision }]),
    ];
  return [{ id: part.kind === "text" ? "rubric" : "options", title: part.title, outOf: part.points }];
}

function readCells(
  lanes: Parameters<typeof readSheet>[0],
  typed: { readonly [id: string]: readonly string[] },
): Evidence {
  const sheet = readSheet(lanes, typed);
  const fields = Object.fromEntries(Object.entries(sheet).map(([id, cells]) => [id, readStates(cells)]));
  const all = Object.values(fields).flat();
  return { kind: "cells", fields, right: all.filter((state) => state === "read").length, of: all.length };
}
