import type { Diagnosis } from "#lib/core/report.ts";
import type { Value } from "#lib/core/value.ts";
import type { TypedNumber, WorksheetPart } from "../../exercise/index.ts";
import { type EntryRelation, entryRelation, furtherRelation, namesRead } from "../../slip/index.ts";
import { asTensor } from "../tensor-values.ts";
import { unitOf } from "./judge-cell.ts";
import type { Values } from "./part.ts";
import { digitsOf, type Field, type Sheet } from "./read.ts";

/** A field beside what is right, from the entered values or from none. */
type Beside = {
  readonly cells: readonly TypedNumber[];
  readonly right: readonly number[];
  readonly shape: readonly number[];
  readonly within: number;
};

/** What the entries of a field have to do with what is right: the opposite sign, a factor, another field's values. */
export const relationOf = (field: Field, part: WorksheetPart, sheet: Sheet, values: Values): Diagnosis | null =>
  firstOf(field, part, sheet, values, (beside) => {
    const before = beforeOf(field, values);
    const others = valuesOf(part, values)
      .filter(({ id, shape }) => id !== field.id && shape.join() === field.shape.join())
      // An updated parameter that stayed as it was is told as such by its own rule.
      .filter((one) => before === null || one.values.join() !== before.join());
    return entryRelation({ ...beside, others });
  });

/** And less near ones: a factor of the sheet, a step of another length, what is left of a whole, one entry of many. */
export const furtherRelationOf = (
  field: Field,
  part: WorksheetPart,
  sheet: Sheet,
  values: Values,
  source: string,
): Diagnosis | null =>
  firstOf(field, part, sheet, values, (beside) => {
    const all = valuesOf(part, values).filter(({ id }) => id !== field.id);
    const read = namesRead(source, field.id);
    const isRead = ({ id }: { readonly id: string }) => read.includes(id);
    return furtherRelation({
      ...beside,
      others: [],
      before: beforeOf(field, values),
      from: all.filter(isRead),
      scalars: all.filter((one) => one.values.length === 1).map((one) => ({ ...one, isRead: isRead(one) })),
      wholes: wholesIn(source),
    });
  });

function firstOf(
  field: Field,
  part: WorksheetPart,
  sheet: Sheet,
  values: Values,
  find: (beside: Beside) => EntryRelation | null,
): Diagnosis | null {
  const cells = (sheet[field.id] ?? []).flatMap((cell) => (cell.kind === "read" ? [cell.number] : []));
  for (const source of [values.followed, values.full]) {
    const data = source[field.id]?.data;
    if (data === undefined) continue;
    const right = [...data];
    const within = 2 * unitOf(digitsOf(part, field.id), Math.max(...right.map(Math.abs)));
    const found = find({ cells, right, shape: field.shape, within });
    if (found === null) continue;
    const { id, next, words, name = words } = found;
    return { id: `relation:${id}`, name, says: `$${field.tex}$ is ${words}.`, next, lesson: null, at: null };
  }
  return null;
}

const valuesOf = (part: WorksheetPart, values: Values) =>
  [
    ...part.lanes
      .flatMap(({ fields }) => fields)
      .map(({ id, tex, shape }) => ({ id, name: tex, shape, value: values.full[id] })),
    ...part.given.map(({ id, tex, shape }) => ({ id, name: tex, shape, value: asTensor(values.given[id] as Value) })),
  ].flatMap(({ value, ...one }) => (value == null ? [] : [{ ...one, values: [...value.data] }]));

const beforeOf = ({ change }: Field, values: Values): readonly number[] | null =>
  change === undefined ? null : [...(asTensor(values.given[change] as Value)?.data ?? [])];

/** Of a probability 1; of a count the whole numbers that stand in the functions. */
const wholesIn = (source: string): number[] => {
  const numbers = [...source.matchAll(/(?<![\w.])\d{1,4}(?![\w.])/g)].map(([text]) => Number(text));
  return [...new Set([1, ...numbers.filter((one) => one > 4)])].slice(0, 4);
};
