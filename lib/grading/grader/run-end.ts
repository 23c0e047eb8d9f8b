import type { RunEnd } from "#lib/core/report.ts";
import { type GuestError, RECURSION, type RunOutcome } from "#lib/core/runner.ts";
import { placeWords } from "./words.ts";

/** How a run ended: `shown` in the person's own terms, `full` with the message the answer threw. Null where it ran through. */
export type Ended = { readonly shown: RunEnd; readonly full: RunEnd; readonly replayable: boolean } | null;

const STANDARD = /^(Error|TypeError|RangeError|ReferenceError|SyntaxError|EvalError|URIError|ShapeError)$/;

/** Messages that the sandbox gives: whatever an answer throws, these say nothing of its input. */
const OURS: ReadonlySet<string> = new Set([RECURSION]);

/**
 * `hidden`: the message of an error may hold hidden inputs (an answer can throw what it was given), so only its kind and its place
 * are shown.
 */
export function endOf(outcome: RunOutcome, hidden: boolean): Ended {
  if (outcome.status === "ok") return null;
  const full = endWords(outcome);
  const secretive = hidden && outcome.status === "threw";
  const shown = secretive ? { ...full, message: thrownWords(outcome.error, false) } : full;
  return { shown, full, replayable: outcome.status !== "killed" };
}

function endWords(outcome: Exclude<RunOutcome, { status: "ok" }>): RunEnd {
  const { status } = outcome;
  if (status === "threw" || status === "notParsed")
    return { status, message: thrownWords(outcome.error, true), at: outcome.error.at };
  if (status === "malformed") return { status, message: outcome.message, at: null };
  if (status === "killed")
    return { status, message: "Stopped by the clock twice. An assistant will look at it.", at: null };
  const what = status === "outOfBudget" ? "step budget" : "memory";
  const inside = outcome.at === null ? "" : `, in line ${outcome.at.line}`;
  return { status, message: `Stopped after the ${what} was used up${inside}.`, at: outcome.at };
}

function thrownWords(error: GuestError, withMessage: boolean): string {
  const name = STANDARD.test(error.name) ? error.name : "Error";
  const message =
    withMessage || OURS.has(error.message)
      ? error.message.slice(0, 500)
      : `${name}. Run shows its message on cases that are public`;
  const place = placeWords(error.at);
  return `${place === "" ? "" : `${place}: `}${message.endsWith(".") ? message : `${message}.`}`;
}
