import type { ChainLink, TraceMatch, TraceOperand, TraceStep, TraceValue } from "#lib/core/trace.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { after, replaced } from "./backward.ts";
import { leadsToRight } from "./doubt.ts";
import { nameIn, type Off, type Recognised, recognise, type Search, sources } from "./find.ts";
import type { Known } from "./known.ts";
import type { Part } from "./part.ts";
import { scaleTold } from "./returned.ts";
import { near, type Pass, type Sample } from "./sample.ts";
import { factorOf, laterWords, ONE, sameScale, scaleBetween, scaled, scaleWords } from "./scale.ts";
import { IN_PART, knownTex, texOf } from "./tex.ts";
import type { Truth } from "./truth.ts";

/** More steps, or elements of one tensor, than these are not shown. */
const STEPS = 400;
const ELEMENTS = 256;

export const shown = ({ shape, data }: TensorValue): TraceValue => ({
  shape,
  data: [...data].map((x) => (Number.isFinite(x) ? (x === 0 ? 0 : x) : null)),
});

/** Whether a sample is small enough for all its numbers to be shown. */
export const fits = ({ forward, backward }: Sample): boolean =>
  forward.tape.entries.length + backward.tape.entries.length <= STEPS &&
  [forward, backward].every(({ values }) => [...values.values()].every(({ data }) => data.length <= ELEMENTS));

/** Operations of the forward pass, then those of the gradient that are not its own forward pass. */
export function stepsOf(
  sample: Sample,
  search: Pick<Search, "backward"> | null,
  truth: Truth | null,
  args: { readonly loss: readonly string[]; readonly gradient: readonly string[] },
  matchOf: (id: number) => TraceMatch | null,
): { readonly steps: readonly TraceStep[]; readonly indexOf: ReadonlyMap<number, number> } {
  const { forward, backward } = sample;
  const forwardAt = new Map(forward.tape.entries.map(({ output }, i) => [output, i]));
  const indexOf = new Map<number, number>();
  const steps: TraceStep[] = forward.tape.entries.map((entry, i) => ({
    ...stepIn(forward, i, "forward"),
    inputs: entry.inputs.map((input) => operand(forward, input, args.loss, (id) => forwardAt.get(id))),
    gradient: gradientAt(truth, entry.output),
    match: null,
  }));
  for (const [i, entry] of backward.tape.entries.entries()) {
    const same = search?.backward.forwardOf.get(entry.output);
    if (same !== undefined) continue;
    const stepOf = (id: number) => indexOf.get(id) ?? forwardAt.get(search?.backward.forwardOf.get(id) ?? -1);
    const inputs = entry.inputs.map((input) => operand(backward, input, args.gradient, stepOf));
    indexOf.set(entry.output, steps.length);
    steps.push({ ...stepIn(backward, i, "backward"), inputs, gradient: null, match: matchOf(entry.output) });
  }
  return { steps, indexOf };
}

function gradientAt(truth: Truth | null, id: number): TraceValue | null {
  const found = truth?.gradients.get(id);
  return found === undefined ? null : shown(found);
}

function stepIn(
  { tape, trace, values }: Pass,
  i: number,
  pass: TraceStep["pass"],
): Pick<TraceStep, "pass" | "op" | "name" | "at" | "output"> {
  const { op, output } = tape.entries[i] as Pass["tape"]["entries"][number];
  const { name = null, at = null } = trace.steps[i] ?? {};
  return { pass, op, name, at, output: shown(values.get(output) as TensorValue) };
}

function operand(
  { tape, values }: Pass,
  input: Pass["tape"]["entries"][number]["inputs"][number],
  args: readonly string[],
  stepOf: (id: number) => number | undefined,
): TraceOperand {
  if (typeof input === "object") return input;
  const step = stepOf(input);
  if (step !== undefined) return { step };
  const value = shown(values.get(input) as TensorValue);
  const path = tape.leaves.find(({ id }) => id === input)?.path ?? null;
  if (path === null) return { constant: value };
  const [first = "", ...rest] = path;
  return { argument: [args[Number(first)] ?? first, ...rest].join("."), value };
}

