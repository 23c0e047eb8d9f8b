import type { TensorValue } from "#lib/core/value.ts";
import type { Known, Related, RelationCase, RelationCases, Row } from "./case.ts";
import { explainNumbers, type Scalar, scalarsOf } from "./scalar.ts";
import {
  everywhere,
  isFiniteTensor,
  largest,
  map,
  minus,
  near,
  sameShape,
  stretched,
  times,
  transpose,
} from "./tensor.ts";

const CURVES = "curves-and-boundaries";

/** Powers of a size that a summand carries. */
const SUMMED: ReadonlySet<string> = new Set(["times", "over", "over-squared"]);

/** A value that may stand as a summand, with its name, on every case. */
type Term = { readonly words: string; readonly values: readonly TensorValue[] };

/**
 * yours = other + c · K on every case, with a known value K and a number c that has a name: a penalty's gradient λ/m · W, a bias,
 * another result.
 */
export const summand: Row = {
  id: "summand",
  of: (all) => {
    if (!all.cases.every(({ yours, other }) => sameShape(yours, other) && isFiniteTensor(yours))) return [];
    const gaps = all.cases.map(({ yours, other }) => minus(yours, other));
    const plain = scalarsOf(all).filter(
      ({ size, constant }) => constant <= 2 && (size === null || SUMMED.has(size.kind)),
    );
    const scalars = [...plain, ...exchangedScalars(all, plain)];
    for (const term of termsOf(all)) {
      const found = coefficients(all, gaps, term, scalars)[0];
      if (found !== undefined) return [toRelated(found, term)];
    }
    return [];
  },
};

/** The numbers c for which the gaps are c · K. */
function coefficients(
  all: RelationCases,
  gaps: readonly TensorValue[],
  { values }: Term,
  scalars: readonly Scalar[],
): Scalar[] {
  const numbers = values.map((value, k) => {
    const most = largest(value);
    const at = value.data.findIndex((x) => Math.abs(x) === most);
    return most <= 1e-9 ? null : ((gaps[k] as TensorValue).data[at] as number) / (value.data[at] as number);
  });
  if (numbers.filter((x) => x !== null).length < 2) return [];
  return explainNumbers(numbers, scalars, 0).filter(({ values: c }) =>
    all.cases.every(({ yours, other }, k) =>
      near(
        times(c[k] as number, values[k] as TensorValue),
        gaps[k] as TensorValue,
        all.atol + 1e-9 * Math.max(largest(yours), largest(other)),
      ),
    ),
  );
}

/** λ where λ/m belongs, and the like: the gap is their difference. Words are "λ in place of λ/m". */
function exchangedScalars(all: RelationCases, plain: readonly Scalar[]): Scalar[] {
  const with1 = plain.filter(
    ({ sign, factor, size, words }) =>
      sign === 1 && factor !== null && !words.startsWith("1/") && (size === null || size.size === all.examples),
  );
  return with1.flatMap((a) =>
    with1.flatMap((b): Scalar[] => {
      // Of a half or a twice alone the plain term says the same in fewer words.
      if (a.factor !== b.factor || a.size?.kind === b.size?.kind) return [];
      const values = a.values.map((x, k) => x - (b.values[k] as number));
      return [{ ...a, words: `${a.words} in place of ${b.words}`, values, cost: 20 + a.cost + b.cost }];
    }),
  );
}

const fromEvery = (all: RelationCases, known: Known): TensorValue[] | null => {
  const values = all.cases.map(
    (one) => one.known.find(({ name, from }) => name === known.name && from === known.from)?.value,
  );
  return values.every((value) => value !== undefined) ? (values as TensorValue[]) : null;
};

type KnownEverywhere = { readonly one: Known; readonly values: readonly TensorValue[] };

const knownIn = (all: RelationCases): KnownEverywhere[] =>
  (all.cases[0]?.known ?? []).flatMap((one) => {
    const values = fromEvery(all, one);
    return values === null ? [] : [{ one, values }];
  });

