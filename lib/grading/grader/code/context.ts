import type { Evidence, RunEnd } from "#lib/core/report.ts";
import type { Budget, Call, Returns, Runner, RunOptions, RunOutcome } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import { type Case, type Cases, type Check, type CodePart, type PublicCodePart, seed32 } from "../../exercise/index.ts";
import type { Fields, Tolerance } from "../tensor-values.ts";
import type { Kept } from "./draws.ts";
import type { PairedCase } from "./evidence.ts";

/** One case with the arguments of a function in order, and what the reference gives back for them. */
export type ReferenceCase = { readonly case: Case; readonly args: readonly Value[]; readonly expected: Fields };

/** Which function a reference check compares, on how many cases, with which options. */
export type Wanted = {
  readonly check: string;
  readonly of: string;
  readonly cases: number;
  readonly options?: { readonly [name: string]: number };
  /** Arguments that are drawn otherwise than the part says. */
  readonly values?: Cases["values"] | undefined;
};

/** All that a check of a code part may use. The same for Run and for Submit; they differ in `reference` and `seed`. */
export type CodeContext = {
  readonly part: Pick<CodePart, "functions" | "gradients" | "cases"> & {
    readonly data: PublicCodePart["data"];
  };
  readonly answer: string;
  readonly runner: Runner;
  /** Cases are drawn from this, and from the check's id or the function that is compared. */
  readonly seed: string;
  /** What follows from the exercise and the seed alone. */
  readonly kept: Kept;
  /** Asks of a function for all that it has to give back, whatever a check looks at: checks that share a run share its calls. */
  readonly whole?: boolean;
  /** Messages that the answer throws are not shown. */
  readonly hidden: boolean;
  readonly reference: (wanted: Wanted) => Promise<readonly ReferenceCase[]>;
  /** Runs a function of properties.ts in the trusted place; null in the browser. */
  readonly property:
    | ((fn: string, given: readonly { readonly [name: string]: Value }[]) => Promise<readonly Value[]>)
    | null;
  /** What the solution makes of other arguments; not in the browser. */
  readonly recompute?: (fn: string, argLists: readonly (readonly Value[])[]) => Promise<readonly Fields[]>;
  /** What the solution takes for calls, all together, in steps (see `CallResult.effort`); not in the browser. */
  readonly effort?: (calls: readonly Call[]) => Promise<number>;
  readonly progress?: RunOptions["onProgress"];
  /** Fuel of one training, where it is known that more would not help. */
  readonly trainingFuel?: number;
};

/** All cases of a check with what was returned on each, for relations between the two. Never stored. */
export type SeenCases = {
  readonly of: string;
  readonly options: { readonly [name: string]: number };
  readonly tolerance: Tolerance;
  readonly paired: readonly PairedCase[];
  /** The drawn values, case by case. */
  readonly values: readonly Case["values"][];
  /** The results of the solution, or null where the answer is held against its own loss. */
  readonly expected: readonly Fields[] | null;
  /** The right values are central differences, with an error of `tolerance.atol`. */
  readonly numeric: boolean;
};

/** What a check found. */
export type Judged = {
  readonly held: boolean;
  readonly message: string;
  readonly evidence: Evidence | null;
  readonly run: RunEnd | null;
  readonly fullRun: RunEnd | null;
  readonly inputs: unknown;
  readonly expected: unknown;
  readonly replayable: boolean;
  /** The gradient was found by evaluating the loss again and again. */
  readonly byTrying?: boolean;
  readonly seen?: SeenCases;
  /** Printed by the answer; shown for public cases only. */
  readonly console?: readonly string[];
};

export type CodeCheck<Kind extends string> = {
  readonly kind: Kind;
  readonly judge: (context: CodeContext, check: Extract<Check, { [K in Kind]: unknown }>) => Promise<Judged>;
};

/** Deterministic limits per run. One training run has more of both. */
export const BUDGET: Budget = { fuel: 3_000, tensorBytes: 64_000_000 };
export const TRAINING: Budget = { fuel: 45_000, tensorBytes: 64_000_000 };

export function runAnswer(
  context: CodeContext,
  calls: readonly Call[],
  seed: string,
  budget = BUDGET,
): Promise<RunOutcome> {
  return context.runner.run(
    {
      place: "guest",
      files: [{ name: "answer.ts", source: context.answer }],
      calls,
      budget,
      seed: context.kept.now(`seed32 ${seed}`, () => seed32(seed)),
    },
    context.progress === undefined ? {} : { onProgress: context.progress },
  );
}

/** The arguments of a function for a drawn case, in the order in which the exercise lists them. */
export function argumentsOf(
  part: Pick<CodePart, "functions">,
  fn: string,
  values: { readonly [name: string]: Value },
  options: { readonly [name: string]: number } = {},
): Value[] {
  const args = part.functions[fn]?.args ?? [];
  return args.map((name) => (name === "options" ? options : (values[name] ?? null)));
}

/** What is read of a result: the named fields, or all that may not be left out. A number may come as a 0-D or 1×1 tensor. */
export function returnsOf(
  part: Pick<CodePart, "functions">,
  fn: string,
  fields?: readonly string[],
  all = false,
): Returns {
  const spec = part.functions[fn];
  const returned = spec?.returns;
  if (spec === undefined || returned === "number" || returned === undefined || Array.isArray(returned)) return "tensor";
  const optional = spec.optional ?? [];
  const named = Object.entries(returned).filter(([name]) =>
    fields === undefined ? all || !optional.includes(name) : fields.includes(name),
  );
  const entries = named.map(([name, shape]): [string, Returns] => [
    name,
    typeof shape === "object" && !Array.isArray(shape)
      ? { fields: Object.fromEntries(Object.keys(shape).map((key) => [key, "tensor" as const])) }
      : "tensor",
  ]);
  return {
    fields: Object.fromEntries(entries),
    optional: fields === undefined ? optional.filter((name) => all && name in returned) : [],
  };
}

export const nothingFound = {
  evidence: null,
  run: null,
  fullRun: null,
  inputs: null,
  expected: null,
  replayable: true,
} satisfies Partial<Judged>;