/** The step that is shown as the first that is off: a part of it where that was computed wrongly. */
export const firstId = (off: Off | null, part: Part | null): number | undefined =>
  part?.there ? part.id : off?.entry.output;

/** What each backward value is, right or off, and what it would be with the first step that is off put right. */
export function matchesOf(
  search: Search,
  off: Off | null,
  part: Part | null,
  relation: string | null,
): ReadonlyMap<number, TraceMatch> {
  const { backward, recognised, labelOf } = search;
  const [sample] = backward.samples as [Sample];
  const tex = (known: Known) => knownTex(labelOf, known);
  const truth = (known: Known) => shown(known.values[0] as TensorValue);
  const found = new Map<number, TraceMatch>();
  for (const [id, { known, scale }] of recognised)
    found.set(id, { state: "right", of: tex(known), truth: truth(known), relation: scaleWords(scale) });
  for (const [id, is] of off === null ? [] : likewiseOff(search, off)) {
    const told = scaleTold(search, id, is.scale, off?.fixes ?? []);
    found.set(id, { ...(found.get(id) as TraceMatch), state: "off", relation: told && scaleWords(told) });
  }
  for (const [name, id] of backward.outputs) {
    const known = search.wrong.has(name) ? returnedFor(search, name) : undefined;
    if (known === undefined) continue;
    const is = { known, scale: ONE };
    // In the case that is shown it may be right all the same: then nothing is off that could be seen.
    const seen = near(sample.backward.values.get(id) as TensorValue, known.values[0] as TensorValue);
    if (seen) continue;
    const words = relationAfter(search, id, is, [name]);
    found.set(id, { state: "off", of: tex(known), truth: truth(known), relation: words });
  }
  if (off === null) return found;
  for (const [id, is] of corrected(search, off)) {
    const own = id === off.entry.output;
    const words = own && !part?.there ? relation : relationAfter(search, id, is, off.fixes);
    found.set(id, { state: "off", of: tex(is.known), truth: truth(is.known), relation: words });
  }
  if (part?.there) {
    const [truth] = part.values as readonly [TensorValue];
    found.set(part.id, { state: "off", of: part.tex, truth: shown(truth), relation: part.words });
  }
  return found;
}

/**
 * What is off by the factor of the first step that is off, beside it: the same line in another pass of a loop, and what follows from that.
 * What the step was computed from is not, nor what carries the factor of something right along, nor what leads to a returned gradient that is
 * right: there the factor is taken care of later.
 */
function likewiseOff(search: Search, off: Off): ReadonlyMap<number, Recognised> {
  const { backward, recognised } = search;
  const found = new Map<number, Recognised>();
  const own = recognised.get(off.entry.output);
  if (own === undefined || own.known !== off.needed.known || !sameScale(off.needed.scale, ONE)) return found;
  const before = ancestors(backward, off.entry.output);
  const follows = corrected(search, off);
  for (const { output, inputs } of backward.entries) {
    const is = recognised.get(output);
    if (is?.known.kind !== "gradient" || !sameScale(is.scale, own.scale) || before.has(output)) continue;
    const from = sources(search, inputs);
    const isOff = (id: number) => found.has(id) || follows.has(id);
    const carried = from.length > 0 && from.every((one) => sameScale(one.is.scale, is.scale) && !isOff(one.id));
    if (!carried && !leadsToRight(search, output)) found.set(output, is);
  }
  return found;
}

/** All that something was computed from. */
function ancestors({ madeBy }: Search["backward"], id: number): ReadonlySet<number> {
  const found = new Set<number>();
  const walk = (one: number): void => {
    for (const input of madeBy.get(one)?.inputs ?? []) {
      if (typeof input !== "number" || found.has(input)) continue;
      found.add(input);
      walk(input);
    }
  };
  walk(id);
  return found;
}

/** The gradient that a returned one has to be. */
const returnedFor = ({ known, parameters }: Search, name: string): Known | undefined =>
  known.find((one) => one.kind === "gradient" && one.id === parameters.get(name) && !one.turned);

