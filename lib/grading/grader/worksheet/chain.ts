import type { Call, Runner } from "#lib/core/runner.ts";
import type { TensorValue, Value } from "#lib/core/value.ts";
import { type Exercise, fileOf, seed32, type WorksheetPart } from "../../exercise/index.ts";
import { type Mutant, mutantTables } from "../../slip/index.ts";
import { asTensor } from "../tensor-values.ts";
import { AuthorFault, runTrusted, type SourceFile, TRUSTED, trustedEffort } from "../trusted.ts";

/** Values of fields by id. */
export type FieldValues = { readonly [fieldId: string]: TensorValue };
export type Given = { readonly [symbol: string]: number | TensorValue };

/**
 * Guest code beside the author's `fields.ts`: every field computed by demand, so that the order of the file and of the lanes does
 * not matter. Where a value was entered, later fields are computed from it; the field's own value is always the function's.
 */
const CHAIN = `
import * as base from "./fields.ts";
import { tables } from "./mistakes.ts";

const compute = (functions, own, given, entered) => {
  const memo = {};
  const field = {};
  const busy = new Set();
  const valueOf = (id, table) => {
    if (typeof table[id] !== "function") throw new Error("exports no function " + id);
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

/** Each field by the right function, from what was entered before it. Its name is read where a field is of a wrong type. */
export const fields = (given, entered, ids) => compute(base, { ids, table: base }, given, entered);

const orNull = (make) => { try { return make(); } catch { return null; } };

/** For each mistake the fields that it changes, and as chain, with its functions in place of the right ones wherever it has its own. */
export const mistaken = (given, entered, ids) => tables.map((made) => {
  const over = orNull(made);
  const table = { ...base, ...over };
  const values = over === null ? null : orNull(() => compute(table, { ids, table }, given, entered));
  return { changes: Object.keys(over ?? {}), values };
});

/** The first mistake by itself: where it throws, so that the place is known. */
export const carried = (given, ids) => {
  const table = { ...base, ...tables[0]() };
  return compute(table, { ids, table }, given, {});
};

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
`;

export type Chain = {
  /** Each field of each sheet from the values entered before it (none: in full precision); all sheets in one run. */
  readonly rightOfEach: (sheets: readonly FieldValues[]) => Promise<readonly FieldValues[]>;
  /** A function of `fields.ts` at each point, what is entered there in place of the fields' own values; all in one run. */
  readonly valuesAt: (points: readonly Point[]) => Promise<readonly TensorValue[]>;
  /** The fields that each field is computed from. */
  readonly reads: () => Promise<ReadonlyMap<string, readonly string[]>>;
};

/** `of`: the name of a field, or of another function that `fields.ts` exports. */
export type Point = { readonly of: string; readonly given: Given; readonly entered: FieldValues };

/** What one mistake makes of the fields, from the entered values and from none; null where it comes to nothing. */
export type Mistaken = {
  readonly changes: readonly string[];
  readonly entered: FieldValues | null;
  readonly exact: FieldValues | null;
};

export function chainOf(exercise: Exercise, part: WorksheetPart, given: Given, runner: Runner): Chain {
  const ids = idsOf(part);
  const run = (calls: readonly Call[]) => runTrusted(runner, filesOf(exercise, part, []), calls, seed32(exercise.hash));
  const rightOfEach = async (sheets: readonly FieldValues[]) => {
    const returns = { fields: Object.fromEntries(ids.map((id) => [id, "tensor" as const])) };
    const values = await run(sheets.map((entered) => ({ fn: "fields", args: [given, usable(entered), ids], returns })));
    return values.map((value) => tensorsOf(value as { readonly [id: string]: Value }));
  };
  const reads = async () => {
    const [lists] = await run([
      { fn: "reads", args: [given, {}, ids], returns: { list: { list: "string" as const } } },
    ]);
    return new Map(ids.map((id, i) => [id, (lists as readonly (readonly string[])[])[i] ?? []]));
  };
  const valuesAt = async (points: readonly Point[]) => {
    const values = await run(
      points.map(({ of, given: here, entered }) => ({
        fn: "fields",
        args: [here, usable(entered), [of]],
        returns: { fields: { [of]: "tensor" as const } },
      })),
    );
    return values.map(
      (value, i) => tensorsOf(value as { readonly [id: string]: Value })[(points[i] as Point).of] as TensorValue,
    );
  };
  return { rightOfEach, reads, valuesAt };
}

type Row = { readonly changes: readonly string[]; readonly values: { readonly [id: string]: Value } | null };

/** The mistakes in these files, in their order; all in one run. */
export async function mistakesIn(
  exercise: Exercise,
  part: WorksheetPart,
  mistakes: readonly string[],
  given: Given,
  entered: FieldValues,
  runner: Runner,
): Promise<readonly Mistaken[]> {
  if (mistakes.length === 0) return [];
  const call = (from: FieldValues): Call => ({
    fn: "mistaken",
    args: [given, usable(from), idsOf(part)],
    returns: "any",
  });
  const files = filesOf(exercise, part, mistakes);
  const [fromEntered, exact] = await runTrusted(runner, files, [call(entered), call({})], seed32(exercise.hash));
  return mistakes.map((_, i): Mistaken => {
    const [mine, alone] = [fromEntered, exact].map((rows) => (rows as readonly Row[])[i] as Row) as [Row, Row];
    return {
      changes: mine.changes,
      entered: mine.values && tensorsOf(mine.values),
      exact: alone.values && tensorsOf(alone.values),
    };
  });
}

