import type { PartAnswer } from "#lib/core/answer.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { WorksheetPart } from "#lib/grading/exercise/index.ts";

/** Values as a careful person types them: rounded to the digits that are asked for. */
export function typedAs(part: WorksheetPart, values: { readonly [id: string]: TensorValue }): PartAnswer {
  const own = new Map(part.lanes.flatMap(({ fields }) => fields).map(({ id, digits }) => [id, digits]));
  const written = (id: string, x: number): string => {
    const digits = own.get(id) ?? part.digits;
    if ("figures" in digits) return x.toPrecision(digits.figures);
    return "decimals" in digits ? x.toFixed(digits.decimals) : String(x);
  };
  const cells = (id: string, value: TensorValue) => [...value.data].map((x) => written(id, x));
  return {
    kind: "worksheet",
    fields: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, cells(id, value)])),
  };
}
