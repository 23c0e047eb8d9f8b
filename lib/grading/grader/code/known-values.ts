import { isTensorValue, type Value } from "#lib/core/value.ts";
import { isLeaf } from "../../exercise/index.ts";
import type { Known } from "../../slip/index.ts";
import type { Fields } from "../tensor-values.ts";
import { argumentsOf, type CodeContext, type SeenCases } from "./context.ts";
import { parametersOf } from "./parameters.ts";

/** The size that counts examples: one of the data that no parameter has; `m` where there are several. Null where there is none. */
export function exampleSize({ cases, gradients }: Pick<CodeContext["part"], "cases" | "gradients">): string | null {
  const held = new Set(parametersOf(gradients).map(({ path }) => path[0]));
  const sizes = (names: readonly string[]) =>
    new Set(
      names.flatMap((name) => {
        const drawn = cases.values[name];
        if (drawn === undefined) return [];
        const leaves = isLeaf(drawn) ? [drawn] : Object.values(drawn);
        return leaves.flatMap((leaf) => ("shape" in leaf ? leaf.shape.filter((size) => typeof size === "string") : []));
      }),
    );
  const names = Object.keys(cases.values);
  const ofParameters = sizes(names.filter((name) => held.has(name)));
  const free = [...sizes(names.filter((name) => !held.has(name)))].filter((size) => !ofParameters.has(size));
  return free.length === 1 ? (free[0] as string) : free.includes("m") ? "m" : null;
}

/** What may be spoken of on each case: the arguments, and what the solution's other functions give where it is at hand. */
export async function knownValues(context: CodeContext, seen: SeenCases): Promise<readonly (readonly Known[])[]> {
  const names = context.part.functions[seen.of]?.args ?? [];
  const given = seen.values.map((values) => [
    ...names.flatMap((name) => (name === "options" ? [] : leaves(name, values[name] ?? null))),
    ...Object.entries(seen.options).map(([name, value]) => argument(name, value)),
  ]);
  const others = await otherResults(context, seen);
  return given.map((known, k) => [...known, ...(others[k] ?? [])]);
}

const argument = (name: string, value: number): Known => ({
  name,
  value: { shape: [], data: Float64Array.of(value) },
  from: "argument",
});

function leaves(name: string, value: Value): Known[] {
  if (typeof value === "number") return [argument(name, value)];
  if (isTensorValue(value)) return [{ name, value, from: "argument" }];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value as { readonly [key: string]: Value }).flatMap(([key, inner]) =>
    leaves(`${name}.${key}`, inner),
  );
}

async function otherResults(context: CodeContext, seen: SeenCases): Promise<readonly (readonly Known[])[]> {
  const { recompute, part } = context;
  if (recompute === undefined || seen.expected === null) return [];
  const functions = Object.entries(part.functions).filter(
    ([name, { args }]) => name !== seen.of && !args.includes("options"),
  );
  const found: Known[][] = seen.values.map(() => []);
  for (const [fn] of functions) {
    const results = await recompute(
      fn,
      seen.values.map((values) => argumentsOf(part, fn, values)),
    );
    results.forEach((fields: Fields, k) => {
      for (const [name, value] of Object.entries(fields))
        found[k]?.push({ name: name === "" ? `${fn}(…)` : name, value, from: "function" });
    });
  }
  return found;
}
