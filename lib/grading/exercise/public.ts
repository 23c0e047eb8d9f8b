import type { Verdict } from "#lib/core/report.ts";
import type { Check, CodePart, DerivationPart, Exercise, Part, WorksheetPart } from "./spec.ts";

/** Plain JSON, so that it may cross from server to page: row-major numbers of a shape. */
export type PlainTensor = { readonly shape: readonly number[]; readonly data: readonly number[] };
export type PlainValue = number | PlainTensor | { readonly [field: string]: number | PlainTensor };

/** A published example: the arguments by name, and what each returned field is (a bare result under `""`). */
export type PublicExample = {
  readonly sizes: { readonly [size: string]: number };
  readonly args: { readonly [name: string]: PlainValue };
  readonly expected: { readonly [field: string]: PlainTensor };
};

export type PublicHint = { readonly index: number; readonly cost: number };

/** A check that only Submit runs: its name and weight, none of its settings. */
export type WaitingCheck = {
  readonly id: string;
  readonly title: string;
  readonly kind: CheckKind;
  readonly points: number;
  readonly public: false;
};
export type PublicCheck = {
  readonly id: string;
  readonly title: string;
  readonly kind: CheckKind;
  readonly points: number;
  readonly public: true;
  /** The row of exercise.yaml, as Run needs it. */
  readonly check: Check;
  /** For `outputs`, `gradcheck` and `steps`; empty where the check needs no reference. */
  readonly examples: readonly PublicExample[];
};
export type CheckKind = "outputs" | "gradcheck" | "consistent" | "trains" | "steps" | "property";

type Common = {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly hints: readonly PublicHint[];
};

export type PublicCodePart = Common & {
  readonly kind: "code";
  readonly starter: string;
  readonly functions: CodePart["functions"];
  readonly gradients: CodePart["gradients"];
  /** How Run draws its cases; Submit draws others, from a seed that never leaves the server. */
  readonly cases: CodePart["cases"];
  readonly data: { readonly [name: string]: CodePart["data"][string] & { readonly csv: string } };
  readonly checks: readonly (PublicCheck | WaitingCheck)[];
  readonly figures: CodePart["figures"];
};
export type PublicWorksheetPart = Common & {
  readonly kind: "worksheet";
  /** Symbols, names and shapes; the numbers come with the person's variant. */
  readonly given: readonly { readonly id: string; readonly tex: string; readonly shape: readonly number[] }[];
  readonly lanes: WorksheetPart["lanes"];
  readonly digits: WorksheetPart["digits"];
};
export type PublicDerivationPart = Common & {
  readonly kind: "derivation";
  readonly network: DerivationPart["network"];
  readonly lines: readonly {
    readonly id: string;
    readonly tex: string;
    readonly shape: readonly number[];
    readonly points: number;
    /** May be derived in several steps. */
    readonly steps?: true;
  }[];
};
export type PublicChoicePart = Common & {
  readonly kind: "choice";
  readonly question: string;
  readonly several: boolean;
  readonly options: readonly { readonly id: string; readonly text: string }[];
};
export type PublicTextPart = Common & { readonly kind: "text"; readonly question: string };
export type PublicPart =
  | PublicCodePart
  | PublicWorksheetPart
  | PublicDerivationPart
  | PublicChoicePart
  | PublicTextPart;

/**
 * What may reach a browser. It holds no solution, mistake, reference formula, field function, rubric, hint text, correct option
 * or hidden setting. Hint texts are handed out one by one by the server, since opening one has a price.
 */
export type PublicExercise = {
  readonly slug: string;
  readonly hash: string;
  readonly title: string;
  readonly summary: string;
  readonly lesson: string;
  /** Markdown with $…$. */
  readonly statement: string;
  readonly shapes: { readonly [symbol: string]: string };
  readonly points: number;
  readonly parts: readonly PublicPart[];
};

/** Published examples by `partId/checkId`, made by the grader's `publishExamples`. */
export type Examples = { readonly [key: string]: readonly PublicExample[] };

/** The public face of an exercise. Without `examples` its public reference checks show none. */
export function publicExercise(exercise: Exercise, examples: Examples = {}): PublicExercise {
  const { spec, hash } = exercise;
  return {
    slug: spec.slug,
    hash,
    title: spec.title,
    summary: spec.summary,
    lesson: spec.lesson,
    statement: fileOf(exercise, spec.statement),
    shapes: spec.shapes,
    points: spec.parts.reduce((sum, part) => sum + partPoints(part), 0),
    parts: spec.parts.map((part) => publicPart(exercise, part, examples)),
  };
}

