import type { WorksheetPart } from "../../exercise/index.ts";
import type { FieldValues } from "./chain.ts";
import { TELLING, unitOf } from "./judge-cell.ts";
import { type Cell, digitsOf, type Sheet } from "./read.ts";

/** A sheet with one entered number moved up, and one with it moved down, by as much as rounding may have moved it. */
export type Moved = {
  readonly sheets: readonly [FieldValues, FieldValues];
  /** Of the move, what the asked digits alone make of it: less than 1 where the number was typed with fewer. */
  readonly asked: number;
};

/**
 * Both ways, since a function may be steeper to one side; by one unit of the last digit, since that may be rounded or cut off. `exact`:
 * chains that a value may be exact by; then it has no digits besides those that were typed.
 */
export function movedSheets(
  entered: FieldValues,
  sheet: Sheet,
  part: WorksheetPart,
  exact: readonly FieldValues[],
): readonly Moved[] {
  return Object.entries(entered).flatMap(([id, { shape, data }]) =>
    [...data].map((value, i): Moved => {
      const unit = unitOf(digitsOf(part, id), value);
      const isExact = exact.some((chain) => isSame(chain[id]?.data[i], value));
      const by = isExact ? unit : Math.max(unit, typedUnit(sheet[id]?.[i], value));
      const moved = (x: number): FieldValues => ({
        ...entered,
        [id]: { shape, data: data.map((y, k) => (k === i ? x : y)) },
      });
      return { sheets: [moved(value + by), moved(value - by)], asked: by === 0 ? 1 : unit / by };
    }),
  );
}

/** Whether a number was typed with fewer digits than are asked for, so that it may stand for one with more. */
export const isAnyCoarse = (entered: FieldValues, sheet: Sheet, part: WorksheetPart): boolean =>
  Object.entries(entered).some(([id, { data }]) =>
    data.some((value, i) => typedUnit(sheet[id]?.[i], value) > unitOf(digitsOf(part, id), value)),
  );

/** Computed in another order, a value differs in its last bits. */
const isSame = (right: number | undefined, value: number): boolean =>
  right !== undefined && Math.abs(right - value) <= 1e-9 * Math.max(1, Math.abs(right));

/** One unit of the last digit that was typed; 0 where the number is exact, or says too little to be carried on with. */
function typedUnit(cell: Cell | undefined, value: number): number {
  if (cell?.kind !== "read") return 0;
  const unit = 2 * cell.number.halfUnit;
  return unit <= TELLING * Math.abs(value) ? unit : 0;
}

/**
 * How far each followed value may lie from that of a person who carried more digits than were typed: the sum, over all entered
 * numbers, of the most that moving that number does to it. `chains`: those of `movedSheets`, in their order. What digits that were
 * asked for and not typed add to it may be a tenth of the value at most, or a coarse number would let anything follow.
 */
export function slackOf(
  followed: FieldValues,
  moved: readonly Moved[],
  chains: readonly (readonly [FieldValues, FieldValues])[],
): FieldValues {
  return Object.fromEntries(
    Object.entries(followed).map(([id, { shape, data }]) => {
      const slack = data.map((at, i) => {
        let [asked, typed] = [0, 0];
        for (const [k, both] of chains.entries()) {
          const apart = Math.max(...both.map((one) => apartBy(one[id]?.data[i], at)));
          asked += apart * (moved[k]?.asked ?? 1);
          typed += apart;
        }
        return Math.max(asked, Math.min(typed, TELLING * Math.abs(at)));
      });
      return [id, { shape, data: slack }];
    }),
  );
}

/** Beyond the end of a function's domain nothing is told. */
const apartBy = (moved: number | undefined, at: number): number => {
  const apart = Math.abs((moved ?? Number.NaN) - at);
  return Number.isFinite(apart) ? apart : 0;
};
