import { z } from "zod";

/**
 * The schema of `exercise.yaml`. Specs are data; whatever computes (solutions, variants, field functions, properties) is guest code
 * in files beside it. Sizes are symbols (`h`, `m`) or numbers; a shape is a list of them.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, "use lower-case letters, digits and hyphens, beginning with a letter");
const symbol = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "use letters, digits and _, beginning with a letter");
const file = z
  .string()
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*\.(ts|md|csv)$/, "name a .ts, .md or .csv file of this folder");
const points = z.number().positive().multipleOf(0.25);
const size = z.union([z.int().positive(), symbol]);
const shape = z.array(size).max(2);

/** What a known mistake must get, and what the student then reads. Never the solution's code. */
const diagnosis = z.strictObject({
  /** Short name, shown beside the line: "slope of the sigmoid". */
  name: z.string().min(3).max(60),
  /** What it is, in one or two sentences. Markdown with $…$. */
  says: z.string().min(10),
  /** One next step. */
  next: z.string().min(10),
  /** Lesson slug, or slug#section. */
  lesson: z.string().optional(),
});

const expected = z.strictObject({
  verdict: z.enum(["correct", "partial", "incorrect"]),
  /** Inclusive range of the part's score, 0–1. */
  score: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]).optional(),
  /** Ids of checks that must not hold. */
  fails: z.array(id).optional(),
});

/** How one argument is drawn: uniform in [lo, hi] (rounded to 3 decimals), 0/1 with a probability, −1/+1, or one of a list. Shape [] is a number. */
const drawn = z.union([
  z.strictObject({ shape, uniform: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ shape, bernoulli: z.number().min(0).max(1) }),
  z.strictObject({ shape, sign: z.literal(true) }),
  z.strictObject({ shape, among: z.array(z.number()).min(1) }),
  z.strictObject({ constant: z.number() }),
]);

/**
 * Random cases for a code part. The first case takes every size at `from` (one example, one unit), later ones grow,
 * so that the first failing case is the smallest.
 */
const cases = z.strictObject({
  sizes: z.record(
    symbol,
    z.union([z.int().positive(), z.strictObject({ from: z.int().positive(), to: z.int().positive() })]),
  ),
  values: z.record(symbol, z.union([drawn, z.record(symbol, drawn)])),
});

const returned = z.union([
  z.literal("number"),
  shape,
  z.record(symbol, z.union([z.literal("number"), shape, z.record(symbol, shape)])),
]);

const fn = z.strictObject({
  /** Names of `cases.values`, or `options` where the check supplies them. */
  args: z.array(symbol),
  /** Shape of each returned field; extra fields are ignored. */
  returns: returned,
  /** Fields that an answer may leave out; checks read only what they name. */
  optional: z.array(symbol).optional(),
});

const dataset = z.strictObject({
  file,
  inputs: z.array(z.string()).min(1),
  targets: z.array(z.string()).min(1),
  /** Column that says `train` or `test`. */
  split: z.string().default("split"),
  /** Names of the arguments that take inputs and targets, one example per column. */
  args: z.strictObject({ inputs: symbol.default("X"), targets: symbol.default("Y") }).prefault({}),
});

const checkBase = {
  id,
  title: z.string().min(3),
  points,
  /** Shown by Run in the browser; others only after Submit. */ public: z.boolean().default(false),
};
const tolerance = { rtol: z.number().positive().default(1e-9), atol: z.number().nonnegative().default(1e-12) };

export const check = z.union([
  z.strictObject({
    ...checkBase,
    /** The named fields equal the solution's on drawn cases. */
    outputs: z.strictObject({
      of: symbol,
      fields: z.array(symbol).optional(),
      cases: z.int().positive().default(20),
      ...tolerance,
    }),
  }),
  z.strictObject({
    ...checkBase,
    /** The student's gradient equals the gradient of the loss that was asked for. */
    gradcheck: z.strictObject({
      of: symbol,
      fields: z.array(symbol).min(1),
      cases: z.int().positive().default(12),
      rtol: z.number().positive().default(1e-7),
      atol: z.number().nonnegative().default(1e-10),
    }),
  }),
  z.strictObject({
    ...checkBase,
    /** The student's gradient is the derivative of the student's own loss. */
    consistent: z.strictObject({
      loss: symbol,
      gradient: symbol,
      cases: z.int().positive().default(4),
      rtol: z.number().positive().default(1e-6),
      /** How often one call of the gradient may enter the named function. */
      calls: z.record(symbol, z.int().nonnegative()).default({}),
      /** Upper limit of the gradient's fuel, in units of one loss evaluation on the same case. */
      cost: z.number().positive().default(8),
    }),
  }),
  z.strictObject({
    ...checkBase,
    /** k of n seeds reach the threshold. */
    trains: z.strictObject({
      of: symbol,
      data: symbol,
      /** Sizes of the initial parameters, e.g. { h: 4 }; parameters are drawn by `init`. */
      sizes: z.record(symbol, z.int().positive()),
      /** Standard deviation of the normal initial weights; biases start at zero (parameters whose name begins with b). */
      init: z.number().positive(),
      options: z.record(symbol, z.number()),
      predict: z.strictObject({ of: symbol, field: symbol }),
      metric: z.enum(["accuracy", "rmse"]),
      on: z.enum(["train", "test"]).default("test"),
      reach: z.number(),
      pass: z.int().positive(),
      of_seeds: z.int().positive(),
    }),
  }),
  z.strictObject({
    ...checkBase,
    /** The parameters after n updates equal the reference's. */
    steps: z.strictObject({
      of: symbol,
      options: z.record(symbol, z.number()),
      fields: z.array(symbol).optional(),
      cases: z.int().positive().default(3),
      ...tolerance,
    }),
  }),
  z.strictObject({
    ...checkBase,
    /** A function of `properties.ts`, run in the trusted place on what the answer returned: true, or a sentence that says what does not hold. */
    property: z.strictObject({
      fn: symbol,
      of: symbol,
      options: z.record(symbol, z.number()).optional(),
      sizes: z.record(symbol, z.int().positive()).optional(),
      cases: z.int().positive().default(5),
    }),
  }),
]);

