import type { SourcePlace } from "#lib/core/runner.ts";
import type { Trace } from "#lib/core/trace.ts";
import { listWords, sizesWords } from "../../words.ts";
import type { CodeContext } from "../context.ts";
import { parametersOf } from "../parameters.ts";
import { backwardOf, isRepeated } from "./backward.ts";
import { firstOff, type Off, type Recognised, recognise, type Search, valuesOf } from "./find.ts";
import { givenWords, linesOfOthers } from "./given.ts";
import { knownOf, namesOf } from "./known.ts";
import { labelsOf } from "./labels.ts";
import { type Part, partOff } from "./part.ts";
import { alike, heldIn, holds, type Names, type Sample, type Untaped } from "./sample.ts";
import { ONE, sameScale } from "./scale.ts";
import { chainOf, firstId, fits, matchesOf, returnedLinks, stepsOf } from "./steps.ts";
import { failingSamples, type Taken } from "./taken.ts";
import { valueWords } from "./tex.ts";
import { parameterLeaves, type Truth } from "./truth.ts";
import { relationWords } from "./words.ts";

export type { Names } from "./sample.ts";

/** Where a gradient first goes wrong: the trace to be shown, the place, and one sentence about it. */
export type Found = { readonly trace: Trace; readonly at: SourcePlace | null; readonly sentence: string | null };

/** Finds `Found` for the gradients named (all, if left out). */
export type Tracer = (fields?: readonly string[]) => Found | null;

export const NOTES = {
  loops: "The backward pass works number by number, so only what it returns was compared.",
  place:
    "No single step explains the difference, so only what is returned is said to differ. A line that runs several times counts as several.",
  loss: "The loss leaves nd on its way, so the gradients in between are not known and only what is returned was compared.",
  inPlace: "The code writes into a tensor in place, so only what is returned was compared.",
  size: "The passes have more numbers than can be shown here.",
} as const;

/**
 * Runs an answer, instrumented, on cases of its own, drawn from a seed that is no secret, and compares every value of its backward
 * pass with the true gradients of its own loss. Null where its gradient holds on all of them.
 */
export async function createTracer(context: CodeContext, names: Names, seed: string): Promise<Tracer | null> {
  const taken = await failingSamples(context, names, seed);
  if (taken === null) return null;
  const { shown, others, hidden } = taken;
  if (shown.backward === null) return (fields) => returned(shown, fields, NOTES.inPlace);
  const args = {
    loss: context.part.functions[names.loss]?.args ?? [],
    gradient: context.part.functions[names.gradient]?.args ?? [],
  };
  const samples = [shown, ...others.filter((one): one is Sample => one.backward !== null && alike(shown, one))];
  const truths = samples.map(({ truth }) => truth);
  if (!truths.every((truth): truth is Truth => truth !== null))
    return (fields) => returned(shown, fields, NOTES.loss, args, truths[0] ?? null);
  const nameOf = namesOf(shown, args.loss);
  const repeating = backwardOf(samples, args, pathsOf(context, args.gradient));
  const parameters = parameterLeaves(context, names, shown.forward);
  const known = knownOf(samples, truths, nameOf, [...parameters.values()]);
  const recognised = new Map<number, Recognised>();
  for (const id of [...repeating.constants, ...repeating.grounded]) {
    if (isRepeated(repeating, id) || isArgument(shown, id)) continue;
    const likely = recognise(samples, known, valuesOf(repeating, id), nameOf);
    const is = repeating.bare.has(id) ? likely.find(({ scale }) => sameScale(scale, ONE)) : likely[0];
    if (is !== undefined) recognised.set(id, is);
  }
  const forwardOf = new Map([...repeating.forwardOf].filter(([id]) => !recognised.has(id)));
  const backward = { ...repeating, forwardOf };
  const pairsNamed = shown.pairs.map(({ name }) => name);
  const right = new Set(pairsNamed.filter((name) => samples.every((one) => heldIn(one).has(name))));
  const wrong = new Set(pairsNamed.filter((name) => !right.has(name)));
  const labelOf = labelsOf(samples, nameOf, [...parameters.values()]);
  const search: Search = {
    backward,
    known,
    nameOf,
    labelOf,
    recognised,
    wrong,
    right,
    parameters,
    ofOthers: linesOfOthers(context.answer, names),
    taken: [shown, ...others],
  };
  const answer = { source: context.answer, names };
  return (fields) => traced(search, truths[0] as Truth, args, hidden, answer, fields);
}

/** Paths of the parameters among the arguments of the gradient. */
function pathsOf({ part }: CodeContext, args: readonly string[]): Set<string> {
  const paths = parametersOf(part.gradients).map(({ path: [name = "", ...rest] }) => [args.indexOf(name), ...rest]);
  return new Set(paths.map((path) => path.join()));
}

