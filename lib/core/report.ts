import type { SourcePlace } from "./runner.ts";
import type { Trace } from "./trace.ts";

/** The verdict of an exercise, a part or a check; what the sandbox saw (`RunOutcome`) and the job's state are other questions. */
export type Verdict = "correct" | "partial" | "incorrect" | "awaits-review" | "ungradable";

/** A recognised mistake, in words for the student. */
export type Diagnosis = {
  /** `mistake:sigmoid-slope`, `relation:factor-2` … */
  readonly id: string;
  readonly name: string;
  /** Markdown with $…$: what it is. */
  readonly says: string;
  /** One next step. */
  readonly next: string;
  /** Lesson slug, or slug#section. */
  readonly lesson: string | null;
  readonly at: SourcePlace | null;
};

/** A tensor of errors for the heat map. `level` 0 within tolerance, then > tolerance, > .1, > .5, > 1 (relative error). */
export type TensorEvidence = {
  readonly name: string;
  /** The parameter a gradient belongs to, or null. */
  readonly of: string | null;
  readonly shape: readonly number[];
  readonly expectedShape: readonly number[];
  readonly level: readonly number[];
  /** Exact figures only where they are no secret (public cases, the student's own derivative); else null. An entry that is not a finite number is null. */
  readonly error: readonly (number | null)[] | null;
  readonly yours: readonly (number | null)[] | null;
  readonly numeric: readonly (number | null)[] | null;
};

/** `read`: a number was read and nothing more is known, as after Run. `coarse`: right as far as it goes, with too few digits to count. */
export type CellState = "right" | "follows" | "differs" | "coarse" | "read" | "unreadable" | "empty";

/** A tensor by name; an entry that is not a finite number is null. */
export type NamedNumbers = {
  readonly name: string;
  readonly tex: string;
  readonly shape: readonly number[];
  readonly data: readonly (number | null)[];
};

/** A small case in which two formulas differ. It is no hidden point. */
export type Witness = {
  /** What the symbols are in this case, and the activation behind g where that matters. */
  readonly given: readonly NamedNumbers[];
  readonly g: string | null;
  /** The step before (or what is asked for), and the step that does not follow. */
  readonly before: NamedNumbers;
  readonly after: NamedNumbers;
  /** The case as a sentence; absent from reports of older graders, whose messages end with it. */
  readonly words?: string;
};

/** One step of a derivation. */
export type StepEvidence = {
  /** 1-based line of the text. */
  readonly line: number;
  readonly text: string;
  readonly tex: string | null;
  /** `follows`: from a step that is not right itself. `defines`: gives a name to something. */
  readonly mark: "holds" | "follows" | "defines" | "differs" | "unreadable";
  readonly message: string | null;
  /** 1-based column in that line, of what cannot be read. */
  readonly column: number | null;
  /** Of the first step that does not follow. */
  readonly witness: Witness | null;
};

/** What a check saw. Hidden inputs and expected values live only under `secret`, which a StudentReport never has. */
export type Evidence =
  | {
      readonly kind: "tensors";
      readonly tensors: readonly TensorEvidence[];
      readonly largest: {
        readonly name: string;
        readonly index: readonly number[];
        readonly yours: number | null;
        readonly numeric: number | null;
        readonly relation: string | null;
      } | null;
      /** Sizes of the case shown, e.g. { m: 8, h: 4 }. */
      readonly sizes: { readonly [size: string]: number };
      readonly casesHeld: number;
      readonly cases: number;
    }
  | {
      readonly kind: "training";
      readonly reached: number;
      readonly needed: number;
      readonly of: number;
      readonly metric: "accuracy" | "rmse" | "nrmse";
      readonly threshold: number;
      readonly values: readonly number[];
      /** Losses of the first run, at most 400 points: [epoch, loss]. */
      readonly losses: readonly (readonly [number, number])[];
      /** Other lists of the first run with an entry for each loss, thinned alike: the loss on held-out examples, say. */
      readonly further?: { readonly [name: string]: readonly (readonly [number, number])[] };
      /** Parameters of the first run, for the decision boundary or the fit. */
      readonly parameters: {
        readonly [name: string]: { readonly shape: readonly number[]; readonly data: readonly number[] };
      } | null;
    }
  | {
      readonly kind: "cells";
      readonly fields: { readonly [fieldId: string]: readonly CellState[] };
      readonly right: number;
      readonly of: number;
    }
  | {
      readonly kind: "formula";
      readonly readable: boolean;
      readonly tex: string | null;
      readonly shape: readonly number[] | null;
      readonly expectedShape: readonly number[];
      readonly pointsHeld: number;
      readonly points: number;
      readonly message: string | null;
      readonly column: number | null;
      /** Each step, where the line was derived in several. */
      readonly steps?: readonly StepEvidence[];
      readonly milestones?: readonly { readonly id: string; readonly name: string; readonly reached: boolean }[];
    }
  | {
      readonly kind: "options";
      readonly chosen: readonly { readonly id: string; readonly right: boolean; readonly feedback: string }[];
    }
  | {
      readonly kind: "rubric";
      readonly items: readonly { readonly id: string; readonly text: string; readonly points: number }[];
    }
  | { readonly kind: "property"; readonly holds: number; readonly cases: number; readonly sentence: string | null };

