import { createRandom } from "#lib/core/random.ts";
import type { Budget, Runner } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import { type Exercise, fileOf, seed32, type WorksheetPart } from "../../exercise/index.ts";
import { type Mutant, mutantTexts, tablesOf } from "../../slip/index.ts";
import { asTensor } from "../tensor-values.ts";
import { AuthorFault, runTrusted, TRUSTED } from "../trusted.ts";
import type { FieldValues } from "./chain.ts";
import type { Values } from "./part.ts";

type Given = { readonly [symbol: string]: number | TensorValue };

/** Guest code: the fields asked for by each mutant, from what was entered; null where a mutant gives no value. */
const EACH = `
import * as base from "./fields.ts";
import { tables } from "./mutants.ts";

const compute = (functions, ids, given, entered) => {
  const memo = {};
  const field = {};
  const busy = new Set();
  for (const id of Object.keys(functions)) {
    Object.defineProperty(field, id, {
      get() {
        if (id in entered) return entered[id];
        if (busy.has(id)) throw new Error("a circle");
        if (!(id in memo)) {
          busy.add(id);
          memo[id] = functions[id](given, field);
          busy.delete(id);
        }
        return memo[id];
      },
    });
  }
  const values = {};
  for (const id of ids) {
    try {
      values[id] = functions[id](given, field);
    } catch {
      values[id] = null;
    }
  }
  return values;
};

export const each = (given, entered, ids) =>
  [() => base, ...tables].map((table) => {
    try {
      return compute({ ...base, ...table() }, ids, given, entered);
    } catch {
      return null;
    }
  });
`;

/** Thirty times what all slips of a large sheet take: a loop that one of them leaves without an end is stopped long before the clock. */
const SLIPS: Budget = { ...TRUSTED, fuel: 200 };

export type Row = { readonly [fieldId: string]: TensorValue | null } | null;
/**
 * Of each mutant the fields from the entered values, from none, and from none elsewhere; the right functions' are the first row.
 */
export type Ran = {
  readonly entered: readonly Row[];
  readonly exact: readonly Row[];
  readonly elsewhere: readonly Row[];
};

/** Characters of one run's mutants: the guest reads no longer file than 64 KB. */
const CHARACTERS = 40_000;

/** What mutants are run on: their exercise's functions, the fields that are asked for and what was entered. */
export type Asked = {
  readonly exercise: Exercise;
  readonly part: WorksheetPart;
  readonly ids: readonly string[];
  readonly values: Values;
  readonly runner: Runner;
};

export async function runMutants(asked: Asked, mutants: readonly Mutant[]): Promise<Ran | null> {
  const { exercise, part } = asked;
  const all = part.lanes.flatMap(({ fields }) => fields.map(({ id }) => id));
  const batches = batchesOf(mutantTexts(mutants, all, fileOf(exercise, part.fields)));
  if (batches.length === 0) return null;
  const ran: (Ran | null)[] = [];
  for (const texts of batches) ran.push(await runBatch(asked, texts));
  const right = ran.find((one) => one !== null);
  if (right == null) return null;
  // A batch that does not load explains nothing.
  const rows = (of: keyof Ran): Row[] => [
    right[of][0] ?? null,
    ...batches.flatMap((batch, k) => batch.map((_, i) => ran[k]?.[of][i + 1] ?? null)),
  ];
  return { entered: rows("entered"), exact: rows("exact"), elsewhere: rows("elsewhere") };
}

function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let length = CHARACTERS;
  for (const text of texts) {
    if (length + text.length > CHARACTERS) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(text);
    length += text.length;
  }
  return batches;
}

async function runBatch({ exercise, part, ids, values, runner }: Asked, texts: readonly string[]): Promise<Ran | null> {
  const files = [
    { name: "fields.ts", source: fileOf(exercise, part.fields) },
    { name: "mutants.ts", source: tablesOf(texts) },
    { name: "each.ts", source: EACH },
  ];
  const call = (given: Given, entered: FieldValues) => ({
    fn: "each",
    args: [given, usable(entered), [...ids]],
    returns: "any" as const,
  });
  try {
    const [entered, exact, elsewhere] = await runTrusted(
      runner,
      files,
      [call(values.given, values.entered), call(values.given, {}), call(nearby(values.given), {})],
      seed32(exercise.hash),
      SLIPS,
    );
    return { entered: rowsOf(entered), exact: rowsOf(exact), elsewhere: rowsOf(elsewhere) };
  } catch (error) {
    // Mutants of a file that is written in an unusual way may not load: then there is no slip to name.
    if (error instanceof AuthorFault) return null;
    throw error;
  }
}

const usable = (entered: FieldValues): Given =>
  Object.fromEntries(
    Object.entries(entered).map(([id, value]) => [id, value.shape.length === 0 ? (value.data[0] as number) : value]),
  );

/** Other given values, each moved by a fifth or so: functions that agree there as well are one function. */
export function nearby(given: Given, [least, most] = [1.05, 1.35]): Given {
  const random = createRandom("nearby");
  const other = (x: number) => (x === 0 ? random.uniform(0.1, 0.3) : x * random.uniform(least, most));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      isTensorValue(value) ? { shape: value.shape, data: value.data.map(other) } : other(value),
    ]),
  );
}

const rowsOf = (value: Value | undefined): Row[] =>
  ((value ?? []) as readonly Value[]).map((row) =>
    row === null
      ? null
      : Object.fromEntries(
          Object.entries(row as { readonly [id: string]: Value }).map(([id, one]) => [id, asTensor(one)]),
        ),
  );
