import type { Value } from "#lib/core/value.ts";
import { drawCase } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { plain } from "../tensor-values.ts";
import { count } from "../words.ts";
import { stoppedWords } from "./compare.ts";
import { argumentsOf, type CodeCheck, nothingFound, returnsOf, runAnswer } from "./context.ts";

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
          cases[results.length] && { case: cases[results.length] as { sizes: object } },
          end.shown.message,
        ),
      };
    if (context.property === null) throw new Error("a property is judged on the server only");
    const names = context.part.functions[settings.of]?.args ?? [];
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
