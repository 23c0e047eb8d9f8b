// Longer than most: one format, whose pieces refer to one another, and whose every line brings the words that an editor shows.
import { z } from "zod";

/**
 * The schema of `exercise.yaml`. Specs are data; whatever computes (solutions, variants, field functions, properties) is guest code
 * in files beside it. Sizes are symbols (`h`, `m`) or numbers; a shape is a list of them. Descriptions are what an editor shows while
 * the file is written: `exercise.schema.json` beside the pages for authors is made from this schema.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, "use lower-case letters, digits and hyphens, beginning with a letter");
const symbol = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "use letters, digits and _, beginning with a letter");
const file = z
  .string()
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*\.(ts|md|csv)$/, "name a .ts, .md or .csv file of this folder");
const sheetFile = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*\.yaml$/, "name a .yaml file of this folder");
const points = z.number().positive().multipleOf(0.25);
const size = z.union([z.int().positive(), symbol]);
const shape = z.array(size).max(3);
const numbers = z.array(z.int().positive()).max(2).describe("Shape in numbers, as [2, 1]; [] is a plain number.");
const lessonPlace = z
  .string()
  .regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/, "name a lesson, or lesson#section")
  .describe("Lesson, or lesson#section: its slug, and the section's heading in lower case with hyphens.");

/** What a known mistake must get, and what the student then reads. Never the solution's code. */
const diagnosis = z.strictObject({
  name: z.string().min(3).max(60).describe("A few words for the margin of the editor: “slope of the sigmoid”."),
  says: z
    .string()
    .min(10)
    .describe(
      "What is computed, in one or two sentences with $…$. True of every answer that computes the same; never the solution's code.",
    ),
  next: z.string().min(10).describe("One next step."),
  lesson: lessonPlace.optional(),
});

const expected = z.strictObject({
  verdict: z.enum(["correct", "partial", "incorrect"]).describe("What the part as a whole must get."),
  score: z
    .tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
    .optional()
    .describe("The part's share of points must lie here, both ends included, as [0.3, 0.6]."),
  fails: z.array(id).optional().describe("Checks that must not hold; others may fail, too."),
});
const mistakeFile = file.describe("The mistake as a whole answer: mistakes/….ts.");

/** How one argument is drawn: uniform in [lo, hi] (rounded to 3 decimals), 0/1 with a probability, −1/+1, or one of a list. Shape [] is a number. */
const drawn = z.union([
  z.strictObject({
    shape,
    uniform: z.tuple([z.number(), z.number()]).describe("Evenly from [lo, hi], rounded to three decimals."),
  }),
  z.strictObject({ shape, bernoulli: z.number().min(0).max(1).describe("1 with this probability, else 0.") }),
  z.strictObject({ shape, sign: z.literal(true).describe("−1 or 1.") }),
  z.strictObject({
    shape,
    among: z
      .array(z.number())
      .min(1)
      .describe("One of these numbers for each entry, as [-2, 0, 0, 3]; one listed twice is drawn twice as often."),
  }),
  z.strictObject({ constant: z.number().describe("Always this number.") }),
]);

const drawnValues = z.record(symbol, z.union([drawn, z.record(symbol, drawn)]));

/**
 * Random cases for a code part. The first case takes every size at `from` (one example, one unit), later ones grow,
 * so that the first failing case is the smallest.
 */
const cases = z.strictObject({
  sizes: z
    .record(symbol, z.union([z.int().positive(), z.strictObject({ from: z.int().positive(), to: z.int().positive() })]))
    .describe("Each size a number, or a range { from: 1, to: 8 }: the first case has every size at from."),
  values: drawnValues.describe("How each argument is drawn; a record of parameters is a record here."),
});

const returned = z.union([
  z.literal("number"),
  shape,
  z.record(symbol, z.union([z.literal("number"), shape, z.record(symbol, shape)])),
]);

const fn = z.strictObject({
  args: z.array(symbol).describe("Names of cases.values, or options where the check supplies them."),
  returns: returned.describe("number, a shape, or the shape of each returned field; extra fields are ignored."),
  optional: z.array(symbol).optional().describe("Fields that an answer may leave out."),
});

const dataset = z.strictObject({
  file: file.describe("A CSV file with a header: data/….csv. The whole file reaches the browser."),
  inputs: z.array(z.string()).min(1).describe("Columns that become the rows of the inputs."),
  targets: z.array(z.string()).min(1).describe("Columns that become the rows of the targets."),
  split: z.string().default("split").describe("The column that says train or test."),
  args: z
    .strictObject({ inputs: symbol.default("X"), targets: symbol.default("Y") })
    .prefault({})
    .describe("Names of the arguments that take inputs and targets, one example per column."),
});

