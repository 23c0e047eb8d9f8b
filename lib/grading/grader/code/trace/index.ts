import type { SourcePlace } from "#lib/core/runner.ts";
import type { Trace } from "#lib/core/trace.ts";
import type { Case } from "../../../exercise/index.ts";
import type { CodeContext } from "../context.ts";
import { backwardOf, isRepeated } from "./backward.ts";
import { firstOff, type Off, type Recognised, recognise, type Search, valuesOf } from "./find.ts";
import { knownOf, namesOf } from "./known.ts";
import {
  alike,
  alongDirections,
  entryByEntry,
  holds,
  type Names,
  type Sample,
  sampleHolds,
  takeSamples,
  type Untaped,
} from "./sample.ts";
import { drawSeveral, drawTelling, sizesUpwards, tellingSizes } from "./sizes.ts";
import { chainOf, fits, matchesOf, returnedLinks, stepsOf } from "./steps.ts";
import { valueWords } from "./tex.ts";
import { parameterLeaves, type Truth } from "./truth.ts";
import { relationWords } from "./words.ts";

export type { Names } from "./sample.ts";

/** Where a gradient first goes wrong: the trace to be shown, the place, and one sentence about it. */
export type Found = { readonly trace: Trace; readonly at: SourcePlace | null; readonly sentence: string | null };

/** Finds `Found` for the gradients named (all, if left out). */
export type Tracer = (fields?: readonly string[]) => Found | null;

const NOTES = {
  loops: "The backward pass works number by number, so only what it returns was compared.",
  place: "No single step explains the difference, so only what is returned is said to differ.",
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
  const { shown, others } = taken;
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
  const repeating = backwardOf(samples, args);
  const known = knownOf(samples, truths, nameOf);
  const recognised = new Map<number, Recognised>();
  for (const id of [...repeating.constants, ...repeating.grounded]) {
    if (isRepeated(repeating, id) || isArgument(shown, id)) continue;
    const [is] = recognise(samples, known, valuesOf(repeating, id), nameOf);
    if (is !== undefined) recognised.set(id, is);
  }
  const forwardOf = new Map([...repeating.forwardOf].filter(([id]) => !recognised.has(id)));
  const backward = { ...repeating, forwardOf };
  const pairsNamed = shown.pairs.map(({ name }) => name);
  const right = new Set(pairsNamed.filter((name) => samples.every((one) => heldIn(one).has(name))));
  const wrong = new Set(pairsNamed.filter((name) => !right.has(name)));
  const parameters = parameterLeaves(context, names, shown.forward);
  const search: Search = { backward, known, nameOf, recognised, wrong, right, parameters };
  return (fields) => traced(search, truths[0] as Truth, args, fields);
}

const isArgument = ({ backward: { tape } }: Sample, id: number): boolean =>
  tape.leaves.some((leaf) => leaf.id === id && leaf.path !== null);

const heldIn = ({ pairs }: Pick<Sample, "pairs">): Set<string> => new Set(pairs.filter(holds).map(({ name }) => name));

type Taken = { readonly shown: Sample | Untaped; readonly others: readonly (Sample | Untaped)[] };

/** So many draws of one small size, and of the telling one: a dead unit or a target of 0 hides what another draw shows. */
const DRAWS = 3;
const TELLING = 2;

async function failingSamples(context: CodeContext, names: Names, seed: string): Promise<Taken | null> {
  const found = await failingBy(alongDirections, context, names, seed);
  const sure = found === "unsure" ? await failingBy(entryByEntry, context, names, seed) : found;
  return sure === "unsure" ? null : sure;
}

