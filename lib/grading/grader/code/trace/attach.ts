import type { CheckReport } from "#lib/core/report.ts";
import { PlatformFault } from "#lib/core/runner.ts";
import type { Trace } from "#lib/core/trace.ts";
import type { Check } from "../../../exercise/index.ts";
import type { CodeContext } from "../context.ts";
import { sizesFor } from "../sizes-of.ts";
import { isHelper } from "./given.ts";
import { createTracer, type Found, type Names, NOTES, type Tracer } from "./index.ts";

/**
 * A check with its report so far. `traced` is false where its gradient is not what is amiss, `placed` null where its diagnosis may be
 * about something else than the backward pass: then the first step that is off is not the place of what is told. Else it has the lines
 * on which what is told may be: none where they are not known. `lossOff`: every gradient is the one asked for.
 */
type Judged = {
  readonly check: Check;
  readonly report: CheckReport;
  readonly traced: boolean;
  readonly placed: readonly number[] | null;
  readonly lossOff: boolean;
};

const OF_ANOTHER_LOSS =
  "Your gradient is the one that is asked for, and it is your loss that differs: no step of the gradient is the first that is off.";

/** Beside the slope of a loss that is not the one asked for, a right backward pass is off as a whole and in no step. */
const withoutFirst = (trace: Trace): Trace => ({
  ...trace,
  firstOff: null,
  chain: trace.chain.map((link) => (link.state === "first-off" ? { ...link, state: "after" } : link)),
  note: trace.note ?? OF_ANOTHER_LOSS,
});

const BESIDE =
  "No step is marked as the first that is off: the values on the way tell no more than what is said above.";

/** Where a diagnosis names the step, a note must not say that there is none. */
const besideDiagnosis = (trace: Trace): Trace => ({ ...trace, note: trace.note === NOTES.place ? BESIDE : trace.note });

/**
 * Gives every gradient check that does not hold its trace, the line to its diagnosis, and, where there is none, a sentence to its
 * message. `hash` is the exercise's: the cases are drawn from it, the same for everybody, and hold no secret.
 */
export async function withTraces(
  context: CodeContext,
  hash: string,
  checks: readonly Judged[],
): Promise<readonly CheckReport[]> {
  const tracers = new Map<string, Promise<Tracer | null>>();
  const rows = checks.map(({ check }) => check);
  return Promise.all(
    checks.map(async ({ check, report, traced, placed, lossOff }) => {
      const wanted = report.verdict === "incorrect" && report.run === null && traced ? tracedBy(check, rows) : null;
      if (wanted === null) return report;
      const { names, fields } = wanted;
      const key = JSON.stringify([names.loss, names.gradient]);
      const tracer = tracers.get(key) ?? createTracer(context, names, `trace:${hash}`);
      tracers.set(key, tracer);
      const followed = await follow(tracer, fields);
      if (followed === null) return report;
      const sizes = sizesFor(context, [names.loss, names.gradient])(followed.trace.sizes);
      const found = { ...followed, trace: { ...followed.trace, sizes } };
      if (lossOff && "consistent" in check) return { ...report, trace: withoutFirst(found.trace) };
      const { trace, at, sentence } = found;
      const isThere = placed !== null && at !== null && (placed.length === 0 || placed.includes(at.line));
      const own = isThere && !isHelper(context.answer, names, at.line);
      const diagnosis =
        report.diagnosis === null || !own ? report.diagnosis : { ...report.diagnosis, at: report.diagnosis.at ?? at };
      const message = diagnosis === null && sentence !== null ? `${report.message} ${sentence}` : report.message;
      return { ...report, message, diagnosis, trace: diagnosis === null ? trace : besideDiagnosis(trace) };
    }),
  );
}

/** What follows a gradient stands beside the verdict: where it meets what it was not made for, there is no trace, and still a report. */
async function follow(tracer: Promise<Tracer | null>, fields?: readonly string[]): Promise<Found | null> {
  try {
    return (await tracer)?.(fields) ?? null;
  } catch (error) {
    if (error instanceof PlatformFault) throw error;
    return null;
  }
}

type Wanted = { readonly names: Names; readonly fields?: readonly string[] };

/** The loss and the gradient behind a check: a gradcheck compares with other numbers, and has its loss from its neighbour. */
function tracedBy(check: Check, rows: readonly Check[]): Wanted | null {
  if ("consistent" in check) return { names: check.consistent };
  if (!("gradcheck" in check)) return null;
  const { of, fields } = check.gradcheck;
  for (const row of rows) {
    if ("consistent" in row && row.consistent.gradient === of)
      return { names: row.consistent, ...(fields === undefined ? {} : { fields }) };
  }
  return null;
}