const checkBase = {
  id: id.describe("Name of the check, unique in its part."),
  title: z.string().min(3).describe("What holds if it holds, as the student reads it."),
  points: points.describe("Points, in quarters."),
  public: z.boolean().default(false).describe("Carried out by Run in the browser as well; others only after Submit."),
};
const of = symbol.describe("A function of this part.");
const fields = z.array(symbol).describe("Returned fields that are looked at.");
const countOfCases = (usual: number) => z.int().positive().default(usual).describe("How many drawn cases.");
const rtol = (usual: number) =>
  z.number().positive().default(usual).describe("Relative tolerance: |yours − reference| ≤ atol + rtol·|reference|.");
const atol = (usual: number) => z.number().nonnegative().default(usual).describe("Absolute tolerance.");
const options = z.record(symbol, z.number()).describe("What the argument options holds, as { epochs: 5, rate: 0.5 }.");
const fixedSizes = z.record(symbol, z.int().positive());

export const check = z.union([
  z.strictObject({
    ...checkBase,
    outputs: z
      .strictObject({
        of,
        fields: fields.optional(),
        cases: countOfCases(20),
        values: drawnValues
          .optional()
          .describe(
            "Arguments that this check draws otherwise than cases.values does: of few numbers that meet a corner, which a range does not.",
          ),
        rtol: rtol(1e-9),
        atol: atol(1e-12),
      })
      .describe("The named fields equal the solution's on drawn cases."),
  }),
  z.strictObject({
    ...checkBase,
    gradcheck: z
      .strictObject({ of, fields: fields.min(1), cases: countOfCases(12), rtol: rtol(1e-7), atol: atol(1e-10) })
      .describe("The answer's gradient equals the gradient of the loss that was asked for."),
  }),
  z.strictObject({
    ...checkBase,
    consistent: z
      .strictObject({
        loss: symbol.describe("The function that gives the loss."),
        gradient: symbol.describe("The function that gives the gradients."),
        cases: countOfCases(4),
        rtol: rtol(1e-6),
        calls: z
          .record(symbol, z.int().nonnegative())
          .default({})
          .describe("How often one call of the gradient may enter each function, as { forward: 1 }."),
        cost: z
          .number()
          .positive()
          .default(8)
          .describe(
            "The most that a gradient may cost, in evaluations of the loss on the same case. One that is exact to the last digits may cost as many as it has entries; one with fewer digits no more than three.",
          ),
      })
      .describe("The answer's gradient is the derivative of the answer's own loss."),
  }),
  z.strictObject({
    ...checkBase,
    trains: z
      .strictObject({
        of,
        data: symbol.describe("A data set of this part."),
        sizes: fixedSizes.describe("Sizes of the initial parameters, as { n: 2, h: 4 }."),
        init: z
          .number()
          .positive()
          .describe("Standard deviation of the initial weights; parameters whose names begin with b start at zero."),
        options,
        predict: z
          .strictObject({ of, field: symbol })
          .describe("What is measured after training: a function and its field."),
        metric: z
          .enum(["accuracy", "rmse", "nrmse"])
          .describe(
            "accuracy at 0.5, or rmse, or nrmse: per output rmse over the target's deviation, the largest. Of the last two reach is an upper bound.",
          ),
        on: z.enum(["train", "test"]).default("test").describe("Rows that are measured."),
        reach: z.number().describe("The threshold. Measure first, with verify --margins."),
        pass: z.int().positive().describe("So many of of_seeds have to reach it."),
        of_seeds: z.int().positive().describe("Random starts; each is a training run for every submission."),
      })
      .describe("k of n random starts reach a threshold."),
  }),
  z.strictObject({
    ...checkBase,
    steps: z
      .strictObject({
        of,
        options,
        fields: fields.optional(),
        cases: countOfCases(3),
        rtol: rtol(1e-9),
        atol: atol(1e-12),
      })
      .describe("The parameters after a few updates equal the reference's."),
  }),
  z.strictObject({
    ...checkBase,
    property: z
      .strictObject({
        fn: symbol.describe("A function of properties.ts: true, or a sentence that says what does not hold."),
        of,
        options: options.optional(),
        sizes: fixedSizes.optional().describe("Sizes that are otherwise drawn."),
        cases: countOfCases(5),
      })
      .describe("A statement of the author's holds of what a function gave back."),
  }),
]);

const hint = z.strictObject({
  text: z.string().min(10).describe("What is shown once it is opened. Markdown with $…$."),
  cost: z.number().min(0).default(0).describe("Points that opening it takes off, once."),
});
const outcomeWords = z.string().min(10).optional();
const feedback = z.strictObject({
  correct: outcomeWords.describe("Shown where the part has full marks."),
  partial: outcomeWords.describe("Shown where some of the part holds."),
  incorrect: outcomeWords.describe("Shown where nothing of the part holds."),
});

