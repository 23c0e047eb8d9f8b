import type { Case } from "../../../exercise/index.ts";
import type { CodeContext } from "../context.ts";
import { sizesFor } from "../sizes-of.ts";
import {
  alongDirections,
  entryByEntry,
  heldIn,
  holds,
  type Names,
  type Sample,
  sampleHolds,
  takeSamples,
  type Untaped,
} from "./sample.ts";
import { drawSeveral, drawTelling, sizesUpwards, tellingSizes } from "./sizes.ts";

export type Taken = {
  readonly shown: Sample | Untaped;
  readonly others: readonly (Sample | Untaped)[];
  /** What the smallest case that does not hold hides, so that a larger one is shown; its sizes. */
  readonly hidden: { readonly names: readonly string[]; readonly sizes: Case["sizes"] } | null;
};

/** So many draws of one small size, and of the telling one: a dead unit or a target of 0 hides what another draw shows. */
const DRAWS = 3;
const TELLING = 2;

/** Cases on which the gradient does not hold, looked at by directions or, where that does not suffice, entry by entry. */
export async function failingSamples(context: CodeContext, names: Names, seed: string): Promise<Taken | null> {
  const found = await failingBy(alongDirections, context, names, seed);
  const sure = found === "unsure" ? await failingBy(entryByEntry, context, names, seed) : found;
  return sure === "unsure" ? null : sure;
}

/**
 * Cases from the smallest upwards until every gradient that is off somewhere does not hold: without its $1/m$ one is right at m = 1.
 * The first such size is shown, the other cases back it up.
 */
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
  const groupOf = (drawn: readonly Case[]) => first.filter(({ one }) => drawn.includes(one));
  const showing = (group: readonly Taking[]) => plainest(group.filter((one) => heldOnlyIn(one, first).length === 0));
  const found = showing(groupOf(small)) ?? plainest(groupOf(small));
  const hidden = found === null ? [] : heldOnlyIn(found, first);
  const ofSmall = found && { shown: found, others: first.filter((one) => one !== found), hidden: null };
  if (ofSmall !== null && (hidden.length === 0 || ofSmall.shown.backward === null)) return ofSmall;
  const drawn = larger.map((size, i) => drawSeveral(cases, `${seed}:${i + 1}`, size, TELLING));
  const second = await takeSamples(context, names, drawn.flat(), `${seed}:larger`, way);
  if (second === null) return "unsure";
  const groups = drawn.map((group) => second.filter(({ one }) => group.includes(one)));
  const whole = groups.find((one) => showing(one) !== null);
  if (whole === undefined && ofSmall !== null) return ofSmall;
  const backing = groupOf(telling);
  const group = whole ?? groups.find((one) => plainest(one) !== null) ?? backing;
  const shown = showing(group) ?? plainest(group);
  if (shown === null) return null;
  const others = [...new Set([...group, ...backing])].filter((one) => one !== shown);
  const sizesOf = sizesFor(context, [names.loss, names.gradient]);
  return { shown, others, hidden: found && { names: hidden, sizes: sizesOf(found.one.sizes) } };
}

/** Gradients that hold in one case and not in some other. */
const heldOnlyIn = (one: Taking, all: readonly Taking[]): readonly string[] =>
  one.pairs
    .filter((pair) => holds(pair) && !all.every((other) => heldIn(other).has(pair.name)))
    .map(({ name }) => name);

type Taking = Sample | Untaped;

/** Of the cases that do not hold the one with the fewest zeros among the true gradients; null where all hold. */
function plainest(samples: readonly Taking[]): Taking | null {
  const failing = samples.filter((one) => !sampleHolds(one));
  const zeros = ({ pairs }: Taking) =>
    pairs.reduce((sum, { other }) => sum + other.data.filter((x) => Math.abs(x) < 1e-9).length, 0);
  return failing.reduce<Taking | null>((best, one) => (best === null || zeros(one) < zeros(best) ? one : best), null);
}