function termsOf(all: RelationCases): Term[] {
  const known = knownIn(all);
  const fitted = known.flatMap(({ one, values }): Term[] => {
    const straight = values.map((value, k) => stretched(value, (all.cases[k] as RelationCase).other.shape));
    const turned = values.map((value, k) => {
      const { other } = all.cases[k] as RelationCase;
      return value.shape.length === 2 && sameShape(transpose(value), other) ? transpose(value) : null;
    });
    return [
      ...(straight.every((value) => value !== null)
        ? [{ words: `\`${one.name}\``, values: straight as TensorValue[] }]
        : []),
      ...(turned.every((value) => value !== null)
        ? [{ words: `\`${one.name}\` turned on its side`, values: turned as TensorValue[] }]
        : []),
    ];
  });
  return [...fitted, ...norms(all, known)];
}

/** For a result of one number: sums of squares, of absolute values, and norms of arguments and of several of them together. */
function norms(all: RelationCases, known: readonly KnownEverywhere[]): Term[] {
  if (!all.cases.every(({ other }) => other.data.length === 1)) return [];
  const tensors = known.filter(({ one }) => one.from === "argument" && one.value.shape.length > 0).slice(0, 5);
  const shapes = all.cases.map(({ other }) => other.shape);
  return subsets(tensors).flatMap((chosen) =>
    KINDS.filter(({ several }) => several || chosen.length === 1).map(
      ({ words, of }): Term => ({
        words: together(chosen.map(({ one }) => words(one.name))),
        values: shapes.map((shape, k) => ({
          shape,
          data: Float64Array.of(chosen.reduce((sum, { values }) => sum + of((values[k] as TensorValue).data), 0)),
        })),
      }),
    ),
  );
}

const together = (words: readonly string[]): string => (words.length > 1 ? `(${words.join(" + ")})` : words.join());

const sumOf = (data: Float64Array, f: (x: number) => number): number => data.reduce((sum, x) => sum + f(x), 0);

const KINDS: readonly {
  readonly several: boolean;
  readonly words: (name: string) => string;
  readonly of: (data: Float64Array) => number;
}[] = [
  { several: true, words: (name) => `the sum of the squares of \`${name}\``, of: (data) => sumOf(data, (x) => x * x) },
  { several: true, words: (name) => `the norm of \`${name}\``, of: (data) => Math.sqrt(sumOf(data, (x) => x * x)) },
  { several: false, words: (name) => `the sum of \`${name}\``, of: (data) => sumOf(data, (x) => x) },
  {
    several: true,
    words: (name) => `the sum of the absolute values of \`${name}\``,
    of: (data) => sumOf(data, Math.abs),
  },
];

function subsets<T>(items: readonly T[]): T[][] {
  const all = Array.from({ length: 2 ** items.length - 1 }, (_, bits) =>
    items.filter((__, i) => ((bits + 1) >> i) & 1),
  );
  return all.sort((a, b) => a.length - b.length);
}

const SIZE: Pick<Related, "next" | "lesson"> = {
  next: "Compare with the formula what is done to each entry before they are added up, and what to their sum.",
  lesson: "walking-downhill",
};

/** One number that is a sum or a norm of arguments, and another one than is asked for. */
export const measured: Row = {
  id: "measured",
  of: (all) =>
    norms(all, knownIn(all)).flatMap(({ words, values }) =>
      everywhere(all, (one) => values[all.cases.indexOf(one)] ?? null)
        ? [{ id: "another-measure", words: words.replace(/^\(|\)$/g, ""), ...SIZE }]
        : [],
    ),
};

