import type { CellState, CheckReport } from "#lib/core/report.ts";
import { isTensorValue, type Value } from "#lib/core/value.ts";
import { fieldPoints, lanePoints, type Variant, type WorksheetPart } from "../../exercise/index.ts";
import { type Checked, noSecret, type PartContext, type PartGrader, roundPoints, scored } from "../part.ts";
import { plain } from "../tensor-values.ts";
import { AuthorFault } from "../trusted.ts";
import { count, listWords } from "../words.ts";
import { chainOf, type FieldValues, type Mistaken, mistakesIn } from "./chain.ts";
import { diagnoseField, type Explained } from "./diagnose.ts";
import { withoutInvented } from "./invented.ts";
import { coarseState, type Expected, fitsCoarsely, isCoarse, judgeCell } from "./judge-cell.ts";
import { naturalZeros, zerosThatFollow } from "./natural.ts";
import {
  type Cell,
  digitsOf,
  enteredValues,
  type Field,
  noticesOf,
  readSheet,
  readStates,
  type Sheet,
} from "./read.ts";
import { isAnyCoarse, movedSheets, slackOf } from "./slack.ts";
import { diagnoseBySlip } from "./slips.ts";
import { laneWords } from "./words.ts";

export type Lane = WorksheetPart["lanes"][number];
type Given = NonNullable<Variant["given"][string]>;

/** One check per lane; every field is worth its own points or an equal share, cell by cell. */
export const gradeWorksheet: PartGrader<"worksheet"> = async (context) => {
  const { part, answer, variant, runner, exercise } = context;
  const sheet = readSheet(part.lanes, answer?.fields ?? {});
  const entered = enteredValues(part.lanes, sheet);
  const given = variant.given[part.id];
  if (given === undefined) throw new Error(`the variant has no values for ${part.id}`);
  try {
    const chain = chainOf(exercise, part, given, runner);
    const exact = isAnyCoarse(entered, sheet, part) ? await chain.rightOfEach([{}, entered]) : [];
    const moved = movedSheets(entered, sheet, part, exact);
    const sheets = [{}, entered, ...moved.flatMap((one) => one.sheets)];
    const [full, followed, ...chains] = (await chain.rightOfEach(sheets)) as [
      FieldValues,
      FieldValues,
      ...FieldValues[],
    ];
    const both = moved.map((_, i) => [chains[2 * i], chains[2 * i + 1]] as [FieldValues, FieldValues]);
    const compared = {
      full,
      followed,
      slack: slackOf(followed, moved, both),
      entered,
      given,
      natural: new Set<string>(),
    };
    const values: Values = { ...compared, natural: await naturalZeros(part, sheet, compared, chain) };
    const files = part.mistakes.map(({ file }) => file);
    const mistakes = once(() => mistakesIn(exercise, part, files, given, entered, runner));
    const explain = (lane: JudgedLane) => explained(context, lane, sheet, values, mistakes);
    const first = [];
    for (const lane of part.lanes) first.push(await explain(judgeLane(part, lane, sheet, values)));
    const natural = await zerosThatFollow(part, first, sheet, values, chain);
    const judged = [];
    for (const one of first) {
      const again = judgeLane(part, one.lane, sheet, { ...values, natural });
      judged.push(isSame(again, one) ? one : await explain(again));
    }
    // Whether a lane is made up cannot be known where no slip is looked for.
    const counted = context.diagnose ? await withoutInvented(judged, entered, chain) : judged;
    const isFollowed = counted.some(({ states }) => Object.values(states).flat().includes("follows"));
    const checks = [
      ...counted.map((one) => laneReport(part, one, sheet, values, isFollowed)),
      ...precisionReport(part, counted, sheet),
    ];
    for (const { report } of checks) context.onCheck(report);
    return {
      answered: Object.values(sheet)
        .flat()
        .some(({ kind }) => kind !== "empty"),
      console: [],
      checks,
    };
  } catch (error) {
    if (!(error instanceof AuthorFault)) throw error;
    return { answered: true, console: [], checks: part.lanes.map((lane) => ungradable(part, lane, error.message)) };
  }
};