/** Cases from the smallest upwards until the gradient does not hold; the first size is shown, the other cases back it up. */
async function failingBy(
  way: typeof entryByEntry,
  context: CodeContext,
  names: Names,
  seed: string,
): Promise<Taken | null | "unsure"> {
  const { cases } = context.part;
  const [smallest, ...larger] = sizesUpwards(cases) as [Case["sizes"], ...Case["sizes"][]];
  const sizes = tellingSizes(cases);
  const telling = Array.from({ length: TELLING }, (_, k) => drawTelling(cases, `${seed}:telling:${k}`, sizes));
  const small = drawSeveral(cases, seed, smallest, DRAWS);
  const first = await takeSamples(context, names, [...small, ...telling], seed, way);
  if (first === null) return "unsure";
  const backing = first.filter(({ one }) => telling.includes(one));
  const found = plainest(first.filter(({ one }) => small.includes(one)));
  if (found !== null) return { shown: found, others: first.filter((one) => one !== found) };
  const drawn = larger.map((size, i) => drawSeveral(cases, `${seed}:${i + 1}`, size, TELLING));
  const second = await takeSamples(context, names, drawn.flat(), `${seed}:larger`, way);
  if (second === null) return "unsure";
  const groups = drawn.map((group) => second.filter(({ one }) => group.includes(one)));
  const group = groups.find((one) => plainest(one) !== null) ?? backing;
  const shown = plainest(group);
  if (shown === null) return null;
  return { shown, others: [...new Set([...group, ...backing])].filter((one) => one !== shown) };
}

type Taking = Sample | Untaped;

/** Of the cases that do not hold the one with the fewest zeros among the true gradients; null where all hold. */
function plainest(samples: readonly Taking[]): Taking | null {
  const failing = samples.filter((one) => !sampleHolds(one));
  const zeros = ({ pairs }: Taking) =>
    pairs.reduce((sum, { other }) => sum + other.data.filter((x) => Math.abs(x) < 1e-9).length, 0);
  return failing.reduce<Taking | null>((best, one) => (best === null || zeros(one) < zeros(best) ? one : best), null);
}

type Args = { readonly loss: readonly string[]; readonly gradient: readonly string[] };

function traced(search: Search, truth: Truth, args: Args, fields?: readonly string[]): Found | null {
  const [shown] = search.backward.samples as [Sample];
  const asked = new Set([...search.wrong].filter((name) => fields === undefined || fields.includes(name)));
  if (asked.size === 0) return null;
  const onTape = [...asked].filter((name) => search.backward.outputs.has(name));
  if (onTape.length === 0) return returned(shown, fields, NOTES.loops, args, truth);
  const off = firstOff(search, new Set(onTape));
  const relation = off === null ? null : relationWords(search, off);
  const matches = matchesOf(search, off, relation);
  const made = stepsOf(shown, search, truth, args, (id) => matches.get(id) ?? null);
  const showable = fits(shown);
  const links = chainOf(search, off, matches, made.indexOf);
  const chain = showable ? links : links.map((link) => ({ ...link, step: null }));
  const index = off === null ? null : (made.indexOf.get(off.entry.output) ?? null);
  const note = showable ? (off === null ? NOTES.place : null) : NOTES.size;
  const trace: Trace = {
    sizes: shown.one.sizes,
    loss: Number.isFinite(shown.loss) ? shown.loss : null,
    steps: showable ? made.steps : [],
    chain: [...chain, ...offTape(search, chain)],
    firstOff: showable ? index : null,
    note,
  };
  const at = off === null || index === null ? null : (made.steps[index]?.at ?? null);
  return { trace, at, sentence: off === null ? null : sentenceOf(search, off, at, relation) };
}

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
  at: SourcePlace | null,
  relation: string | null,
): string | null {
  if (at === null) return null;
  const [shown] = search.backward.samples as [Sample];
  const { known } = needed;
  const what = {
    gradient: `the gradient with respect to ${valueWords(shown, search.nameOf, known.id)}`,
    share: `a part of the gradient with respect to ${valueWords(shown, search.nameOf, known.id)}`,
    value: valueWords(shown, search.nameOf, known.id),
    slope: "the slope",
  }[known.kind];
  const step = search.backward.samples[0]?.backward.trace.steps[search.backward.entries.indexOf(entry)];
  const name = step?.name === null || step === undefined ? "" : ` (${step.name})`;
  return `It first goes another way in line ${at.line}, at ${what}${name}${relation === null ? "" : `: ${relation}`}.`;
}
