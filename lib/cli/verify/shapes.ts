import type { TensorValue } from "#lib/core/value.ts";
import type { WorksheetPart } from "#lib/grading/exercise/index.ts";
import { type Finding, unless } from "./finding.ts";

/** Each field has the shape that its grid is drawn in. One entry is one entry, whether a number or 1×1. */
export function shapes(
  part: Pick<WorksheetPart, "fields" | "lanes">,
  computed: readonly { readonly [id: string]: TensorValue }[],
): Finding {
  const complaints = part.lanes.flatMap(({ fields }) =>
    fields.flatMap(({ id, shape }) => {
      const other = computed.map((values) => values[id]?.shape ?? []).find((given) => !isGridOf(given, shape));
      if (other === undefined) return [];
      return [`${id} is declared as ${words(shape)}, and by ${part.fields} it is ${words(other)}.`];
    }),
  );
  return unless("solution", "fields have the shapes that are declared", complaints);
}

const isGridOf = (given: readonly number[], declared: readonly number[]): boolean =>
  given.join() === declared.join() || (isOne(given) && isOne(declared));

const isOne = (shape: readonly number[]): boolean => shape.every((length) => length === 1);

const words = (shape: readonly number[]): string =>
  shape.length === 0 ? "a number" : shape.length === 1 ? `a list of ${shape[0]}` : shape.join("×");