const partBase = {
  id: id.describe("Name of the part, unique in the exercise. Stored answers are kept under it."),
  title: z.string().min(2).describe("Heading of the part."),
  hints: z.array(hint).default([]).describe("Opened one after the other; each says its price before."),
  feedback: feedback
    .optional()
    .describe("A sentence or two for each outcome of the part, shown in the report. Markdown with $…$."),
};

const codePart = z.strictObject({
  ...partBase,
  kind: z.literal("code").describe("TypeScript functions."),
  starter: file
    .default("starter.ts")
    .describe("What the editor begins with. It loads and runs; what is missing is the exercise."),
  solution: file.default("solution.ts").describe("The reference. It never reaches a browser."),
  properties: file.optional().describe("Statements about what an answer gives back, for checks of kind property."),
  functions: z.record(symbol, fn).describe("What an answer exports."),
  gradients: z
    .record(symbol, z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/))
    .default({})
    .describe("Which returned gradient belongs to which parameter, as { dW1: p.W1 }."),
  cases: cases.describe("How random cases are drawn."),
  data: z.record(symbol, dataset).default({}).describe("Data sets by name."),
  checks: z.array(check).min(1).describe("Rows of what is looked at; their points sum to the part's."),
  mistakes: z
    .array(
      z.strictObject({
        id,
        file: mistakeFile,
        ...expected.shape,
        diagnosis: diagnosis.optional(),
        failsTraining: z
          .boolean()
          .default(false)
          .describe("This mistake does not learn, and no training check may let it pass."),
      }),
    )
    .default([])
    .describe("Known wrong answers, each with the verdict and the words that it must get."),
  alternatives: z
    .array(file)
    .default([])
    .describe(
      "Right answers in other styles, two or more: plain loops, typed arrays, chained methods. Each must have full marks.",
    ),
  figures: z
    .array(z.enum(["loss", "boundary", "fit", "gradients"]))
    .default([])
    .describe("Figures from the student's own run."),
});

const field = z.strictObject({
  id: symbol.describe("Name of its function in fields.ts."),
  tex: z.string().describe("How it is written, in LaTeX."),
  shape: numbers,
  points: points.optional().describe("Left out: an equal share of what is left of the part's."),
  change: symbol
    .optional()
    .describe(
      "Of an updated parameter: the given value that it changes, so that one that was not updated does not count.",
    ),
  digits: z
    .union([
      z.strictObject({ decimals: z.int().min(0).max(12) }),
      z.strictObject({
        figures: z.int().min(1).max(15).describe("Figures that count, as written: 92.00 has four, 92 two."),
      }),
      z.strictObject({ rtol: z.number().nonnegative().default(0), atol: z.number().nonnegative().default(0) }),
    ])
    .optional()
    .describe("How this field is to be given, where it is other than the part's decimals."),
  unit: z.string().min(1).max(20).optional().describe("May be typed after the number; another one is refused."),
  derivative: z
    .union([
      z.literal("none"),
      z.strictObject({
        of: symbol.describe("A function of fields.ts: a field's, or another that it exports. Summed over its entries."),
        by: symbol.describe("A given value or a field."),
      }),
    ])
    .optional()
    .describe("What it is the derivative of, where its tex does not say so. verify compares with central differences."),
});

const worksheetPart = z.strictObject({
  ...partBase,
  kind: z.literal("worksheet").describe("Numbers in grids."),
  variant: file
    .optional()
    .describe("Exports variant(), which draws numbers for each person; without it everyone has those printed here."),
  fields: file.describe("Exports one function per field: (given, field) => value."),
  given: z
    .array(
      z.strictObject({
        id: symbol,
        tex: z.string(),
        shape: numbers,
        value: z.union([z.number(), z.array(z.number()), z.array(z.array(z.number()))]),
      }),
    )
    .min(1),
  lanes: z
    .array(
      z.strictObject({
        id,
        title: z.string(),
        direction: z.enum(["forward", "backward", "none"]).describe("The way its arrows point."),
        fields: z.array(field).min(1),
      }),
    )
    .min(1)
    .describe("Rows of fields; each is a check of the report."),
  points,
  /** At least these many decimals of the value count. */
  digits: z.strictObject({
    decimals: z.int().min(0).max(12),
    precision: points
      .optional()
      .describe(
        "Points of a row of its own for values typed as precisely as asked; without it a coarser value does not count.",
      ),
  }),
  mistakes: z
    .array(
      z.strictObject({
        id,
        file: file.describe("Exports the field functions that it changes, and no others."),
        ...expected.shape,
        diagnosis,
      }),
    )
    .default([])
    .describe("Known wrong field functions, each with the verdict and the words that it must get."),
  alternatives: z
    .array(sheetFile)
    .default([])
    .describe(
      "Answers to the printed numbers, typed in other right ways (rounded as one goes, as fractions): alternatives/….yaml, as grade reads it. Each must have full marks.",
    ),
});

