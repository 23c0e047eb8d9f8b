import { agrees, type EnteredField, type EntryRelation, saysEnough, saysMuch } from "./entries.ts";

/** Besides the field itself, what its numbers may have to do with. */
export type Surroundings = EnteredField & {
  /** What an updated parameter was before. */
  readonly before: readonly number[] | null;
  /** Values that it is computed from. */
  readonly from: readonly Named[];
  /** Single values of the sheet; of those that the field is not computed from only many numbers tell. */
  readonly scalars: readonly (Named & { readonly isRead: boolean })[];
  /** Wholes that a count may be a part of. */
  readonly wholes: readonly number[];
};

type Named = { readonly name: string; readonly values: readonly number[] };
type Found = EntryRelation & { readonly would: readonly number[] };

/** Looked for among the relations of a few factors alone, which are enough with fewer digits. */
const MULTIPLES = [
  { id: "times-3", words: "three times what is asked for", by: 3 },
  { id: "times-4", words: "four times what is asked for", by: 4 },
  { id: "third", words: "a third of what is asked for", by: 1 / 3 },
  { id: "quarter", words: "a quarter of what is asked for", by: 1 / 4 },
];

const FRACTIONS = [
  { id: "two-thirds", words: "two thirds of what is asked for", by: 2 / 3 },
  { id: "three-halves", words: "three halves of what is asked for", by: 3 / 2 },
  { id: "three-quarters", words: "three quarters of what is asked for", by: 3 / 4 },
  { id: "four-thirds", words: "four thirds of what is asked for", by: 4 / 3 },
];

const STEPS = [
  { id: "step-times-10", words: "a step ten times as long as the one that is asked for", by: 10 },
  { id: "step-tenth", words: "a tenth of the step that is asked for", by: 0.1 },
  { id: "step-times-2", words: "twice the step that is asked for", by: 2 },
  { id: "step-half", words: "half of the step that is asked for", by: 0.5 },
];

const scaled = ({ right }: EnteredField, rows: typeof MULTIPLES, next: string): Found[] =>
  rows.map(({ id, words, by }) => ({ id, words, next, would: right.map((x) => by * x) }));

const steps = ({ right, before }: Surroundings): Found[] =>
  before === null
    ? []
    : STEPS.map(({ id, words, by }) => ({
        id,
        words,
        next: "Compare the learning rate with the given one, and its places after the point.",
        would: right.map((x, i) => (before[i] as number) + by * (x - (before[i] as number))),
      }));

const byScalars = ({ right, scalars, cells }: Surroundings): Found[] =>
  scalars
    .filter(({ isRead, values: [s = 0] }) => (isRead || cells.length > 1) && ![0, 1, -1].includes(s))
    .flatMap(({ name, values: [s = 0] }) => [
      {
        id: "times-a-value",
        name: "a factor too many",
        words: `what is asked for, times $${name}$`,
        next: `Look whether $${name}$ belongs here, and how often.`,
        would: right.map((x) => x * s),
      },
      {
        id: "over-a-value",
        name: "a divisor too many",
        words: `what is asked for, divided by $${name}$`,
        next: `Look whether $${name}$ belongs here, and how often.`,
        would: right.map((x) => x / s),
      },
    ]);

const parts = ({ right, wholes }: Surroundings): Found[] =>
  wholes.map((whole) => ({
    id: "rest",
    name: "the other part",
    words: `the other part: ${whole} less what is asked for`,
    next: "Look which of the two parts is asked for.",
    would: right.map((x) => whole - x),
  }));

const oneOfMany = ({ right, from }: Surroundings): Found[] =>
  right.length > 1
    ? []
    : from.flatMap(({ name, values }) =>
        values.length < 2
          ? []
          : values.map((x, i) => ({
              id: "one-of-many",
              name: "one entry for all",
              words: `entry ${i + 1} of $${name}$ alone`,
              next: "All entries belong into it: look whether their sum is asked for, or their mean.",
              would: [x],
            })),
      );

const FACTOR = "Compare the factors with those of the formula, one by one, and what a sum is divided by.";

/**
 * Relations that are looked for where the nearer ones say nothing. Since they are many, a single number needs a digit more than
 * for those; where two of these fit, nothing is claimed.
 */
export function furtherRelation(field: Surroundings): EntryRelation | null {
  const { cells, right } = field;
  if (cells.length !== right.length || !right.every(Number.isFinite) || !saysEnough(cells)) return null;
  const few = [...scaled(field, MULTIPLES, FACTOR), ...steps(field)];
  const many = () => [...scaled(field, FRACTIONS, FACTOR), ...byScalars(field), ...parts(field), ...oneOfMany(field)];
  const found = [...few, ...(saysMuch(cells) ? many() : [])].filter(({ would }) => agrees(field, would));
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  const { would: _, ...relation } = only;
  return relation;
}
