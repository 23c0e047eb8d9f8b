import type { TensorValue } from "#lib/core/value.ts";
import type { RelationCase, Row } from "./case.ts";
import { matrixOf, near, sameShape } from "./tensor.ts";

type Shift = {
  readonly id: string;
  readonly words: string;
  readonly next: string;
  readonly holds: (one: RelationCase) => boolean;
};

const CUT =
  "Look at which columns are cut out of the larger matrix, or put together: at the first of them and at the last.";

/** A list, as of the loss at every epoch: what stands in it was recorded one by one. */
const LISTS: readonly Shift[] = [
  {
    id: "one-more-first",
    words: "the right numbers with one more in front",
    next: "Look at what is recorded before the first step.",
    holds: (one) => longer(one, 1, 1),
  },
  {
    id: "one-more-last",
    words: "the right numbers with one more at the end",
    next: "Look at what is recorded after the last step.",
    holds: (one) => longer(one, 1, 0),
  },
  {
    id: "first-missing",
    words: "the right numbers without the first",
    next: "Look at where the counting begins.",
    holds: (one) => longer(one, -1, 1),
  },
  {
    id: "last-missing",
    words: "the right numbers without the last",
    next: "Look at where the counting ends.",
    holds: (one) => longer(one, -1, 0),
  },
  {
    id: "one-late",
    words: "the right numbers, each one place too early",
    next: "What stands at a place belongs to the next one: look whether it is recorded after its step instead of before.",
    holds: (one) => slid(one, 1),
  },
  {
    id: "one-early",
    words: "the right numbers, each one place too late",
    next: "What stands at a place belongs to the one before: look whether it is recorded before its step instead of after.",
    holds: (one) => slid(one, -1),
  },
];

/** The columns of a matrix, which nobody records one by one. */
const COLUMNS: readonly Shift[] = [
  {
    id: "column-more-first",
    words: "the right columns with one more in front",
    next: CUT,
    holds: (one) => longer(one, 1, 1),
  },
  {
    id: "column-more-last",
    words: "the right columns with one more at the end",
    next: CUT,
    holds: (one) => longer(one, 1, 0),
  },
  {
    id: "first-column-missing",
    words: "the right columns without the first",
    next: CUT,
    holds: (one) => longer(one, -1, 1),
  },
  {
    id: "last-column-missing",
    words: "the right columns without the last",
    next: CUT,
    holds: (one) => longer(one, -1, 0),
  },
  {
    id: "columns-cut-late",
    words: "the right columns, cut one place too late",
    next: `The first is missing, and the last belongs to something else. ${CUT}`,
    holds: (one) => slid(one, 1),
  },
  {
    id: "columns-cut-early",
    words: "the right columns, cut one place too early",
    next: `The last is missing, and the first belongs to something else. ${CUT}`,
    holds: (one) => slid(one, -1),
  },
];

/** Three places make an order that shows; so many cases have to have them. A single place has none, and is no reason against it. */
const PLACES = 3;

/** A list, or the columns of a matrix, moved by one place, or one entry too long or too short. */
export const shifted: Row = {
  id: "shifted",
  of: ({ cases }) => {
    const columns = ({ other }: RelationCase) => matrixOf(other)[1];
    if (cases.filter((one) => columns(one) >= PLACES).length < 2) return [];
    const lists = cases.every(({ other }) => other.shape.length === 1);
    return (lists ? LISTS : COLUMNS)
      .filter(({ holds }) => cases.every((one) => holds(one) || columns(one) < 2))
      .slice(0, 1)
      .map(({ id, words, next }) => ({ id, words, next, lesson: null }));
  },
};

const columnsOf = (tensor: TensorValue, from: number, to: number): TensorValue => {
  const [rows, columns] = matrixOf(tensor);
  const data: number[] = [];
  for (let i = 0; i < rows; i++) for (let j = from; j < to; j++) data.push(tensor.data[i * columns + j] as number);
  return { shape: [rows, to - from], data: Float64Array.from(data) };
};

/** `by` = 1: yours has one column more than the other; `skip` = 1: it is the first. */
function longer({ yours, other }: RelationCase, by: 1 | -1, skip: 0 | 1): boolean {
  const [long, short] = by === 1 ? [yours, other] : [other, yours];
  const [[r, c], [rows, columns]] = [matrixOf(long), matrixOf(short)];
  if (r !== rows || c !== columns + 1 || long.shape.length !== short.shape.length) return false;
  return near(columnsOf(long, skip, skip + columns), columnsOf(short, 0, columns));
}

function slid({ yours, other }: RelationCase, by: 1 | -1): boolean {
  const columns = matrixOf(other)[1];
  if (!sameShape(yours, other) || columns < 2) return false;
  const [mine, right] = by === 1 ? [0, 1] : [1, 0];
  return near(columnsOf(yours, mine, mine + columns - 1), columnsOf(other, right, right + columns - 1));
}
