import type { ChainLink, TraceMatch, TraceOperand, TraceStep, TraceValue } from "#lib/core/trace.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { after, replaced } from "./backward.ts";
import { nameIn, type Off, type Recognised, recognise, type Search } from "./find.ts";
import type { Known } from "./known.ts";
import { near, type Pass, type Sample } from "./sample.ts";
import { ONE, scaleBetween, scaleWords } from "./scale.ts";
import { knownTex, texOf } from "./tex.ts";
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

/** What each backward value is, right or off, and what it would be with the first step that is off put right. */
export function matchesOf(search: Search, off: Off | null, relation: string | null): ReadonlyMap<number, TraceMatch> {
  const { backward, recognised, labelOf } = search;
  const [sample] = backward.samples as [Sample];
  const tex = (known: Known) => knownTex(labelOf, known);
  const truth = (known: Known) => shown(known.values[0] as TensorValue);
  const found = new Map<number, TraceMatch>();
  for (const [id, { known, scale }] of recognised)
    found.set(id, { state: "right", of: tex(known), truth: truth(known), relation: scaleWords(scale) });
  for (const [name, id] of backward.outputs) {
    const known = search.wrong.has(name) ? returnedFor(search, name) : undefined;
    if (known === undefined) continue;
    const is = { known, scale: ONE };
    // In the case that is shown it may be right all the same: then nothing is off that could be seen.
    const seen = near(sample.backward.values.get(id) as TensorValue, known.values[0] as TensorValue);
    if (seen) continue;
    found.set(id, { state: "off", of: tex(known), truth: truth(known), relation: relationAfter(search, id, is) });
  }
  if (off === null) return found;
  for (const [id, is] of corrected(search, off)) {
    const own = id === off.entry.output;
    const words = own ? relation : relationAfter(search, id, is);
    found.set(id, { state: "off", of: tex(is.known), truth: truth(is.known), relation: words });
  }
  return found;
}

/** The gradient that a returned one has to be. */
const returnedFor = ({ known, parameters }: Search, name: string): Known | undefined =>
  known.find((one) => one.kind === "gradient" && one.id === parameters.get(name) && !one.turned);

function relationAfter({ backward }: Search, id: number, { known }: Recognised): string | null {
  const values = backward.samples.map((sample) => sample.backward.values.get(id) as TensorValue);
  const scale = scaleBetween(backward.samples, values, known.values);
  return scale === null ? null : scaleWords(scale);
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
  matches: ReadonlyMap<number, TraceMatch>,
  indexOf: ReadonlyMap<number, number>,
): readonly ChainLink[] {
  const { backward, nameOf } = search;
  const [sample] = backward.samples as [Sample];
  const last = new Map<string, number>();
  const known = new Map([...search.recognised, ...(off === null ? [] : corrected(search, off))]);
  for (const { output } of backward.entries) {
    const is = known.get(output);
    const match = matches.get(output);
    if (match === undefined) continue;
    const named = is === undefined || (is.known.kind === "gradient" && nameOf(is.known.id) !== null);
    if (output === off?.entry.output || named || nameIn(search, output) !== null) keep(last, match, output, off);
  }
  const computed = [...last].map(([tex, id]): ChainLink & { readonly id: number } => {
    const at = backward.entries.findIndex(({ output }) => output === id);
    const match = matches.get(id) as TraceMatch;
    const first = id === off?.entry.output;
    const place = sample.backward.trace.steps[at]?.at ?? null;
    const state = match.state === "right" ? "right" : first ? "first-off" : "after";
    return { id, tex, step: indexOf.get(id) ?? null, at: place, state, relation: match.relation };
  });
  const inOrder = computed.sort((a, b) => order(search, a.id) - order(search, b.id)).map(({ id: _, ...link }) => link);
  return inOrder;
}

const order = ({ backward }: Search, id: number): number => backward.entries.findIndex(({ output }) => output === id);

/** Of several values that are one gradient the last counts; the first step that is off is kept. */
function keep(last: Map<string, number>, match: TraceMatch, id: number, off: Off | null): void {
  if (last.get(match.of) === off?.entry.output && off !== null) return;
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