/** Points of a part: those of its checks or lines, or its own. */
export function partPoints(part: Part): number {
  if (part.kind === "code") return part.checks.reduce((sum, check) => sum + check.points, 0);
  if (part.kind === "derivation") return part.lines.reduce((sum, line) => sum + line.points, 0);
  return part.points;
}

/** What the author says of a part's outcome; null where nothing is said, and while a person has to mark it. */
export function feedbackOn(part: Part, verdict: Verdict): string | null {
  if (verdict === "awaits-review" || verdict === "ungradable") return null;
  return part.feedback?.[verdict] ?? null;
}

type Laned = Pick<WorksheetPart, "points" | "lanes" | "digits">;

/** Points of a worksheet field: its own, or an equal share of what is left of the part's. */
export function fieldPoints(
  part: Laned,
  field: Pick<WorksheetPart["lanes"][number]["fields"][number], "points">,
): number {
  const fields = part.lanes.flatMap((lane) => lane.fields);
  const own = fields.reduce((sum, one) => sum + (one.points ?? 0), 0);
  const rest = fields.filter((one) => one.points === undefined).length;
  return field.points ?? (part.points - own - (part.digits.precision ?? 0)) / Math.max(1, rest);
}

/** Points of a lane in hundredths, rounded so that the lanes sum to the points of the part. */
export function lanePoints(part: Laned, lane: WorksheetPart["lanes"][number]): number {
  const upTo = (end: number) =>
    part.lanes
      .slice(0, end)
      .flatMap(({ fields }) => fields)
      .reduce((sum, field) => sum + fieldPoints(part, field), 0);
  const at = part.lanes.indexOf(lane);
  return (Math.round(upTo(at + 1) * 100) - Math.round(upTo(at) * 100)) / 100;
}

/** Which row of the table of checks judges this one. */
export function checkKind(check: Check): CheckKind {
  return CHECK_KINDS.find((kind) => kind in check) as CheckKind;
}
export const CHECK_KINDS = ["outputs", "gradcheck", "consistent", "trains", "steps", "property"] as const;

/** The text of a file of the exercise; content lint has seen that it is there. */
export function fileOf(exercise: Exercise, path: string): string {
  const text = exercise.files.get(path);
  if (text === undefined) throw new Error(`${exercise.spec.slug} has no file ${path}`);
  return text;
}

function publicPart(exercise: Exercise, part: Part, examples: Examples): PublicPart {
  const common = {
    id: part.id,
    title: part.title,
    points: partPoints(part),
    hints: part.hints.map(({ cost }, index) => ({ index, cost })),
  };
  switch (part.kind) {
    case "code":
      return {
        ...common,
        kind: "code",
        starter: fileOf(exercise, part.starter),
        functions: part.functions,
        gradients: part.gradients,
        cases: part.cases,
        data: Object.fromEntries(
          Object.entries(part.data).map(([name, data]) => [name, { ...data, csv: fileOf(exercise, data.file) }]),
        ),
        checks: part.checks.map((check) => publicCheck(check, examples[`${part.id}/${check.id}`] ?? [])),
        figures: part.figures,
      };
    case "worksheet":
      return {
        ...common,
        kind: "worksheet",
        given: part.given.map(({ id, tex, shape }) => ({ id, tex, shape })),
        lanes: part.lanes.map((lane) => ({
          ...lane,
          fields: lane.fields.map(({ derivative: _derivative, ...field }) => field),
        })),
        digits: part.digits,
      };
    case "derivation":
      return {
        ...common,
        kind: "derivation",
        network: part.network,
        lines: part.lines.map(({ id, tex, shape, points, steps }) => ({
          id,
          tex,
          shape,
          points,
          ...(steps === undefined ? {} : { steps: true as const }),
        })),
      };
    case "choice":
      return {
        ...common,
        kind: "choice",
        question: part.question,
        several: part.several,
        options: part.options.map(({ id, text }) => ({ id, text })),
      };
    case "text":
      return { ...common, kind: "text", question: part.question };
  }
}

function publicCheck(check: Check, examples: readonly PublicExample[]): PublicCheck | WaitingCheck {
  const shown = { id: check.id, title: check.title, kind: checkKind(check), points: check.points };
  return check.public ? { ...shown, public: true, check, examples } : { ...shown, public: false };
}