export type Values = {
  readonly full: FieldValues;
  readonly followed: FieldValues;
  readonly slack: FieldValues;
  readonly entered: FieldValues;
  readonly given: Given;
  /** Fields in which a value that has vanished counts (see `naturalZeros`). */
  readonly natural: ReadonlySet<string>;
};

/** Asked for at the first need, and then kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** A lane as it was judged: the state of every cell, and what explains the first field that differs. */
export type JudgedLane = {
  readonly lane: Lane;
  readonly states: { readonly [fieldId: string]: readonly CellState[] };
  readonly found: Explained | null;
  /** Fields that would follow, from invented values alone. */
  readonly invented?: readonly string[];
};

function judgeLane(part: WorksheetPart, lane: Lane, sheet: Sheet, values: Values): JudgedLane {
  const states = lane.fields.map((field) => [field.id, judgeField(part, field, sheet[field.id] ?? [], values)]);
  return { lane, states: Object.fromEntries(states), found: null };
}

const isSame = (one: JudgedLane, other: JudgedLane): boolean =>
  Object.entries(one.states).every(([id, cells]) => cells.join() === other.states[id]?.join());

/** With what explains the first field that differs. */
async function explained(
  context: PartContext<"worksheet">,
  { lane, states }: JudgedLane,
  sheet: Sheet,
  values: Values,
  mistakes: () => Promise<readonly Mistaken[]>,
): Promise<JudgedLane> {
  const off = lane.fields.filter(({ id }) => (states[id] ?? []).includes("differs"));
  if (off.length === 0 || !context.diagnose) return { lane, states, found: null };
  const found = diagnoseField(context, off, sheet, values, await mistakes());
  return { lane, states, found: found ?? (await diagnoseBySlip(context, off, sheet, values)) };
}

function laneReport(
  part: WorksheetPart,
  judged: JudgedLane,
  sheet: Sheet,
  values: Values,
  isFollowed: boolean,
): Checked {
  const { lane, states, found } = judged;
  const short = coarseFields(part, judged, sheet, values);
  const points = lane.fields.map((field) => ({
    field,
    outOf: fieldPoints(part, field),
    share: share(states[field.id] ?? []),
  }));
  const outOf = lanePoints(part, lane);
  const whole = points.reduce((sum, one) => sum + one.outOf, 0);
  const earned = points.reduce((sum, one) => sum + one.outOf * one.share, 0);
  const lost = points
    .filter(({ field }) => found?.fields.includes(field.id))
    .reduce((sum, one) => sum + one.outOf * (1 - one.share), 0);
  const cost = found === null ? null : roundPoints(lost);
  const cells = Object.values(states).flat();
  const right = cells.filter(counts).length;
  const report: CheckReport = {
    id: lane.id,
    title: lane.title,
    kind: "cells",
    public: false,
    ...scored(right === cells.length ? 1 : earned / whole, outOf),
    message: laneWords(part, judged, {
      short,
      cost,
      isFollowed,
      notices: lane.fields.flatMap(({ id }) => noticesOf(sheet[id] ?? [])),
    }),
    diagnosis: found?.diagnosis ?? null,
    ...(cost === null ? {} : { cost }),
    run: null,
    evidence: { kind: "cells", fields: shownStates(states, short), right, of: cells.length },
  };
  const expected = plain(Object.fromEntries(lane.fields.map(({ id }) => [id, values.full[id] as Value])));
  return { report, secret: { ...noSecret, inputs: plain(values.given as Value), expected }, replayable: true };
}

/** As they are shown: what is right as far as it goes does not differ. */
const shownStates = (states: JudgedLane["states"], short: readonly string[]): JudgedLane["states"] =>
  Object.fromEntries(
    Object.entries(states).map(([id, cells]) => [
      id,
      short.includes(id) ? cells.map((state) => (state === "differs" ? "coarse" : state)) : cells,
    ]),
  );