const isArgument = ({ backward: { tape } }: Sample, id: number): boolean =>
  tape.leaves.some((leaf) => leaf.id === id && leaf.path !== null);

type Args = { readonly loss: readonly string[]; readonly gradient: readonly string[] };

function traced(
  search: Search,
  truth: Truth,
  args: Args,
  hidden: Taken["hidden"],
  answer: { readonly source: string; readonly names: Names },
  fields?: readonly string[],
): Found | null {
  const [shown] = search.backward.samples as [Sample];
  const asked = new Set([...search.wrong].filter((name) => fields === undefined || fields.includes(name)));
  if (asked.size === 0) return null;
  const onTape = [...asked].filter((name) => search.backward.outputs.has(name));
  if (onTape.length === 0) return returned(shown, fields, NOTES.loops, args, truth);
  const off = firstOff(search, new Set(onTape));
  const part = off === null ? null : partOff(search, off);
  const given = off === null || part?.there ? null : givenWords(search, off, answer.source, answer.names);
  const relation = off === null ? null : joined(relationWords(search, off, part), given);
  const matches = matchesOf(search, off, part, relation);
  const made = stepsOf(shown, search, truth, args, (id) => matches.get(id) ?? null);
  const showable = fits(shown);
  const links = chainOf(search, off, part, matches, made.indexOf);
  const chain = links.map((link) => ({
    ...link,
    ...(link.state === "first-off" && given !== null ? { given: true } : {}),
    step: showable ? link.step : null,
  }));
  const first = firstId(off, part);
  const index = first === undefined ? null : (made.indexOf.get(first) ?? null);
  const note = showable ? (off === null ? NOTES.place : hidden && largerWords(hidden)) : NOTES.size;
  const trace: Trace = {
    sizes: shown.one.sizes,
    loss: Number.isFinite(shown.loss) ? shown.loss : null,
    steps: showable ? made.steps : [],
    chain: [...chain, ...offTape(search, chain)],
    firstOff: showable ? index : null,
    note,
  };
  const at = off === null || index === null ? null : (made.steps[index]?.at ?? null);
  return {
    trace,
    at: given === null ? at : null,
    sentence: off === null ? null : sentenceOf(search, off, part, at, relation),
  };
}

const joined = (...words: readonly (string | null)[]): string | null =>
  words.filter((one) => one !== null).join("; ") || null;

const largerWords = ({ names, sizes }: NonNullable<Taken["hidden"]>): string =>
  `This case is larger than the smallest that fails: there (${sizesWords(sizes)}) ${listWords(names)} ${names.length === 1 ? "comes" : "come"} out right.`;

/** Returned gradients that differ and that no operation made. */
function offTape({ backward, wrong }: Search, chain: Trace["chain"]): Trace["chain"] {
  const [shown] = backward.samples as [Sample];
  const links = returnedLinks({ pairs: shown.pairs.filter(({ name }) => wrong.has(name)) }, new Set());
  return links.filter((link) => !chain.some(({ tex }) => tex === link.tex));
}

function returned(
  shown: Sample | Untaped,
  fields: readonly string[] | undefined,
  note: string,
  args: Args = { loss: [], gradient: [] },
  truth: Truth | null = null,
): Found | null {
  const pairs = shown.pairs.filter(({ name }) => fields === undefined || fields.includes(name));
  if (pairs.every(holds)) return null;
  const steps = shown.backward !== null && fits(shown) ? stepsOf(shown, null, truth, args, () => null).steps : [];
  const loss = Number.isFinite(shown.loss) ? shown.loss : null;
  const chain = returnedLinks({ pairs: shown.pairs }, heldIn(shown));
  return { trace: { sizes: shown.one.sizes, loss, steps, chain, firstOff: null, note }, at: null, sentence: null };
}

function sentenceOf(
  search: Search,
  { entry, needed }: Off,
  part: Part | null,
  at: SourcePlace | null,
  relation: string | null,
): string | null {
  if (at === null) return null;
  if (part?.there) return `It first goes another way in line ${at.line}, at ${part.name}: ${part.words}.`;
  const { known } = needed;
  const what = {
    gradient: `the gradient with respect to ${valueWords(search.labelOf(known.id))}`,
    share: `a part of the gradient with respect to ${valueWords(search.labelOf(known.id))}`,
    value: valueWords(search.labelOf(known.id)),
    slope: "the slope",
  }[known.kind];
  const step = search.backward.samples[0]?.backward.trace.steps[search.backward.entries.indexOf(entry)];
  // Of a value that has brackets already, its own name goes behind a comma; of one that is called as it is, it says nothing.
  const called = step?.name ?? null;
  const own = called === null || what === called || what.endsWith(` ${called}`) ? null : called;
  const name = own === null ? "" : what.endsWith(")") ? `, in ${own}` : ` (${own})`;
  return `It first goes another way in line ${at.line}, at ${what}${name}${relation === null ? "" : `: ${relation}`}.`;
}
