import type { CellState } from "#lib/core/report.ts";
import {
  type Digits,
  parseNumber,
  type TypedNumber,
  type Unreadable,
  type WorksheetPart,
} from "../../exercise/index.ts";
import type { FieldValues } from "./chain.ts";

export type Field = WorksheetPart["lanes"][number]["fields"][number];

/** A cell as typed: nothing, a number, or why it could not be read. */
export type Cell =
  | { readonly kind: "empty" }
  | { readonly kind: "read"; readonly number: TypedNumber }
  | { readonly kind: "unreadable"; readonly typed: string; readonly why: Unreadable };

export type Sheet = { readonly [fieldId: string]: readonly Cell[] };

export const sizeOf = ({ shape }: { readonly shape: readonly number[] }): number => shape.reduce((a, b) => a * b, 1);

/** Every cell of every field, row-major; what is missing is empty, what is too much is left out. */
export function readSheet(
  lanes: readonly { readonly fields: readonly Pick<Field, "id" | "shape" | "unit">[] }[],
  typed: { readonly [fieldId: string]: readonly string[] },
): Sheet {
  const fields = lanes.flatMap((lane) => lane.fields);
  return Object.fromEntries(
    fields.map((field) => [
      field.id,
      Array.from({ length: sizeOf(field) }, (_, i) => readCell(typed[field.id]?.[i] ?? "", field.unit)),
    ]),
  );
}

function readCell(typed: string, unit: string | undefined): Cell {
  if (typed.trim() === "") return { kind: "empty" };
  const read = parseNumber(typed, unit);
  return read.ok ? { kind: "read", number: read.value } : { kind: "unreadable", typed, why: read.error };
}

/** Fields of which every cell was read: what later fields may be computed from. */
export function enteredValues(lanes: WorksheetPart["lanes"], sheet: Sheet): FieldValues {
  return Object.fromEntries(
    lanes
      .flatMap((lane) => lane.fields)
      .flatMap(({ id, shape }) => {
        const numbers = (sheet[id] ?? []).flatMap((cell) => (cell.kind === "read" ? [cell.number.value] : []));
        return numbers.length === sizeOf({ shape }) ? [[id, { shape, data: Float64Array.from(numbers) }]] : [];
      }),
  );
}

/** What Run shows: which cells hold a number. */
export const readStates = (cells: readonly Cell[]): CellState[] => cells.map(({ kind }) => kind);

/** How a field is to be given: as it says itself, else to the part's decimals. */
export function digitsOf({ lanes, digits }: Pick<WorksheetPart, "lanes" | "digits">, id: string): Digits {
  const field = lanes.flatMap(({ fields }) => fields).find((one) => one.id === id);
  return field?.digits ?? { decimals: digits.decimals };
}

/** What was taken for something else in cells that were read: a comma for a point, text after a number. */
export const noticesOf = (cells: readonly Cell[]): string[] =>
  cells.flatMap((cell) => (cell.kind === "read" && cell.number.notice !== undefined ? [cell.number.notice] : []));
