import type { Case } from "../../exercise/index.ts";
import { fieldsOf } from "../tensor-values.ts";
import { type CodeContext, runAnswer } from "./context.ts";
import { along, directionOf, givenAlong, numberOf } from "./directional.ts";
import { gradientCall, lossCall } from "./own-derivative.ts";
import { entriesIn } from "./parameters.ts";
import type { Settings } from "./shortcuts.ts";

/**
 * Central differences of eighth order (Fornberg, Math. Comp. 51, 1988): the error is h⁸/630 of the ninth derivative, nothing beside
 * what rounding adds, a few 1e-14 at these steps along a direction of length 1.
 */
const STEPS = [1e-2, 5e-3] as const;
const WEIGHTS = [4 / 5, -1 / 5, 4 / 105, -1 / 280];

/**
 * How far slope and gradient may be apart, of the loss and of what the entries of the gradient add up to. Differences that somebody
 * takes are off by 1e-11 and more, whichever step is chosen: their error is the larger of h² and of 1e-16/h.
 */
const ALLOWED = 5e-13;

/** `unknown`: near a corner of the loss, or where it gave no numbers. */
export type Digits = "all" | "fewer" | "unknown";

/**
 * Whether a gradient is the derivative of the answer's own loss to the last digits, as one from the chain rule is, while one by
 * differences has fewer.
 */
export async function digitsOf(
  context: CodeContext,
  settings: Settings,
  cases: readonly Case[],
  seed: string,
): Promise<Digits> {
  const asked = cases.map((one) => {
    const direction = unit(directionOf(context, one, seed), entriesIn(context.part, one.values));
    const offsets = STEPS.flatMap((step) => WEIGHTS.flatMap((_, i) => [step * (i + 1), -step * (i + 1)]));
    return {
      direction,
      gradient: gradientCall(context, settings, one),
      losses: [0, ...offsets].map((by) => lossCall(context, settings, along(context, one.values, direction, by))),
    };
  });
  const run = (calls: Parameters<typeof runAnswer>[1]) => runAnswer(context, calls, `${seed}:digits`);
  const gradients = await run(asked.map(({ gradient }) => gradient));
  const losses = await run(asked.flatMap((one) => one.losses));
  if (gradients.status !== "ok" || losses.status !== "ok") return "unknown";
  const each = asked[0]?.losses.length ?? 0;
  const found = asked.map(({ direction }, i): Digits => {
    const given = givenAlong(context, cases[i] as Case, direction, fieldsOf(gradients.results[i]?.value ?? null));
    const at = losses.results.slice(i * each, (i + 1) * each).map(({ value }) => numberOf(value));
    if (given === null || !at.every(Number.isFinite)) return "unknown";
    const near = ALLOWED * (given.size + Math.abs(at[0] as number));
    const [slope, other] = STEPS.map((step, k) => slopeOf(at.slice(1 + 2 * WEIGHTS.length * k), step)) as [
      number,
      number,
    ];
    if (Math.abs(slope - other) > 2 * near) return "unknown";
    return Math.abs(given.sum - slope) <= near ? "all" : "fewer";
  });
  const smooth = new Set(found.filter((one) => one !== "unknown"));
  const [only] = smooth;
  return smooth.size === 1 && only !== undefined ? only : "unknown";
}

const slopeOf = (losses: readonly number[], step: number): number =>
  WEIGHTS.reduce((sum, weight, i) => sum + weight * ((losses[2 * i] as number) - (losses[2 * i + 1] as number)), 0) /
  step;

/** Scaled by the length that a direction has in the mean, whose entries lie between ½ and 1. */
function unit(direction: ReturnType<typeof directionOf>, entries: number): ReturnType<typeof directionOf> {
  const length = Math.sqrt(entries);
  return new Map([...direction].map(([name, towards]) => [name, towards.map((x) => x / length)]));
}