const steps = z
  .strictObject({
    result: z.number().min(0).max(1).default(0.5).describe("Share of the line's points for the last step being right."),
    least: z.int().min(1).max(12).default(1).describe("So many right steps make the other share complete."),
    milestones: z
      .array(
        z.strictObject({
          id,
          name: z.string().min(3).max(60).describe("What the student has found, in a few words."),
          formula: z.string().describe("Reached where a part of any step equals it."),
        }),
      )
      .default([])
      .describe("With these, the other share is for milestones instead of steps, in equal parts."),
  })
  .describe("The line may be derived in several steps, each of which must follow from the one before.");

const derivationPart = z.strictObject({
  ...partBase,
  kind: z.literal("derivation").describe("Formulas, line by line."),
  network: z.strictObject({
    sizes: z
      .record(symbol, z.int().min(1).max(16))
      .optional()
      .describe("Sizes by name, { m: 5 }; each is also a number in formulas, as in 1/m."),
    drawn: z
      .record(symbol, z.array(z.union([z.int().positive(), symbol])).max(2))
      .describe("Symbols that are drawn, with their shapes: numbers, or names of sizes."),
    defined: z.array(z.string()).describe("In order, “z1 = W1 x + b1”: computed forward at every point."),
    g: z
      .enum(["general", "sigmoid", "tanh", "relu"])
      .describe("general: several activations stand behind g; or the one that is stated."),
    values: z
      .record(
        symbol,
        z.union([z.enum(["sign", "positive", "probability", "onehot"]), z.tuple([z.number(), z.number()])]),
      )
      .optional()
      .describe(
        "What entries of a drawn symbol may be: −1 and 1, positive, between 0 and 1, one 1 in each column, or between two numbers.",
      ),
    synonyms: z
      .record(symbol, z.array(z.string().min(1)).min(1))
      .optional()
      .describe("Other names by the symbol or function they stand for: { yhat: [a3, h], g: [phi] }."),
  }),
  lines: z
    .array(
      z.strictObject({
        id: symbol,
        tex: z.string().describe("How it is written, in LaTeX."),
        shape: numbers,
        answer: z.string().describe("The reference formula. It never reaches a browser."),
        points,
        steps: steps.optional(),
      }),
    )
    .min(1),
  mistakes: z
    .array(z.strictObject({ id, line: symbol, formula: z.string(), ...expected.shape, diagnosis }))
    .default([])
    .describe("Known wrong formulas, each for one line."),
  alternatives: z
    .array(z.record(symbol, z.string()))
    .default([])
    .describe("Other spellings of some lines; each must have full marks."),
});

const choicePart = z.strictObject({
  ...partBase,
  kind: z.literal("choice").describe("One or several options."),
  question: z.string(),
  several: z.boolean().default(false).describe("Any number of options may be right."),
  points,
  options: z
    .array(
      z.strictObject({
        id,
        text: z.string(),
        correct: z.boolean().default(false),
        feedback: z.string().describe("Why, shown after Submit to whoever chose it."),
      }),
    )
    .min(2),
});

const textPart = z.strictObject({
  ...partBase,
  kind: z.literal("text").describe("Prose, marked by a person."),
  question: z.string(),
  rubric: z
    .array(
      z.strictObject({
        id,
        text: z.string(),
        note: z.string().optional().describe("For the assistant."),
        points: z.number().multipleOf(0.25).describe("Negative items take points off."),
      }),
    )
    .min(1)
    .describe("Its positive items sum to the points of the part."),
  points,
});

export const part = z.discriminatedUnion("kind", [codePart, worksheetPart, derivationPart, choicePart, textPart]);

export const exerciseSpec = z.strictObject({
  slug: id.describe("The folder's name, and the exercise's address."),
  title: z.string().min(3),
  summary: z.string().min(10).describe("One sentence for the list of exercises."),
  lesson: lessonPlace.describe("The lesson it belongs to, or lesson#section."),
  prerequisites: z
    .array(id)
    .optional()
    .describe("Slugs of exercises that should be done before. Shown with how far the student is; nothing is locked."),
  statement: file.default("statement.md"),
  shapes: z
    .record(z.string(), z.string())
    .default({})
    .describe("Symbols the statement uses, with shapes as text (2×m), shown as a small table; not checked."),
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
