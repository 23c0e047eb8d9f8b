/** A number as it was typed: its value, and half a unit of its last digit (0 where it is exact). */
type Typed = { readonly value: number; readonly halfUnit: number };

/** A field as it was entered beside what it should be, and other values of its shape by name. */
export type EnteredField = {
  readonly cells: readonly Typed[];
  readonly right: readonly number[];
  readonly shape: readonly number[];
  /** How far a right value may lie from what was typed. */
  readonly within: number;
  readonly others: readonly { readonly name: string; readonly values: readonly number[] }[];
};

/** `words` stand after "is"; `name`, where they are too long for one. */
export type EntryRelation = {
  readonly id: string;
  readonly name?: string;
  readonly words: string;
  readonly next: string;
};

/** A single number says little: with fewer digits than these, chance would be named. */
const TELLING_DIGITS = 4;

/** Digits that count, from the first that is not 0: four for 0.2231; fifteen for an exact number. */
export function significant({ value, halfUnit }: Typed): number {
  if (value === 0) return 0;
  if (halfUnit === 0) return 15;
  return Math.max(0, Math.floor(Math.log10(Math.abs(value) / (2 * halfUnit)) + 1e-9) + 1);
}

/** Whether what was typed says enough to be explained at all: four digits at one place, or more than that over several. */
export const saysEnough = (cells: readonly Typed[]): boolean =>
  cells.some((cell) => significant(cell) >= TELLING_DIGITS) &&
  cells.reduce((sum, cell) => sum + significant(cell), 0) >= TELLING_DIGITS + cells.length - 1;

/** Where more is tried, more has to be said. */
export const saysMuch = (cells: readonly Typed[]): boolean =>
  saysEnough(cells) && cells.reduce((sum, cell) => sum + significant(cell), 0) > TELLING_DIGITS;

type Row = EntryRelation & { readonly would: (field: EnteredField) => readonly number[] | null };

const scaled = (id: string, words: string, next: string, factor: number): Row => ({
  id,
  words,
  next,
  would: ({ right }) => right.map((x) => factor * x),
});

const PLACE = "Count the places after the decimal point once more.";

/** All entries of a field at once, the likelier first. */
const ROWS: readonly Row[] = [
  scaled(
    "sign",
    "the right numbers with the opposite sign",
    "Go through the signs: which difference is taken the other way round?",
    -1,
  ),
  scaled("times-2", "twice what is asked for", "Look for a factor 2 that does not belong here.", 2),
  scaled(
    "half",
    "half of what is asked for",
    "Look for a factor 2 that is missing, or a ½ that does not belong here.",
    0.5,
  ),
  scaled("times-10", "ten times what is asked for", PLACE, 10),
  scaled("tenth", "a tenth of what is asked for", PLACE, 0.1),
  scaled("times-100", "a hundred times what is asked for", PLACE, 100),
  scaled("hundredth", "a hundredth of what is asked for", PLACE, 0.01),
  {
    id: "transposed",
    words: "the right numbers with rows and columns exchanged",
    next: "Row $i$ belongs to the unit that a weight leads to, column $j$ to the one it comes from.",
    would: ({ right, shape }) => {
      const [rows, columns] = shape;
      if (rows === undefined || columns === undefined || rows < 2 || columns < 2) return null;
      // The numbers of the transposed matrix, written row after row into the cells.
      return Array.from(
        { length: rows * columns },
        (_, k) => right[(k % rows) * columns + Math.floor(k / rows)] as number,
      );
    },
  },
  {
    id: "reversed",
    words: "the right numbers in the opposite order",
    next: "Look which entry belongs to which unit.",
    would: ({ right }) => (right.length < 2 ? null : [...right].reverse()),
  },
];

/**
 * What was entered as a change of what is right: all entries alike, another field's values, or one entry with two digits exchanged or
 * the point at another place. All cells have to agree; where two of these fit, nothing is claimed.
 */
export function entryRelation(field: EnteredField): EntryRelation | null {
  const { cells, right } = field;
  if (cells.length !== right.length || !right.every(Number.isFinite) || !saysEnough(cells)) return null;
  const all = ROWS.filter(({ would }) => agrees(field, would(field))).map(({ id, words, next }) => ({
    id,
    words,
    next,
  }));
  const others = field.others
    .filter(({ values }) => agrees(field, values))
    .map(
      ({ name }): EntryRelation => ({
        id: "another-field",
        words: `the values of $${name}$`,
        next: "Look which of the values before it this field is computed from, and what is still to be done to them.",
      }),
    );
  const slipped = oneEntry(field);
  const found = [...all, ...others, ...(slipped === null ? [] : [slipped])];
  return found.length === 1 ? (found[0] as EntryRelation) : null;
}

const fits = ({ value, halfUnit }: Typed, x: number, within: number): boolean =>
  Math.abs(value - x) <= Math.max(within, 2 * halfUnit) * (1 + 1e-9);

export function agrees({ cells, right, within }: EnteredField, values: readonly number[] | null): boolean {
  if (values === null || values.length !== cells.length) return false;
  const apart = cells.some((cell, i) => !fits(cell, right[i] as number, within));
  // Where the right value has as good as no digits, a change of it says nothing.
  const telling = right.some((x) => Math.abs(x) > 100 * within);
  return apart && telling && cells.every((cell, i) => fits(cell, values[i] as number, within));
}

/** All entries right but one, and that one miswritten. */
function oneEntry({ cells, right, within }: EnteredField): EntryRelation | null {
  const off = cells.flatMap((cell, i) => (fits(cell, right[i] as number, within) ? [] : [i]));
  const [at] = off;
  if (off.length !== 1 || at === undefined) return null;
  const [cell, x] = [cells[at] as Typed, right[at] as number];
  if (cell.halfUnit === 0 || significant(cell) < TELLING_DIGITS) return null;
  const entry = `entry ${at + 1}`;
  const decimals = Math.max(0, Math.round(-Math.log10(2 * cell.halfUnit)));
  const written = x.toFixed(Math.min(decimals, 12));
  for (let i = 0; i + 1 < written.length; i++) {
    const [a, b] = [written.charAt(i), written.charAt(i + 1)];
    if (a === b || !/\d/.test(a) || !/\d/.test(b)) continue;
    const swapped = Number(written.slice(0, i) + b + a + written.slice(i + 2));
    if (Math.abs(swapped - cell.value) <= cell.halfUnit * 1e-3)
      return {
        id: "digits-exchanged",
        name: "two digits exchanged",
        words: `right, except that two digits${cells.length === 1 ? "" : ` of ${entry}`} stand in the wrong order`,
        next: "Read what you typed once more, digit by digit.",
      };
  }
  if (cells.length === 1) return null;
  const moved = [10, 0.1, 100, 0.01].some((by) => fits(cell, by * x, within));
  if (moved)
    return {
      id: "point-moved",
      name: "a decimal point at another place",
      words: `right, except that the decimal point of ${entry} stands at another place`,
      next: PLACE,
    };
  return fits(cell, -x, within)
    ? {
        id: "one-sign",
        name: "one opposite sign",
        words: `right, except that ${entry} has the opposite sign`,
        next: "Work that entry out once more, sign by sign.",
      }
    : null;
}