const partBase = {
  id,
  title: z.string().min(2),
  hints: z.array(z.strictObject({ text: z.string().min(10), cost: z.number().min(0).default(0) })).default([]),
};

const codePart = z.strictObject({
  ...partBase,
  kind: z.literal("code"),
  starter: file.default("starter.ts"),
  solution: file.default("solution.ts"),
  properties: file.optional(),
  functions: z.record(symbol, fn),
  /** Which returned gradient belongs to which parameter: { dW1: p.W1 }. */
  gradients: z.record(symbol, z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/)).default({}),
  cases,
  data: z.record(symbol, dataset).default({}),
  checks: z.array(check).min(1),
  mistakes: z
    .array(
      z.strictObject({
        id,
        file,
        ...expected.shape,
        diagnosis: diagnosis.optional(),
        /** The mistake is declared to fail this training check. */ failsTraining: z.boolean().default(false),
      }),
    )
    .default([]),
  alternatives: z.array(file).default([]),
  /** Figures from the person's own run. */
  figures: z.array(z.enum(["loss", "boundary", "fit", "gradients"])).default([]),
});

const field = z.strictObject({
  id: symbol,
  tex: z.string(),
  shape: z.array(z.int().positive()).max(2),
  points: points.optional(),
  /** Judge by the change from this given value, so that an un-updated parameter cannot pass. */
  change: symbol.optional(),
});

const worksheetPart = z.strictObject({
  ...partBase,
  kind: z.literal("worksheet"),
  /** Guest code: `export function variant(random)` gives the values; without a file every person has `given[].value`. */
  variant: file.optional(),
  /** Guest code: one exported function per field, of (given, earlier fields). */
  fields: file,
  given: z
    .array(
      z.strictObject({
        id: symbol,
        tex: z.string(),
        shape: z.array(z.int().positive()).max(2),
        value: z.union([z.number(), z.array(z.number()), z.array(z.array(z.number()))]),
      }),
    )
    .min(1),
  lanes: z
    .array(
      z.strictObject({
        id,
        title: z.string(),
        direction: z.enum(["forward", "backward", "none"]),
        fields: z.array(field).min(1),
      }),
    )
    .min(1),
  points,
  /** At least these many decimals of the value count. */
  digits: z.strictObject({ decimals: z.int().min(0).max(12) }),
  mistakes: z
    .array(z.strictObject({ id, /** Guest code: overrides of field functions. */ file, ...expected.shape, diagnosis }))
    .default([]),
});

const derivationPart = z.strictObject({
  ...partBase,
  kind: z.literal("derivation"),
  network: z.strictObject({
    /** Drawn symbols and their shapes. */
    drawn: z.record(symbol, z.array(z.int().positive()).max(2)),
    /** In order, "z1 = W1 x + b1"; computed forward at every point. */
    defined: z.array(z.string()),
    /** `general`: at least two different activations; or one that is stated. */
    g: z.enum(["general", "sigmoid", "tanh", "relu"]),
  }),
  lines: z
    .array(
      z.strictObject({
        id: symbol,
        tex: z.string(),
        shape: z.array(z.int().positive()).max(2),
        answer: z.string(),
        points,
      }),
    )
    .min(1),
  mistakes: z
    .array(z.strictObject({ id, line: symbol, formula: z.string(), ...expected.shape, diagnosis }))
    .default([]),
  alternatives: z.array(z.record(symbol, z.string())).default([]),
});

const choicePart = z.strictObject({
  ...partBase,
  kind: z.literal("choice"),
  question: z.string(),
  several: z.boolean().default(false),
  points,
  options: z
    .array(z.strictObject({ id, text: z.string(), correct: z.boolean().default(false), feedback: z.string() }))
    .min(2),
});

const textPart = z.strictObject({
  ...partBase,
  kind: z.literal("text"),
  question: z.string(),
  rubric: z
    .array(z.strictObject({ id, text: z.string(), note: z.string().optional(), points: z.number().multipleOf(0.25) }))
    .min(1),
  points,
});

export const part = z.discriminatedUnion("kind", [codePart, worksheetPart, derivationPart, choicePart, textPart]);

export const exerciseSpec = z.strictObject({
  slug: id,
  title: z.string().min(3),
  summary: z.string().min(10),
  lesson: z.string(),
  statement: file.default("statement.md"),
  /** Symbols the statement uses, with shapes as text ("2×m"), shown as a small table. */
  shapes: z.record(z.string(), z.string()).default({}),
  parts: z.array(part).min(1),
});

export type ExerciseSpec = z.infer<typeof exerciseSpec>;
export type Part = z.infer<typeof part>;
export type PartKind = Part["kind"];
export type CodePart = Extract<Part, { kind: "code" }>;
export type WorksheetPart = Extract<Part, { kind: "worksheet" }>;
export type DerivationPart = Extract<Part, { kind: "derivation" }>;
export type ChoicePart = Extract<Part, { kind: "choice" }>;
export type TextPart = Extract<Part, { kind: "text" }>;
export type Check = z.infer<typeof check>;
export type Diagnosed = z.infer<typeof diagnosis>;

/** An exercise as loaded: the spec and the text of each file it has, by path. `hash` covers all of it. */
export type Exercise = {
  readonly spec: ExerciseSpec;
  readonly files: ReadonlyMap<string, string>;
  readonly hash: string;
};
