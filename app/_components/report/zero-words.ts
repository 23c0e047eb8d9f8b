import type { Evidence } from "#lib/core/report.ts";

type Training = Extract<Evidence, { readonly kind: "training" }>;

/** What an accuracy of 0 means, which guessing would not give; null where no seed has it. */
export function zeroWords({ metric, values }: Pick<Training, "metric" | "values">): string | null {
  const zeros = metric === "accuracy" ? values.filter((value) => value === 0).length : 0;
  if (zeros === 0) return null;
  const where =
    zeros === values.length
      ? zeros === 1
        ? "The seed has"
        : `All ${zeros} seeds have`
      : `${zeros} of ${values.length} seeds have`;
  return `${where} an accuracy of 0, which is less than guessing gives: no prediction is on its target's side. Either the predictions are not numbers, as after a step that is too long, or each names the other class.`;
}
