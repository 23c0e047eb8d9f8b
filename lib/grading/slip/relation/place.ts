import type { Related, RelationCase, Row } from "./case.ts";
import { isFiniteTensor, largest, matrixOf, sameShape } from "./tensor.ts";

const CHAIN = "forward-loss-and-back";
const SQUASHING = "squashing-functions";

/** Entries that differ, by place; null where the shapes do. */
function offPlaces({ yours, other }: RelationCase, atol: number): boolean[] | null {
  if (!sameShape(yours, other) || !isFiniteTensor(other)) return null;
  const scale = Math.max(largest(other), 1e-300);
  return [...yours.data].map((x, i) => {
    const y = other.data[i] as number;
    return !(Math.abs(x - y) <= 1e-8 * scale + atol + 1e-6 * Math.abs(y));
  });
}

type Line = {
  readonly id: string;
  readonly words: string;
  readonly holds: (i: number, j: number, rows: number, columns: number) => boolean;
  readonly axis: 0 | 1;
};

const LINES: readonly Line[] = [
  { id: "first-row", words: "right but for its first row", axis: 0, holds: (i) => i === 0 },
  { id: "last-row", words: "right but for its last row", axis: 0, holds: (i, _, rows) => i === rows - 1 },
  { id: "first-column", words: "right but for its first column", axis: 1, holds: (_, j) => j === 0 },
  {
    id: "last-column",
    words: "right but for its last column",
    axis: 1,
    holds: (_, j, __, columns) => j === columns - 1,
  },
];

/** Right in more places than it is off, and off in one row or column alone: the first or the last, on all cases. */
export const oneLine: Row = {
  id: "one-line",
  of: (all) => {
    const seen = all.cases.map((one) => ({ one, off: offPlaces(one, all.atol) }));
    if (seen.some(({ off }) => off === null)) return [];
    const found = LINES.filter(({ holds, axis }) => {
      let long = 0;
      const fits = seen.every(({ one, off }) => {
        const [rows, columns] = matrixOf(one.other);
        if ((axis === 0 ? rows : columns) >= 3) long += 1;
        return (off as boolean[]).every(
          (differs, at) => !differs || holds(Math.floor(at / columns), at % columns, rows, columns),
        );
      });
      return fits && long >= 2;
    });
    // Where it may be a row or a column, there is a single entry to speak of.
    const words = found.length === 1 ? found[0]?.words : "right but for one entry in a corner";
    return found.length === 0
      ? []
      : [
          {
            id: found.length === 1 ? (found[0]?.id as string) : "one-corner",
            words: words as string,
            next: "Look at where the loop begins and ends, and at what is written last.",
            lesson: CHAIN,
          },
        ];
  },
};

/** How many entries of either kind have to speak for a boundary between them. */
const ENOUGH = 8;

type Region = { readonly id: string; readonly where: string; readonly inside: (x: number) => boolean };
const REGIONS: readonly Region[] = [
  { id: "negative", where: "is negative", inside: (x) => x < 0 },
  { id: "positive", where: "is positive", inside: (x) => x > 0 },
];

/** Right except where a known value of the same shape is exactly 0 (the kink), or except on one side of it. */
export const kink: Row = {
  id: "kink",
  of: (all) => {
    const first = all.cases[0];
    const names = (first?.known ?? []).filter(({ value }) => value.shape.length > 0);
    for (const { name } of names) {
      const entries = all.cases.map((one) => {
        const value = one.known.find((known) => known.name === name)?.value;
        const off = offPlaces(one, all.atol);
        return value === undefined || off === null || !sameShape(value, one.other) ? null : { value, off };
      });
      if (entries.some((entry) => entry === null)) continue;
      const pairs = (entries as { value: { data: Float64Array }; off: boolean[] }[]).flatMap(({ value, off }, k) =>
        off.map((differs, i) => ({ differs, x: value.data[i] as number, k })),
      );
      const off = pairs.filter(({ differs }) => differs);
      const right = pairs.filter(({ differs }) => !differs);
      if (off.length === 0 || right.length < ENOUGH) continue;
      if (off.every(({ x }) => x === 0) && right.every(({ x }) => x !== 0) && new Set(off.map(({ k }) => k)).size >= 2)
        return [kinkRelated(name)];
      if (off.length < ENOUGH) continue;
      const region = REGIONS.find(
        ({ inside }) => off.every(({ x }) => inside(x)) && right.every(({ x }) => !inside(x)),
      );
      if (region !== undefined)
        return [
          {
            id: `where-${region.id}`,
            words: `right but where \`${name}\` ${region.where}`,
            next: `Look at the branch that is taken where \`${name}\` ${region.where}.`,
            lesson: SQUASHING,
          },
        ];
    }
    return [];
  },
};

const kinkRelated = (name: string): Related => ({
  id: "kink",
  words: `right but where \`${name}\` is exactly 0`,
  next: `Look which side of the comparison 0 falls on: > and ≥ differ there alone.`,
  lesson: SQUASHING,
});
