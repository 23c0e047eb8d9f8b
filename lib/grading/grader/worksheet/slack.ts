import type { WorksheetPart } from "../../exercise/index.ts";
import type { FieldValues } from "./chain.ts";
import { unitOf } from "./judge-cell.ts";
import { digitsOf } from "./read.ts";

/**
 * How far each followed value may lie from that of a person who carried more digits than were typed: the sum, over all entered
 * numbers, of what moving that number by one unit of the last asked decimal does to it. `moved`: the chains of `movedSheets`.
 */
export function slackOf(followed: FieldValues, moved: readonly FieldValues[]): FieldValues {
  return Object.fromEntries(
    Object.entries(followed).map(([id, { shape, data }]) => [
      id,
      {
        shape,
        data: data.map((at, i) => moved.reduce((sum, one) => sum + Math.abs((one[id]?.data[i] ?? Number.NaN) - at), 0)),
      },
    ]),
  );
}

/** The sheet once for each entered number, with that number moved by one unit of the last asked decimal. */
export function movedSheets(entered: FieldValues, part: WorksheetPart): readonly FieldValues[] {
  return Object.entries(entered).flatMap(([id, { shape, data }]) =>
    [...data.keys()].map((i): FieldValues => {
      const other = data.slice();
      other[i] = (other[i] as number) + unitOf(digitsOf(part, id), other[i] as number);
      return { ...entered, [id]: { shape, data: other } };
    }),
  );
}
