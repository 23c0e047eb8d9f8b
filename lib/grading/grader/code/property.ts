import type { Value } from "#lib/core/value.ts";
import { type Case, type CodePart, drawCase } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { fieldsOf, plain } from "../tensor-values.ts";
import { count, shapeWords } from "../words.ts";
import { stoppedWords } from "./compare.ts";
import { argumentsOf, type CodeCheck, nothingFound, returnsOf, runAnswer } from "./context.ts";

type Asked = { readonly of: string; readonly options?: { readonly [name: string]: number } | undefined };

/**
 * What keeps a result from being of the form that the exercise declares, or null. The author's function is never given such a one: what
 * it makes of it would be no fault of the author's. A size that only the answer knows may be any.
 */
function misshapen({ functions }: Pick<CodePart, "functions">, { of, options = {} }: Asked, one: Case, value: Value) {
  const returned = functions[of]?.returns;
  const declared: readonly (readonly [string, unknown])[] =
    typeof returned === "object" && !Array.isArray(returned) ? Object.entries(returned) : [["", returned]];
  const given = fieldsOf(value);
  for (const [name, shape] of declared) {
    const tensor = given[name];
    if (tensor === undefined || !(shape === "number" || Array.isArray(shape))) continue;
    const sizes: { readonly [size: string]: number } = { ...one.sizes, ...options };
    const asked = (shape === "number" ? [] : (shape as readonly (string | number)[])).map((size) =>
      typeof size === "number" ? size : (sizes[size] ?? null),
    );
    if (fitsShape(tensor.shape, asked)) continue;
    const words = asked.length === 0 ? "a number" : `${asked.map((size) => size ?? "…").join("×")}`;
    return `\`${name === "" ? of : name}\` is ${shapeWords(tensor.shape)}, and ${words} is asked for.`;
  }
  return null;
}

/** A list may lie in one row or one column, and one entry may be a number. */
function fitsShape(given: readonly number[], asked: readonly (number | null)[]): boolean {
  const fits = (shape: readonly number[]) =>
    shape.length === asked.length && shape.every((n, i) => asked[i] === null || asked[i] === n);
  const entries = given.reduce((a, b) => a * b, 1);
  if (fits(given) || (asked.length === 0 && entries === 1)) return true;
  if (given.length === 0) return asked.every((n) => n === 1);
  return asked.length === 1 && given.length === 2 && given.includes(1) && fits([entries]);
}

/** A function of properties.ts, given `{ result, …arguments by name }`: true, or a sentence that says what does not hold. */
export const property: CodeCheck<"property"> = {
  kind: "property",
  judge: async (context, { id, property: settings }) => {
    const seed = `${context.seed}:${id}`;
    const cases = Array.from({ length: settings.cases }, (_, k) =>
      drawCase(context.part.cases, seed, k, settings.sizes),
    );
    const args = cases.map(({ values }) => argumentsOf(context.part, settings.of, values, settings.options));
    const returns = returnsOf(context.part, settings.of, undefined, true);
    const outcome = await runAnswer(
      context,
      args.map((list) => ({ fn: settings.of, args: list, returns })),
      seed,
    );
    const end = endOf(outcome, context.hidden);
    const results = outcome.status === "killed" ? [] : outcome.results;
    if (end !== null)
      return {
        ...nothingFound,
        held: false,
        run: end.shown,
        fullRun: end.full,
        replayable: end.replayable,
        message: stoppedWords(
          settings.of,
          cases[results.length] && { case: cases[results.length] as Case },
          end.shown.message,
        ),
      };
    if (context.property === null) throw new Error("a property is judged on the server only");
    const names = context.part.functions[settings.of]?.args ?? [];
    const odd = args.map((_, i) => misshapen(context.part, settings, cases[i] as Case, results[i]?.value ?? null));
    const first = odd.findIndex((sentence) => sentence !== null);
    if (first >= 0)
      return {
        ...nothingFound,
        held: false,
        evidence: { kind: "property", holds: 0, cases: cases.length, sentence: odd[first] ?? null },
        inputs: plain(cases[first]?.values as Value),
        message: odd[first] as string,
      };
    const said = await context.property(
      settings.fn,
      results.map(({ value }, i) => ({
        ...Object.fromEntries(names.map((name, k) => [name, args[i]?.[k] ?? null])),
        result: value,
      })),
    );
    const holds = said.filter((one) => one === true).length;
    const at = said.findIndex((one) => one !== true);
    const sentence = at < 0 ? null : typeof said[at] === "string" ? said[at] : "The property does not hold.";
    return {
      ...nothingFound,
      held: at < 0,
      evidence: { kind: "property", holds, cases: cases.length, sentence },
      inputs: at < 0 ? null : plain(cases[at]?.values as Value),
      message: sentence ?? `Holds on all ${count(cases.length, "case")}.`,
    };
  },
};
