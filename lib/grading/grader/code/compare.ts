import type { Value } from "#lib/core/value.ts";
import { drawCase, withValues } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { type Fields, fieldsOf, plain, shapedAs, type Tolerance } from "../tensor-values.ts";
import { count, listWords, shapeWords, sizesWords } from "../words.ts";
import {
  argumentsOf,
  type CodeContext,
  type Judged,
  nothingFound,
  type ReferenceCase,
  returnsOf,
  runAnswer,
  type Wanted,
} from "./context.ts";
import { type PairedCase, pairHolds, relationWords, smallestFailing, tensorsEvidence } from "./evidence.ts";
import { sizesFor } from "./sizes-of.ts";

type Comparison = Wanted & Tolerance & { readonly fields?: readonly string[] | undefined };

/** The heart of `outputs`, `gradcheck` and `steps`: the answer's function against the reference on drawn cases, all in one run. */
export async function compareWithReference(context: CodeContext, wanted: Comparison): Promise<Judged> {
  const cases = await context.reference(wanted);
  const fields = context.whole && isWhole(context, wanted) ? undefined : wanted.fields;
  // one object for all that ask for the same: calls are told apart by it, and it is encoded once
  const returns = context.kept.now(`returns ${JSON.stringify([wanted.of, fields])}`, () =>
    returnsOf(context.part, wanted.of, fields),
  );
  const outcome = await runAnswer(
    context,
    cases.map(({ args }) => ({ fn: wanted.of, args, returns })),
    `${context.seed}:${wanted.check}`,
  );
  const end = endOf(outcome, context.hidden);
  const results = outcome.status === "killed" ? [] : outcome.results;
  const sizesOf = sizesFor(context, [wanted.of]);
  const paired = results.map(({ value }, i) => {
    const one = cases[i] as ReferenceCase;
    return { sizes: sizesOf(one.case.sizes), pairs: pairsOf(context, one, value, wanted.fields) };
  });
  const shown = smallestFailing(paired, wanted);
  const stopped = end === null ? undefined : cases[results.length];
  const told = shown === null ? (stopped ?? cases.at(-1)) : cases[paired.indexOf(shown)];
  const found = {
    ...nothingFound,
    run: end?.shown ?? null,
    fullRun: end?.full ?? null,
    replayable: end?.replayable ?? true,
    evidence: paired.length === 0 ? null : tensorsEvidence(paired, wanted, !context.hidden),
    inputs: told === undefined ? null : plainOnce(told.case.values as Value & object),
    expected: told === undefined ? null : plainOnce(told.expected),
    console: outcome.status === "killed" ? [] : outcome.console,
    seen: {
      of: wanted.of,
      options: wanted.options ?? {},
      tolerance: wanted,
      paired,
      values: cases.map((one) => one.case.values),
      expected: cases.map(({ expected }) => expected),
      numeric: false,
    },
  };
  if (end !== null) {
    const at = stopped === undefined ? undefined : { case: { sizes: sizesOf(stopped.case.sizes) } };
    return { ...found, held: false, message: stoppedWords(wanted.of, at, end.shown.message) };
  }
  if (shown === null)
    return { ...found, held: true, message: `${wanted.of} agrees on all ${count(cases.length, "case")}.` };
  return { ...found, held: false, message: differsWords(wanted.of, paired, shown, wanted) };
}

const plainForms = new WeakMap<object, unknown>();

/** As `plain`, once for values that stay the same from grading to grading. Reports share it, and nobody writes in a report. */
function plainOnce(value: Value & object): unknown {
  if (!plainForms.has(value)) plainForms.set(value, plain(value));
  return plainForms.get(value);
}

/** Whether all that is looked at is among what the function has to give back anyway. */
const isWhole = ({ part }: CodeContext, { of, fields = [] }: Comparison): boolean =>
  fields.every((name) => part.functions[of]?.optional?.includes(name) !== true);

function pairsOf(
  context: CodeContext,
  one: ReferenceCase,
  value: Value,
  fields: readonly string[] | undefined,
): PairedCase["pairs"] {
  const yours: Fields = fieldsOf(value);
  const names = Object.keys(one.expected).filter((name) =>
    fields === undefined ? name in yours : isNamed(name, fields),
  );
  return names.map((name) => {
    const other = one.expected[name] as Fields[string];
    const got = yours[name] ?? { shape: [0], data: new Float64Array() };
    return { name, of: context.part.gradients[name] ?? null, yours: shapedAs(got, other.shape), other };
  });
}

const isNamed = (name: string, fields: readonly string[]): boolean =>
  fields.includes(name) || fields.includes(name.split(".", 1)[0] as string);

export function stoppedWords(
  fn: string,
  at: { readonly case: { readonly sizes: { readonly [size: string]: number } } } | undefined,
  message: string,
): string {
  const where = at === undefined ? "" : ` on a case with ${sizesWords(at.case.sizes)}`;
  return `${fn} did not give a result${where}. ${message}`;
}

function differsWords(fn: string, cases: readonly PairedCase[], shown: PairedCase, tolerance: Tolerance): string {
  const off = shown.pairs.filter((one) => !pairHolds(one, tolerance));
  const shape = off.find(({ yours, other }) => yours.shape.join() !== other.shape.join());
  if (shape !== undefined)
    return `${shape.name || fn} is ${shapeWords(shape.yours.shape)}, and ${shapeWords(shape.other.shape)} is asked for (${sizesWords(shown.sizes)}).`;
  const nan = off.find(({ yours }) => yours.data.some((x) => !Number.isFinite(x)));
  if (nan !== undefined)
    return `${nan.name || fn} has an entry that is not a finite number (${sizesWords(shown.sizes)}).`;
  const held = cases.filter((one) => one.pairs.every((p) => pairHolds(p, tolerance))).length;
  const names = listWords(off.map(({ name }) => name || `the value of ${fn}`));
  const verb = off.length === 1 ? "differs" : "differ";
  const relation = relationWords(
    off.map(({ name }) => name),
    cases,
  );
  return `${capital(names)} ${verb} from what is asked for; ${held} of ${count(cases.length, "case")} ${held === 1 || cases.length === 1 ? "holds" : "hold"}, the smallest that does not has ${sizesWords(shown.sizes)}.${relation}`;
}

/** Names of code keep their case. */
const capital = (words: string): string => (words.startsWith("the ") ? `T${words.slice(1)}` : words);

export type DrawnCase = Omit<ReferenceCase, "expected">;

/**
 * Drawn cases with the arguments of functions. Those of one function and options are the same for all checks, as far as each looks, down
 * to the objects: checks that share a run share the calls.
 */
export function caseDrawer(part: Pick<CodeContext["part"], "functions" | "cases">, seed: string) {
  const drawn = new Map<string, DrawnCase>();
  return ({ of, options = {}, values }: Omit<Wanted, "cases">, k: number): DrawnCase => {
    const key = JSON.stringify([of, options, values, k]);
    const there = drawn.get(key);
    if (there !== undefined) return there;
    const one = drawCase(withValues(part.cases, values), `${seed}:${of}`, k);
    const made = { case: one, args: argumentsOf(part, of, one.values, options) };
    drawn.set(key, made);
    return made;
  };
}

/** Reference cases from a function that computes the expected values for a list of argument lists. */
export async function withExpected(
  drawn: readonly DrawnCase[],
  compute: (argLists: readonly (readonly Value[])[]) => Promise<readonly Fields[]>,
): Promise<ReferenceCase[]> {
  const expected = await compute(drawn.map(({ args }) => args));
  return drawn.map((one, i) => ({ ...one, expected: expected[i] as Fields }));
}
