import type { Call, Runner } from "#lib/core/runner.ts";
import { type Check, type CodePart, type Exercise, fileOf } from "../../exercise/index.ts";
import { evenly, type Mutant, operatorMutants, slipMutants } from "../../slip/index.ts";
import { isClose, sameShape, shapedAs, type Tolerance } from "../tensor-values.ts";
import type { ReferenceCase, Wanted } from "./context.ts";
import { isAsked } from "./explain.ts";
import { type MutantResults, mutantResults, type PlannedCalls } from "./mutant-prints.ts";
import { codeContext } from "./part.ts";
import { differing } from "./places.ts";
import { type Fingerprint, fingerprint } from "./probes.ts";

/** Mutants of one solution that are tried; more are left out, evenly over all kinds. */
const MOST = 400;

/** Cases of each check that are enough for most mutants; those that they do not show get all. */
const FEW = 6;

export type Unnoticed = {
  readonly mutant: Mutant;
  /** All that it changes on the probes may be left out, and no check reads it. */
  readonly unread: boolean;
};

/** Slips and plain operators in a solution, and those of them that no check against a reference notices. */
export type Mutated = {
  readonly tried: number;
  /** How many there are, where not all were tried. */
  readonly of: number;
  readonly unnoticed: readonly Unnoticed[];
};

/**
 * Applies every slip and every plain operator to the solution and compares with the reference, check by check, in the trusted place.
 * What stays unnoticed may still be seen by a check of another kind.
 */
export async function mutate(
  exercise: Exercise,
  part: CodePart,
  runner: Runner,
  seed: string,
  most = MOST,
): Promise<Mutated> {
  const source = fileOf(exercise, part.solution);
  const all = distinct([...slipMutants(source), ...operatorMutants(source)]).filter((one) => !isOnlyWriting(part, one));
  const tried = evenly(all, most);
  const rows = await rowsOf(exercise, part, runner, seed);
  const results = await mutantResults(
    runner,
    part,
    source,
    rows.map(({ plan }) => plan),
    tried,
  );
  const left = tried.filter((_, i) => !isNoticed(rows, results[i] as MutantResults));
  const print = await fingerprint(runner, part, exercise.hash, source, "trusted");
  const unnoticed: Unnoticed[] = [];
  for (const mutant of left) {
    const made = await fingerprint(runner, part, exercise.hash, mutant.code, "trusted");
    unnoticed.push({ mutant, unread: isUnread(part, print, made) });
  }
  return { tried: tried.length, of: all.length, unnoticed };
}

/**
 * Another order or shape of a result that is only another way of writing it, by the shape that the exercise declares: one entry turned
 * on its side, one row as a list, one row upside down.
 */
function isOnlyWriting(part: CodePart, { id, code, line }: Mutant): boolean {
  const kind = /^output-(transposed|flattened|reversed)$/.exec(id)?.[1];
  const field = /(\w+): nd\.(transpose|reshape|array)\(/.exec(code.split("\n")[line - 1] ?? "")?.[1];
  if (kind === undefined || field === undefined) return false;
  return Object.values(part.functions).some(({ returns }) => {
    const shape =
      typeof returns === "object" && !Array.isArray(returns)
        ? (returns as { readonly [field: string]: unknown })[field]
        : null;
    if (shape === "number") return true;
    if (!Array.isArray(shape)) return false;
    const longer = shape.filter((length) => length !== 1).length;
    if (kind === "reversed") return shape.length < 2 ? longer === 0 : shape[0] === 1;
    return shape.length < 2 || (kind === "flattened" ? longer < 2 : longer === 0);
  });
}

/** One of each text. */
function distinct(mutants: readonly Mutant[]): Mutant[] {
  return [...new Map(mutants.map((one) => [one.code.replace(/\s+/g, " "), one] as const).reverse()).values()].reverse();
}

type Row = {
  readonly fields: readonly string[] | undefined;
  readonly tolerance: Tolerance;
  readonly cases: readonly ReferenceCase[];
  readonly plan: PlannedCalls;
};

async function rowsOf(exercise: Exercise, part: CodePart, runner: Runner, seed: string): Promise<Row[]> {
  const context = codeContext({ exercise, part, runner, seed }, "");
  const rows: Row[] = [];
  for (const check of part.checks) {
    const wanted = wantedBy(check);
    if (wanted === null) continue;
    const cases = await context.reference({ ...wanted, cases: Math.min(wanted.cases, FEW) });
    const calls = cases.map(({ args }): Call => ({ fn: wanted.of, args, returns: "any" }));
    rows.push({ fields: wanted.fields, tolerance: wanted, cases, plan: { fn: wanted.of, calls } });
  }
  return rows;
}

function wantedBy(check: Check): (Wanted & Tolerance & { readonly fields?: readonly string[] | undefined }) | null {
  const row =
    ("outputs" in check && check.outputs) ||
    ("gradcheck" in check && check.gradcheck) ||
    ("steps" in check && check.steps);
  return row ? { check: check.id, ...row } : null;
}

const isNoticed = (rows: readonly Row[], results: MutantResults): boolean =>
  rows.some((row, i) =>
    results[i]?.some((fields, k) => fields === null || differs(row, fields, row.cases[k] as ReferenceCase)),
  );

function differs(
  { fields, tolerance }: Row,
  made: Fingerprint[string][number] & object,
  { expected }: ReferenceCase,
): boolean {
  return Object.entries(expected).some(([name, other]) => {
    if (!isAsked(name, fields)) return false;
    const got = made[name];
    if (got === undefined) return fields !== undefined;
    const own = shapedAs(got, other.shape);
    return (
      !sameShape(own.shape, other.shape) || !own.data.every((x, i) => isClose(x, other.data[i] as number, tolerance))
    );
  });
}

function isUnread(part: CodePart, right: Fingerprint, made: Fingerprint): boolean {
  let some = false;
  for (const [fn, { optional = [] }] of Object.entries(part.functions)) {
    if (made[fn]?.includes(null)) return false;
    for (const { field } of differing(right, made, fn)) {
      const name = field.split(".", 1)[0] as string;
      const read = part.checks.some((check) => {
        const wanted = wantedBy(check);
        return wanted?.of === fn && wanted.fields?.includes(name) === true;
      });
      if (read || !optional.includes(name)) return false;
      some = true;
    }
  }
  return some;
}
