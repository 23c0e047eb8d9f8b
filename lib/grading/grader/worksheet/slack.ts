import type { WorksheetPart } from "../../exercise/index.ts";
import type { Chain, FieldValues } from "./chain.ts";
import { unitOf } from "./judge-cell.ts";
import { digitsOf } from "./read.ts";

/**
 * How far each followed value may lie from that of a person who carried more digits than were typed: the sum, over all entered
 * numbers, of what moving that number by one unit of the last asked decimal does to it.
 */
export async function slackOf(
  chain: Chain,
  entered: FieldValues,
  followed: FieldValues,
  part: WorksheetPart,
): Promise<FieldValues> {
  const moved = Object.entries(entered).flatMap(([id, { shape, data }]) =>
    [...data.keys()].map((i): FieldValues => {
      const other = data.slice();
      other[i] = (other[i] as number) + unitOf(digitsOf(part, id), other[i] as number);
      return { ...entered, [id]: { shape, data: other } };
    }),
  );
  const values = await chain.rightOfEach(moved);
  return Object.fromEntries(
    Object.entries(followed).map(([id, { shape, data }]) => [
      id,
      {
        shape,
        data: data.map((at, i) =>
          values.reduce((sum, one) => sum + Math.abs((one[id]?.data[i] ?? Number.NaN) - at), 0),
        ),
      },
    ]),
  );
}
