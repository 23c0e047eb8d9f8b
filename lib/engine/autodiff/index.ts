/**
 * Derivatives of what the kernel computes: a recorded tape run backwards, one row per operation, and central differences
 * that every row and every tape is held against.
 */
export type { Derivative, Derivatives } from "./derivative.ts";
export { derivatives } from "./derivatives.ts";
export {
  agrees,
  compareGradients,
  DEFAULT_TOLERANCES,
  type GradientReport,
  gradcheck,
  type Tolerances,
  type Worst,
} from "./gradcheck.ts";
export { KINK_DISTANCE, type Kink, nearKink } from "./kinks.ts";
export { numericGradient, type Stencil, stencil } from "./numeric.ts";
export { backward, NoDerivative, replay, type TapeGradient, tapeGradients } from "./tape.ts";
export { grad, type Recorder, type Traceable, type Traced, trace } from "./tracer.ts";