export function judgeField(part: WorksheetPart, field: Field, cells: readonly Cell[], values: Values): CellState[] {
  const states = readStates(cells);
  const digits = digitsOf(part, field.id);
  return cells.map((cell, i): CellState => {
    if (cell.kind !== "read") return states[i] as CellState;
    const expected = expectedOf(field, i, values);
    const state = judgeCell(cell.number, expected, digits);
    // Where precision has points of its own, a coarser value keeps those of the value.
    const coarse = state === "differs" && part.digits.precision !== undefined;
    return (coarse ? coarseState(cell.number, expected, digits) : null) ?? state;
  });
}

export function expectedOf({ id, change }: Field, i: number, values: Values): Expected {
  const { full, followed, slack, given } = values;
  return {
    full: full[id]?.data[i] ?? Number.NaN,
    followed: followed[id]?.data[i] ?? Number.NaN,
    from: change === undefined ? null : entryOf(given[change], i),
    slack: slack[id]?.data[i] ?? 0,
    natural: values.natural.has(id),
  };
}

const entryOf = (value: Given[string] | undefined, i: number): number =>
  value === undefined ? Number.NaN : isTensorValue(value) ? (value.data[i] ?? Number.NaN) : value;

const counts = (state: CellState): boolean => state === "right" || state === "follows";
const share = (states: readonly CellState[]): number =>
  states.length === 0 ? 0 : states.filter(counts).length / states.length;

/** Fields in which values differ, every one of them right as far as it goes, and none by a slip that is told. */
function coarseFields(
  part: WorksheetPart,
  { lane, states, found, invented = [] }: JudgedLane,
  sheet: Sheet,
  values: Values,
): string[] {
  const isShort = (field: Field, state: CellState, i: number): boolean => {
    const cell = sheet[field.id]?.[i];
    if (state !== "differs" || cell?.kind !== "read") return true;
    return fitsCoarsely(cell.number, expectedOf(field, i, values), digitsOf(part, field.id));
  };
  return lane.fields
    .filter((field) => {
      const mine = states[field.id] ?? [];
      if (!mine.includes("differs") || found?.fields.includes(field.id) || invented.includes(field.id)) return false;
      return mine.every((state, i) => isShort(field, state, i));
    })
    .map(({ id }) => id);
}

/** The row for precision: the share of all values that hold and were typed with as many digits as are asked for. */
function precisionReport(part: WorksheetPart, lanes: readonly JudgedLane[], sheet: Sheet): Checked[] {
  const outOf = part.digits.precision;
  if (outOf === undefined) return [];
  const cells = lanes.flatMap(({ lane, states }) =>
    lane.fields.flatMap(({ id }) =>
      (sheet[id] ?? []).map((cell, i) => ({ id, cell, holds: counts(states[id]?.[i] as CellState) })),
    ),
  );
  const held = cells.filter(({ holds }) => holds);
  const short = held.filter(({ id, cell }) => cell.kind === "read" && isCoarse(cell.number, digitsOf(part, id)));
  const precise = held.length - short.length;
  const places = listWords([...new Set(short.map(({ id }) => id))]);
  const report: CheckReport = {
    id: "precision",
    title: "Digits as asked for",
    kind: "cells",
    public: false,
    ...scored(precise / cells.length, outOf),
    message:
      short.length === 0
        ? `${precise} of ${count(cells.length, "value")} hold with as many digits as are asked for.`
        : `${places} ${short.length === 1 ? "holds" : "hold"}, with fewer digits than are asked for.`,
    diagnosis: null,
    run: null,
    evidence: null,
  };
  return [{ report, secret: noSecret, replayable: true }];
}

function ungradable(part: WorksheetPart, lane: Lane, why: string): Checked {
  const outOf = lanePoints(part, lane);
  const report: CheckReport = {
    id: lane.id,
    title: lane.title,
    kind: "cells",
    public: false,
    verdict: "ungradable",
    score: null,
    points: null,
    outOf,
    message: "This lane could not be graded; the exercise itself has to be corrected. It costs nothing.",
    diagnosis: null,
    run: null,
    evidence: null,
  };
  return { report, secret: { ...noSecret, expected: why }, replayable: true };
}