/** Beside what it would be with the step before put right: a factor that is carried along is not off. */
function relationAfter(search: Search, id: number, is: Recognised, fixes: readonly string[]): string | null {
  const { samples } = search.backward;
  const values = samples.map((sample) => sample.backward.values.get(id) as TensorValue);
  const would = is.known.values.map((value, k) => scaled(value, factorOf(is.scale, samples[k] as Sample)));
  const scale = scaleBetween(samples, values, would);
  const told = scale === null ? null : scaleTold(search, id, scale, fixes);
  const words = told === null ? null : scaleWords(told);
  return words && words + laterWords(is.scale, samples[0] as Sample);
}

/** The step that is off and all that follows from it, by what they would be. */
export function corrected(search: Search, off: Off): Map<number, Recognised> {
  const { backward, known } = search;
  const id = off.entry.output;
  const later = after(backward, id);
  const found = new Map<number, Recognised>([[id, off.needed]]);
  const would = backward.samples.map((sample, k) => replaced(sample, later, id, off.values[k] as TensorValue));
  for (const at of later) {
    const output = backward.entries[at]?.output ?? id;
    const values = would.map((changed) => changed?.get(output));
    if (values.some((value) => value === undefined)) continue;
    const [is] = recognise(backward.samples, known, values as TensorValue[], search.nameOf);
    const before = backward.samples.map((sample) => sample.backward.values.get(output) as TensorValue);
    const moved = before.some((value, k) => !near(value, values[k] as TensorValue));
    if (is !== undefined && moved) found.set(output, is);
  }
  return found;
}

/** One link per gradient with a name, in the order of the answer's backward pass: the last value that is it. */
export function chainOf(
  search: Search,
  off: Off | null,
  part: Part | null,
  matches: ReadonlyMap<number, TraceMatch>,
  indexOf: ReadonlyMap<number, number>,
): readonly ChainLink[] {
  const { backward, nameOf } = search;
  const [sample] = backward.samples as [Sample];
  const first = firstId(off, part);
  const last = new Map<string, number>();
  const known = new Map([...search.recognised, ...(off === null ? [] : corrected(search, off))]);
  for (const { output } of backward.entries) {
    const is = known.get(output);
    const match = matches.get(output);
    if (match === undefined) continue;
    const named = is === undefined || (is.known.kind === "gradient" && nameOf(is.known.id) !== null);
    if (output === first || named || nameIn(search, output) !== null) keep(last, match, output, first);
  }
  // Beside a gradient its parts are no links of their own.
  const links = [...last].filter(
    ([tex, id]) => id === first || !last.has(tex.replace(IN_PART, "")) || !tex.endsWith(IN_PART),
  );
  const computed = links.map(([tex, id]): ChainLink & { readonly id: number } => {
    const at = backward.entries.findIndex(({ output }) => output === id);
    const match = matches.get(id) as TraceMatch;
    const place = sample.backward.trace.steps[at]?.at ?? null;
    const state = match.state === "right" ? "right" : id === first ? "first-off" : "after";
    return { id, tex, step: indexOf.get(id) ?? null, at: place, state, relation: match.relation };
  });
  const inOrder = computed.sort((a, b) => order(search, a.id) - order(search, b.id)).map(({ id: _, ...link }) => link);
  return inOrder;
}

const order = ({ backward }: Search, id: number): number => backward.entries.findIndex(({ output }) => output === id);

/** Of several values that are one gradient the last counts; the first step that is off is kept. */
function keep(last: Map<string, number>, match: TraceMatch, id: number, first: number | undefined): void {
  if (first !== undefined && last.get(match.of) === first) return;
  last.delete(match.of);
  last.set(match.of, id);
}

/** Returned gradients alone, where no step could be compared. */
export function returnedLinks(sample: Pick<Sample, "pairs">, heldNames: ReadonlySet<string>): readonly ChainLink[] {
  return sample.pairs.map(({ name, of }) => ({
    tex: `\\partial L/\\partial ${texOf((of ?? name).split(".").at(-1) ?? name)}`,
    step: null,
    at: null,
    state: heldNames.has(name) ? "right" : "after",
    relation: null,
  }));
}
