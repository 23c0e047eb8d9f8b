import type { Check } from "../../exercise/index.ts";
import type { Checked } from "../part.ts";
import { AuthorFault } from "../trusted.ts";
import type { Judged } from "./context.ts";

/** Two questions, two answers: a forward pass or a loss that is not the one asked for, and a backward pass that fits it. */
export function withOwnDerivative(checks: readonly Checked[], rows: readonly Check[]): readonly Checked[] {
  const fitting = new Set(
    rows.flatMap((row, i) =>
      "consistent" in row && checks[i]?.report.verdict === "correct"
        ? [row.consistent.loss, ...Object.keys(row.consistent.calls)]
        : [],
    ),
  );
  const first = checks.find(({ report }, i) => {
    const row = rows[i] as Check;
    return "outputs" in row && fitting.has(row.outputs.of) && report.verdict === "incorrect" && report.run === null;
  });
  if (first === undefined) return checks;
  const message = `${first.report.message} Your backward pass is the derivative of your own loss, and counts as such.`;
  return checks.map((one) => (one === first ? { ...one, report: { ...one.report, message } } : one));
}

/** Every gradient is the one asked for: what is off is not in the backward pass. */
export function allGradientsHold(checks: readonly Checked[]): boolean {
  const gradients = checks.filter(({ report }) => report.kind === "gradcheck");
  return gradients.length > 0 && gradients.every(({ report }) => report.verdict === "correct");
}

/** Where every gradient is the one asked for and still not the derivative of the answer's loss, the loss is what differs. */
export function withLossNamed(
  checks: readonly Checked[],
  judged: ReadonlyMap<Check, Judged | AuthorFault>,
  rows: readonly Check[],
): readonly Checked[] {
  if (!allGradientsHold(checks)) return checks;
  return checks.map((one, i) => {
    const row = rows[i] as Check;
    const found = judged.get(row);
    if (!("consistent" in row) || found === undefined || found instanceof AuthorFault) return one;
    if (found.held || found.run !== null || found.byTrying === true) return one;
    const { gradient, loss } = row.consistent;
    const message = `${one.report.message} ${gradient} is the gradient that is asked for, so it is ${loss} that differs.`;
    return { ...one, report: { ...one.report, message } };
  });
}
