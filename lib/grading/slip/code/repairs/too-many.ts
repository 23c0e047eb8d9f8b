import type { SlipRow } from "../row.ts";
import { row } from "./change.ts";
import { FACTOR_EXTRA } from "./factors.ts";
import { A_FOR_Z } from "./names.ts";
import { ROOT } from "./reductions.ts";

/** That it is the number of examples, the text alone does not say: see `OTHER_DIVISOR`. */
export const ONCE_MORE: SlipRow = row(
  "mean-once-more",
  "divided by m once too often",
  "A value is divided by the number of examples once more than is asked for.",
  "Look at whether the loss that is asked for takes a mean over the examples, and where: divide there and nowhere else.",
);

const FUNCTION = row(
  "function-extra",
  "a function too many",
  "A function is applied to a value that is asked for as it is.",
  "Compare with the formula what each function is applied to.",
);

/** Of what is too many there is no slip over right answers: a change that leaves something out takes it back. */
export const TOO_MANY: { readonly [change: string]: SlipRow } = {
  "mean-left-out": ONCE_MORE,
  "lambda-without-m": row(
    "lambda-over-m",
    "λ/m where λ belongs",
    "The term with $\\lambda$ is divided by the number of examples once more than is asked for.",
    "Compare the term with $\\lambda$ with that of the loss: is it inside or outside of the mean?",
  ),
  "factor-left-out": FACTOR_EXTRA,
  "two-left-out": row(
    "two-too-many",
    "a factor 2 too many",
    "A factor 2 stands where none is asked for, so the value is twice what it should be.",
    "Compare the factors with those of the loss that is asked for: is there a square to differentiate, and a ½ before it?",
  ),
  "half-left-out": row(
    "half-too-many",
    "a factor ½ too many",
    "A factor ½ stands where none is asked for, so the value is half of what it should be.",
    "Compare the factors with those of the loss that is asked for: is there a square to differentiate, and a ½ before it?",
  ),
  "corner-left-out": row(
    "corner-extra",
    "a value cut off at a bound",
    "A value is cut off at a bound that is not asked for, so that what lies beyond it is lost.",
    "Ask of each maximum, minimum and clip what it does to values of any size, and whether the formula has it.",
  ),
  "activation-left-out": row(
    "activation-extra",
    "an activation too many",
    "A value passes through an activation, and it is asked for as it is.",
    "Compare the activation of each layer with the statement: not every layer has one.",
  ),
  "slope-left-out": row(
    "slope-extra",
    "a slope too many",
    "An error is multiplied by the slope of an activation that does not belong to this step.",
    "Write down what lies between the two values of this step, and which slopes that gives.",
  ),
  "root-extra": ROOT,
  "rate-left-out": row(
    "rate-extra",
    "the learning rate once too often",
    "A step is multiplied by the learning rate more than once.",
    "Find each place where the rate multiplies; a step has it once.",
  ),
  "function-left-out": FUNCTION,
  "logarithm-left-out": FUNCTION,
  "root-left-out": FUNCTION,
  "summand-left-out": row(
    "summand-extra",
    "a summand too many",
    "A sum has one summand more than is asked for.",
    "Count the terms of the formula, and compare with yours.",
  ),
  "square-left-out": row(
    "square-extra",
    "a square too many",
    "A value is squared that is asked for as it is.",
    "Compare the powers with those of the formula.",
  ),
  "z-for-a": A_FOR_Z,
  "statement-left-out": row(
    "statement-extra",
    "a step of the computation too many",
    "One step of the computation is carried out that is not asked for.",
    "Say what each statement is for, in the words of the formula.",
  ),
};

/** What `ONCE_MORE` is where the numbers say that the count is another one. */
export const OTHER_DIVISOR: SlipRow = row(
  "other-divisor",
  "divided by another count too",
  "A value is divided by a count of rows, units or outputs, and nothing is averaged over these.",
  "Say of each count in a denominator what it takes the mean of, and keep those that the formula has.",
);