/** The same number more or less on every case, as where one of several things is not counted. */
export const offset: Row = {
  id: "offset",
  of: (all) => {
    const [first] = all.cases;
    if (first === undefined || !all.cases.every(({ yours, other }) => sameShape(yours, other))) return [];
    const by = (first.yours.data[0] ?? Number.NaN) - (first.other.data[0] ?? Number.NaN);
    if (!Number.isFinite(by) || new Set(all.cases.map(({ other }) => other.data.join())).size < 3) return [];
    if (!everywhere(all, ({ other }) => map(other, (x) => x + by))) return [];
    return [
      {
        id: by < 0 ? "number-missing" : "number-extra",
        words: `what is asked for ${by < 0 ? "less" : "plus"} ${Number(Math.abs(by).toPrecision(4))}`,
        next: `Look for a number that is ${by < 0 ? "not added, or taken away once too often" : "added once too often"}.`,
        lesson: null,
      },
    ];
  },
};

function toRelated({ words, sign }: Scalar, term: Term): Related {
  const exchanged = words.includes(" in place of ");
  const what = words === "" ? term.words : exchanged ? `${words}, times ${term.words}` : `${words} · ${term.words}`;
  if (exchanged)
    return {
      id: "summand-scaled",
      words: `as if a summand had ${what}`,
      next: "Look at the factor of that summand.",
      lesson: CURVES,
    };
  return sign === 1
    ? {
        id: "summand-extra",
        words: `what is asked for plus ${what}`,
        next: "Look for a summand that does not belong here, or stands here twice.",
        lesson: CURVES,
      }
    : {
        id: "summand-missing",
        words: `what is asked for less ${what}`,
        next: "Look for a summand that is missing, or is subtracted instead of added.",
        lesson: CURVES,
      };
}

/** Entrywise: yours is what is asked for times a known value, or lacks it as a factor. */
export const entrywise: Row = {
  id: "entrywise",
  of: (all) => {
    if (!all.cases.every(({ yours, other }) => sameShape(yours, other) && isFiniteTensor(yours))) return [];
    const several = all.cases.filter(({ other }) => other.data.length >= 2);
    if (several.length < 2) return [];
    for (const factor of factorsOf(all)) {
      const apart = (a: TensorValue, b: TensorValue, k: number) =>
        near(
          map(b, (x, i) => x * ((factor.values[k] as TensorValue).data[i] as number)),
          a,
          all.atol,
        );
      if (all.cases.every(({ yours, other }, k) => apart(yours, other, k)))
        return [factorRelated("extra", factor.words)];
      if (all.cases.every(({ yours, other }, k) => apart(other, yours, k)))
        return [factorRelated("missing", factor.words)];
    }
    return [];
  },
};

const factorRelated = (kind: "extra" | "missing", words: string): Related =>
  kind === "extra"
    ? {
        id: "factor-extra",
        words: `what is asked for times ${words}, entry by entry`,
        next: "Look for a factor that does not belong here, or stands here twice.",
        lesson: "forward-loss-and-back",
      }
    : {
        id: "factor-missing",
        words: `what is asked for without the factor ${words}, entry by entry`,
        next: "Look for a factor of the chain rule that is missing.",
        lesson: "forward-loss-and-back",
      };

const DERIVED: readonly { readonly words: (name: string) => string; readonly of: (x: number) => number }[] = [
  { words: (a) => `\`${a}\``, of: (x) => x },
  { words: (a) => `1 − \`${a}\`²`, of: (x) => 1 - x * x },
  { words: (a) => `\`${a}\`(1 − \`${a}\`)`, of: (x) => x * (1 - x) },
  { words: (a) => `(1 − \`${a}\`)`, of: (x) => 1 - x },
  { words: (a) => `2\`${a}\``, of: (x) => 2 * x },
];

function factorsOf(all: RelationCases): { words: string; values: readonly TensorValue[] }[] {
  return (all.cases[0]?.known ?? []).flatMap((one) => {
    if (one.value.shape.length === 0) return [];
    const values = fromEvery(all, one)?.map((value, k) => stretched(value, (all.cases[k] as RelationCase).other.shape));
    if (values === undefined || values.some((value) => value === null)) return [];
    return DERIVED.map(({ words, of }) => ({
      words: words(one.name),
      values: (values as TensorValue[]).map((value) => map(value, of)),
    }));
  });
}
