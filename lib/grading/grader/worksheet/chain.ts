import type { Runner } from "#lib/core/runner.ts";
import type { TensorValue, Value } from "#lib/core/value.ts";
import { type Exercise, fileOf, seed32, type WorksheetPart } from "../../exercise/index.ts";
import { asTensor } from "../tensor-values.ts";
import { runTrusted, type SourceFile } from "../trusted.ts";

/** Values of fields by id. */
export type FieldValues = { readonly [fieldId: string]: TensorValue };
type Given = { readonly [symbol: string]: number | TensorValue };

/**
 * Guest code beside the author's `fields.ts`: every field computed by demand, so that the order of the file and of the lanes does
 * not matter. Where a value was entered, later fields are computed from it; the field's own value is always the function's.
 */
const CHAIN = `
import * as base from "./fields.ts";
import * as over from "./mistake.ts";

const compute = (functions, own, given, entered) => {
  const memo = {};
  const field = {};
  const busy = new Set();
  const valueOf = (id, table) => {
    if (typeof table[id] !== "function") throw new Error("fields.ts exports no function " + id);
    return table[id](given, field);
  };
  for (const id of Object.keys(functions)) {
    Object.defineProperty(field, id, {
      get() {
        if (id in entered) return entered[id];
        if (busy.has(id)) throw new Error("field " + id + " needs itself");
        if (!(id in memo)) {
          busy.add(id);
          memo[id] = valueOf(id, functions);
          busy.delete(id);
        }
        return memo[id];
      },
    });
  }
  const values = {};
  for (const id of own.ids) values[id] = valueOf(id, own.table);
  return values;
};

/** Each field by the right function, from what was entered before it. */
export const chain = (given, entered, ids) => compute(base, { ids, table: base }, given, entered);

/** As chain, with a mistake's functions in place of the right ones wherever it has its own. */
export const mistaken = (given, entered, ids) => compute({ ...base, ...over }, { ids, table: { ...base, ...over } }, given, entered);

/** Which fields each field looks at, and whether it looks at what is given. */
export const reads = (given, entered, ids) => ids.map((id) => {
  const seen = new Set();
  const values = compute(base, { ids, table: base }, given, entered);
  const field = {};
  for (const other of Object.keys(base)) {
    Object.defineProperty(field, other, { get() { seen.add(other); return other in entered ? entered[other] : values[other]; } });
  }
  base[id](given, field);
  return [...seen];
});

/** Which fields the mistake changes. */
export const changes = () => Object.keys(over);
`;

const NO_MISTAKE = "export {};";

export type Chain = {
  /** Each field from the values entered before it (none: in full precision). */
  readonly right: (entered: FieldValues) => Promise<FieldValues>;
  /** The same for several sheets, in one run. */
  readonly rightOfEach: (sheets: readonly FieldValues[]) => Promise<readonly FieldValues[]>;
  /** The fields that each field is computed from. */
  readonly reads: () => Promise<ReadonlyMap<string, readonly string[]>>;
};

export type MistakeChain = {
  readonly changes: readonly string[];
  readonly values: (entered: FieldValues) => Promise<FieldValues>;
};

export function chainOf(exercise: Exercise, part: WorksheetPart, given: Given, runner: Runner): Chain {
  const rightOfEach = (sheets: readonly FieldValues[]) =>
    call(exercise, part, NO_MISTAKE, "chain", given, sheets, runner);
  const reads = async () => {
    const ids = part.lanes.flatMap((lane) => lane.fields.map(({ id }) => id));
    const returns = { list: { list: "string" as const } };
    const calls = [{ fn: "reads", args: [given, {}, ids], returns }];
    const [lists] = await runTrusted(runner, filesOf(exercise, part, NO_MISTAKE), calls, seed32(exercise.hash));
    return new Map(ids.map((id, i) => [id, (lists as readonly (readonly string[])[])[i] ?? []]));
  };
  return { rightOfEach, reads, right: async (entered) => (await rightOfEach([entered]))[0] as FieldValues };
}

export async function mistakeChain(
  exercise: Exercise,
  part: WorksheetPart,
  file: string,
  given: Given,
  runner: Runner,
): Promise<MistakeChain> {
  const source = fileOf(exercise, file);
  const calls = [{ fn: "changes", args: [], returns: { list: "string" as const } }];
  const [changes] = await runTrusted(runner, filesOf(exercise, part, source), calls, seed32(exercise.hash));
  return {
    changes: changes as readonly string[],
    values: async (entered) =>
      (await call(exercise, part, source, "mistaken", given, [entered], runner))[0] as FieldValues,
  };
}

const filesOf = (exercise: Exercise, part: WorksheetPart, mistake: string): SourceFile[] => [
  { name: "fields.ts", source: fileOf(exercise, part.fields) },
  { name: "mistake.ts", source: mistake },
  { name: "chain.ts", source: CHAIN },
];

async function call(
  exercise: Exercise,
  part: WorksheetPart,
  mistake: string,
  fn: string,
  given: Given,
  sheets: readonly FieldValues[],
  runner: Runner,
): Promise<readonly FieldValues[]> {
  const fields = part.lanes.flatMap((lane) => lane.fields);
  const ids = fields.map(({ id }) => id);
  const returns = { fields: Object.fromEntries(ids.map((id) => [id, "tensor" as const])) };
  const calls = sheets.map((entered) => ({ fn, args: [given, usable(entered), ids], returns }));
  const values = await runTrusted(runner, filesOf(exercise, part, mistake), calls, seed32(exercise.hash));
  return values.map((value) =>
    Object.fromEntries(
      Object.entries(value as { readonly [key: string]: Value }).map(([id, one]) => [id, asTensor(one) as TensorValue]),
    ),
  );
}

/** A 0-D tensor as the number that it is. */
const usable = (entered: FieldValues): Given =>
  Object.fromEntries(
    Object.entries(entered).map(([id, value]) => [id, value.shape.length === 0 ? (value.data[0] as number) : value]),
  );