/** Work that a change of the functions may do, as a multiple of what the right ones do, and at least this much. */
const FUEL = { times: 4, least: 20 };
/** Steps in one unit of fuel. */
const STEPS = 10_000;

/** Steps that the right functions take for all of these given values. */
export const effortOf = (
  exercise: Exercise,
  part: WorksheetPart,
  givens: readonly Given[],
  runner: Runner,
): Promise<number> =>
  trustedEffort(
    runner,
    filesOf(exercise, part, []),
    givens.map((given) => ({ fn: "fields", args: [given, {}, idsOf(part)], returns: "any" })),
    seed32(exercise.hash),
  );

/**
 * The fields as each change of the functions makes them, carried through from all of these given values; null where it comes to
 * nothing. All in one run, and where that does not end well, the halves by themselves.
 */
export async function mutantsIn(
  exercise: Exercise,
  part: WorksheetPart,
  mutants: readonly Mutant[],
  givens: readonly Given[],
  runner: Runner,
  effort: number,
): Promise<readonly (readonly (FieldValues | null)[])[]> {
  if (mutants.length === 0) return [];
  const ids = idsOf(part);
  const files = filesOf(exercise, part, []).map((file) =>
    file.name === TABLES ? { ...file, source: mutantTables(mutants, ids, fileOf(exercise, part.fields)) } : file,
  );
  const calls = givens.map((given): Call => ({ fn: "mistaken", args: [given, {}, ids], returns: "any" }));
  const fuel = FUEL.least + FUEL.times * mutants.length * (effort / STEPS);
  const budget = { ...TRUSTED, fuel: Math.ceil(fuel) };
  try {
    const results = await runTrusted(runner, files, calls, seed32(exercise.hash), budget);
    return mutants.map((_, i) =>
      results.map((rows) => {
        const { values } = (rows as readonly Row[])[i] as Row;
        return values && Object.values(values).every((one) => asTensor(one) !== null) ? tensorsOf(values) : null;
      }),
    );
  } catch (error) {
    if (!(error instanceof AuthorFault)) throw error;
    if (mutants.length === 1) return [givens.map(() => null)];
    const half = Math.ceil(mutants.length / 2);
    const [first, second] = [mutants.slice(0, half), mutants.slice(half)];
    return [
      ...(await mutantsIn(exercise, part, first, givens, runner, effort)),
      ...(await mutantsIn(exercise, part, second, givens, runner, effort)),
    ];
  }
}

/** Says why a mistake comes to nothing, with the place; only for one that does. */
export async function whyNothing(
  exercise: Exercise,
  part: WorksheetPart,
  mistake: string,
  given: Given,
  runner: Runner,
): Promise<AuthorFault> {
  const ids = idsOf(part);
  const returns = { fields: Object.fromEntries(ids.map((id) => [id, "tensor" as const])) };
  try {
    const call: Call = { fn: "carried", args: [given, ids], returns };
    await runTrusted(runner, filesOf(exercise, part, [mistake]), [call], seed32(exercise.hash));
  } catch (error) {
    if (error instanceof AuthorFault) return error;
    throw error;
  }
  return new AuthorFault(`${mistake} gives no values`);
}

const idsOf = (part: WorksheetPart) => part.lanes.flatMap((lane) => lane.fields.map(({ id }) => id));

const TABLES = "mistakes.ts";

const filesOf = (exercise: Exercise, part: WorksheetPart, mistakes: readonly string[]): SourceFile[] => [
  ...mistakes.map((file, i) => ({ name: `mistake${i}.ts`, source: fileOf(exercise, file), of: file })),
  { name: "fields.ts", source: fileOf(exercise, part.fields), of: part.fields },
  { name: TABLES, source: tablesOf(mistakes.length), of: null },
  { name: "chain.ts", source: CHAIN, of: null },
];

function tablesOf(count: number): string {
  const each = Array.from({ length: count }, (_, i) => i);
  const imports = each.map((i) => `import * as m${i} from "./mistake${i}.ts";`);
  return [...imports, `export const tables = [${each.map((i) => `() => m${i}`).join(", ")}];`].join("\n");
}

const tensorsOf = (values: { readonly [id: string]: Value }): FieldValues =>
  Object.fromEntries(Object.entries(values).map(([id, one]) => [id, asTensor(one) as TensorValue]));

/** A 0-D tensor as the number that it is. */
const usable = (entered: FieldValues): Given =>
  Object.fromEntries(
    Object.entries(entered).map(([id, value]) => [id, value.shape.length === 0 ? (value.data[0] as number) : value]),
  );