/** How the run behind a check ended, told to the student in his own file's terms. */
export type RunEnd = {
  readonly status: "ok" | "notParsed" | "threw" | "outOfBudget" | "outOfMemory" | "malformed" | "killed";
  readonly message: string;
  readonly at: SourcePlace | null;
};

export type CheckReport = {
  readonly id: string;
  readonly title: string;
  readonly kind:
    | "outputs"
    | "gradcheck"
    | "consistent"
    | "trains"
    | "steps"
    | "property"
    | "cells"
    | "formula"
    | "options"
    | "rubric";
  readonly public: boolean;
  readonly verdict: Verdict;
  /** 0–1; null while a person has to mark it. */
  readonly score: number | null;
  readonly points: number | null;
  readonly outOf: number;
  /** One sentence: what was seen. */
  readonly message: string;
  readonly diagnosis: Diagnosis | null;
  /** Points that the fields which the diagnosis explains cost in a lane of a worksheet; what follows from them is kept. */
  readonly cost?: number;
  readonly run: RunEnd | null;
  readonly evidence: Evidence | null;
  /** Of a gradient that does not hold: where it first goes wrong, on a case of its own that is no secret. */
  readonly trace?: Trace;
};

export type PartReport = {
  readonly id: string;
  readonly kind: "worksheet" | "code" | "derivation" | "choice" | "text";
  readonly title: string;
  readonly verdict: Verdict;
  readonly points: number | null;
  readonly outOf: number;
  readonly checks: readonly CheckReport[];
  readonly answered: boolean;
  /** What the author says of this outcome, where something is said. Markdown with $…$. */
  readonly feedback?: string;
  /** Printed by the answer, capped. */
  readonly console: readonly string[];
};

/** What a student reads: no seeds, no hidden inputs, no expected values. */
export type StudentReport = {
  readonly version: 1;
  readonly exercise: { readonly slug: string; readonly hash: string };
  readonly engine: string;
  readonly verdict: Verdict;
  /** Points so far; parts that await review count nothing yet. */
  readonly points: number;
  readonly outOf: number;
  readonly parts: readonly PartReport[];
  /** False where an outcome depended on the clock (killed twice). */
  readonly replayable: boolean;
};

/** What is stored: all of it. `secret` is keyed by `partId/checkId`. */
export type Report = StudentReport & {
  readonly seeds: { readonly variant: string; readonly hidden: string };
  readonly secret: { readonly [key: string]: SecretEvidence };
};

export type SecretEvidence = {
  /** The case shown: its inputs and the expected values, in the words of the check. */
  readonly inputs: unknown;
  readonly expected: unknown;
  /** The answer's outputs on the probes; filled by diagnosis. */
  readonly fingerprint: readonly number[] | null;
  readonly probe: unknown;
  /** How the run ended, with the message that the answer threw: it may hold hidden inputs, so the student's copy names place and kind only. */
  readonly run: RunEnd | null;
};

/** What Run found for one part, in the browser: public checks, and which checks only Submit carries out. */
export type RunPart = {
  readonly id: string;
  readonly kind: PartReport["kind"];
  readonly title: string;
  /** Public checks, judged on public cases; in file order. */
  readonly checks: readonly CheckReport[];
  /** Checks that wait for Submit. */
  readonly waiting: readonly { readonly id: string; readonly title: string; readonly outOf: number }[];
  readonly points: number;
  readonly outOf: number;
  /** How the answer's module itself ended, where it did not even load. */
  readonly run: RunEnd | null;
  readonly console: readonly string[];
  /** What was read of a worksheet (under `cells`) or of each line of a derivation. */
  readonly reading: { readonly [key: string]: Evidence };
};

export type RunReport = {
  readonly exercise: { readonly slug: string; readonly hash: string };
  readonly engine: string;
  readonly parts: readonly RunPart[];
};
