import type { Check } from "../../exercise/index.ts";
import { AuthorFault } from "../trusted.ts";
import type { CodeContext, Judged } from "./context.ts";
import { judge } from "./table.ts";

/** Training is judged last: by then it is known whether a few of its steps come to an end, and whether they are right. */
export async function judgeBeside(code: CodeContext, check: Check, seen: ReadonlyMap<Check, Judged | AuthorFault>) {
  if (!("trains" in check)) return judge(code, check);
  const steps = [...seen].flatMap(([row, found]) =>
    "steps" in row && row.steps.of === check.trains.of && !(found instanceof AuthorFault) ? [found] : [],
  );
  const isEndless = steps.some(({ run }) => run?.status === "outOfBudget");
  const found = await judge(isEndless ? { ...code, trainingFuel: ENDLESS } : code, check);
  const isDear = found.run?.status === "outOfBudget" && steps.length > 0 && steps.every(({ held }) => held);
  return isDear ? { ...found, message: `${found.message} ${dearWords(check.trains.of)}` } : found;
}

/** Fuel for a training of which a few steps on small cases did not come to an end. */
const ENDLESS = 3_000;

const dearWords = (fn: string): string =>
  `The first updates are right; ${fn} only does far more work for each of them than is needed. Operations of nd on whole tensors take a small part of what loops over single entries take, and what does not change within an update can be computed once, before the loops that use it.`;
