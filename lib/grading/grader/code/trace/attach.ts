import type { CheckReport } from "#lib/core/report.ts";
import type { Check } from "../../../exercise/index.ts";
import type { CodeContext } from "../context.ts";
import { createTracer, type Names, type Tracer } from "./index.ts";

/** A check with its report so far; `traced` is false where its gradient is not what is amiss. */
type Judged = { readonly check: Check; readonly report: CheckReport; readonly traced: boolean };

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
    checks.map(async ({ check, report, traced }) => {
      const wanted = report.verdict === "incorrect" && report.run === null && traced ? tracedBy(check, rows) : null;
      if (wanted === null) return report;
      const { names, fields } = wanted;
      const key = JSON.stringify([names.loss, names.gradient]);
      const tracer = tracers.get(key) ?? createTracer(context, names, `trace:${hash}`);
      tracers.set(key, tracer);
      const found = (await tracer)?.(fields) ?? null;
      if (found === null) return report;
      const { trace, at, sentence } = found;
      const diagnosis = report.diagnosis === null ? null : { ...report.diagnosis, at: report.diagnosis.at ?? at };
      const message = diagnosis === null && sentence !== null ? `${report.message} ${sentence}` : report.message;
      return { ...report, message, diagnosis, trace };
    }),
  );
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
