import type { RelationCase, RelationCases } from "./case.ts";

/** A number with a name, on every case: "2", "m", "1/m", "lambda/m". */
export type Scalar = {
  readonly words: string;
  readonly values: readonly number[];
  /** What it is made of; the simplest explanation of a number comes first. */
  readonly cost: number;
  readonly sign: 1 | -1;
  /** Of the number alone: ½, 2 … */
  readonly constant: number;
  readonly size: SizePart | null;
  readonly factor: string | null;
};

export type SizePart = {
  readonly size: string;
  readonly kind: "times" | "over" | "squared" | "over-squared" | "less-one" | "more-one";
};

const CONSTANTS: readonly (readonly [number, string])[] = [
  [1, ""],
  [2, "2"],
  [0.5, "½"],
  [4, "4"],
  [0.25, "¼"],
  [3, "3"],
  [1 / 3, "⅓"],
  [8, "8"],
  [10, "10"],
  [0.1, "0.1"],
];

const SIZES: readonly {
  readonly kind: SizePart["kind"];
  readonly of: (n: number) => number;
  readonly words: (n: string) => string;
}[] = [
  { kind: "times", of: (n) => n, words: (n) => n },
  { kind: "over", of: (n) => 1 / n, words: (n) => `1/${n}` },
  { kind: "squared", of: (n) => n * n, words: (n) => `${n}²` },
  { kind: "over-squared", of: (n) => 1 / (n * n), words: (n) => `1/${n}²` },
  { kind: "less-one", of: (n) => (n - 1) / n, words: (n) => `(${n} − 1)/${n}` },
  { kind: "more-one", of: (n) => n / (n - 1), words: (n) => `${n}/(${n} − 1)` },
];

const numberOf = (one: RelationCase, name: string): number =>
  one.known.find((known) => known.name === name && known.from === "argument")?.value.data[0] ?? Number.NaN;

/** Names of plain numbers among the arguments of every case. */
export const scalarNames = ({ cases }: RelationCases): string[] =>
  (cases[0]?.known ?? [])
    .filter(({ value, from }) => from === "argument" && value.shape.length === 0)
    .map(({ name }) => name)
    .filter((name) => cases.every((one) => Number.isFinite(numberOf(one, name))));

/** Sizes that are not the same on all cases, that of the examples first: of one that is, nothing can be told from a constant. */
export function sizeNames({ cases, examples }: RelationCases): string[] {
  const names = Object.keys(cases[0]?.sizes ?? {}).filter(
    (name) => new Set(cases.map(({ sizes }) => sizes[name])).size > 1,
  );
  return names.sort((a, b) => Number(b === examples) - Number(a === examples));
}

const known = new WeakMap<RelationCases, readonly Scalar[]>();

/** All named numbers up to a sign, constants first; those with a factor from the arguments last. */
export function scalarsOf(all: RelationCases): readonly Scalar[] {
  const found = known.get(all) ?? makeScalars(all);
  known.set(all, found);
  return found;
}

function makeScalars(all: RelationCases): Scalar[] {
  const { cases } = all;
  const names = sizeNames(all);
  // Of two sizes that are the same on all cases neither is the likelier.
  const firstAlike = (size: string): number =>
    names.findIndex((name) => cases.every(({ sizes }) => sizes[name] === sizes[size]));
  const sizeParts = [
    { part: null as SizePart | null, words: "", values: cases.map(() => 1), cost: 0 },
    ...names.flatMap((size) =>
      SIZES.map(({ kind, of, words }, i) => ({
        part: { size, kind } as SizePart,
        words: words(size),
        values: cases.map(({ sizes }) => of(sizes[size] as number)),
        cost: 2 + i + 10 * firstAlike(size),
      })),
    ),
  ];
  const factors = [
    { name: null as string | null, words: "", values: cases.map(() => 1), cost: 0 },
    ...scalarNames(all).flatMap((name) => [
      { name, words: name, values: cases.map((one) => numberOf(one, name)), cost: 5 },
      { name, words: `1/${name}`, values: cases.map((one) => 1 / numberOf(one, name)), cost: 7 },
    ]),
  ];
  const made: Scalar[] = [];
  for (const [constant, constantWords] of CONSTANTS)
    for (const size of sizeParts)
      for (const factor of factors)
        for (const sign of [1, -1] as const) {
          const composed = size.part !== null || factor.name !== null;
          if (composed && ![1, 2, 0.5].includes(constant)) continue;
          made.push({
            words: product([constantWords, factor.words, size.words]),
            values: size.values.map((s, k) => sign * constant * s * (factor.values[k] as number)),
            cost: size.cost + factor.cost + (constant === 1 ? 0 : 1) + (sign === 1 ? 0 : 0.5),
            sign,
            constant,
            size: size.part,
            factor: factor.name,
          });
        }
  return made.sort((a, b) => a.cost - b.cost);
}

/** "2 · lambda/m" from "2", "lambda" and "1/m". */
function product(parts: readonly string[]): string {
  const given = parts.filter((part) => part !== "");
  return given.reduce((words, part) => {
    if (words === "") return part;
    return part.startsWith("1/") ? `${words}/${part.slice(2)}` : `${words} · ${part}`;
  }, "");
}

const CLOSE = 1e-6;

/** The named numbers that a number is on every case (null: any would do there), the simplest first, all of one cost. */
export function explainNumbers(
  numbers: readonly (number | null)[],
  scalars: readonly Scalar[],
  slack: number,
): Scalar[] {
  const found = scalars.filter(({ values }) =>
    numbers.every((x, k) => {
      const y = values[k] as number;
      return x === null || Math.abs(x - y) <= CLOSE * Math.abs(y) + slack;
    }),
  );
  const [best] = found;
  return best === undefined ? [] : found.filter(({ cost }) => cost === best.cost);
}
