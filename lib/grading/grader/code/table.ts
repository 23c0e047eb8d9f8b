import type { Check } from "../../exercise/index.ts";
import { checkKind } from "../../exercise/index.ts";
import { consistent } from "./consistent.ts";
import type { CodeCheck, CodeContext, Judged } from "./context.ts";
import { gradcheck } from "./gradcheck.ts";
import { outputs } from "./outputs.ts";
import { property } from "./property.ts";
import { steps } from "./steps.ts";
import { trains } from "./trains.ts";

/** One row per kind of check. */
const ROWS = { outputs, gradcheck, consistent, trains, steps, property };

export function judge(context: CodeContext, check: Check): Promise<Judged> {
  const row = ROWS[checkKind(check)] as CodeCheck<string>;
  return row.judge(context, check as never);
}

/** The functions of the answer that a check looks at, the most telling first. */
export function functionsOf(check: Check): readonly string[] {
  if ("consistent" in check) return [check.consistent.gradient, check.consistent.loss];
  const row =
    ("outputs" in check && check.outputs) ||
    ("gradcheck" in check && check.gradcheck) ||
    ("trains" in check && check.trains) ||
    ("steps" in check && check.steps) ||
    ("property" in check && check.property);
  return row ? [row.of] : [];
}

/** The fields of them that a check names, where it names any. */
export function fieldsOf(check: Check): readonly string[] | undefined {
  const row =
    ("outputs" in check && check.outputs) ||
    ("gradcheck" in check && check.gradcheck) ||
    ("steps" in check && check.steps);
  return row ? row.fields : undefined;
}
