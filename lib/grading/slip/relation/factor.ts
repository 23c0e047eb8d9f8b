import type { TensorValue } from "#lib/core/value.ts";
import type { Related, RelationCase, RelationCases, Row } from "./case.ts";
import { explainNumbers, type Scalar, scalarsOf } from "./scalar.ts";
import { everywhere, largest, sameShape, times, transpose } from "./tensor.ts";

const NOTHING = 1e-9;
const LOOSE = 1e-5;

/** The factor on every case where the other is not zero; null for the others. Null altogether where shapes differ. */
export function ratios(
  { cases }: RelationCases,
  other: (one: RelationCase) => TensorValue | null,
  yours: (one: RelationCase) => TensorValue | null = (one) => one.yours,
): (number | null)[] | null {
  const found: (number | null)[] = [];
  for (const one of cases) {
    const [right, mine] = [other(one), yours(one)];
    if (right === null || mine === null || !sameShape(right, mine)) return null;
    const most = largest(right);
    const at = right.data.findIndex((x) => Math.abs(x) === most);
    found.push(most <= NOTHING ? null : (mine.data[at] as number) / (right.data[at] as number));
  }
  return found.filter((x) => x !== null).length >= 2 ? found : null;
}

/** The named numbers that `yours` is of `other` on every case, or [] . */
export function factorsOf(
  all: RelationCases,
  other: (one: RelationCase) => TensorValue | null,
  scalars = scalarsOf(all),
): Scalar[] {
  const numbers = ratios(all, other);
  if (numbers === null) return [];
  return explainNumbers(numbers, scalars, 0).filter(({ values }) => {
    return everywhere(all, (one) => {
      const [right, c] = [other(one), values[all.cases.indexOf(one)] as number];
      return right === null ? null : times(c, right);
    });
  });
}

/** One number on all cases, though it has no name; null where there is none. */
export function constantOf(all: RelationCases, other: (one: RelationCase) => TensorValue | null): number | null {
  const numbers = ratios(all, other);
  const [first] = numbers?.filter((x) => x !== null) ?? [];
  if (numbers === null || first === undefined || first === 0) return null;
  if (!numbers.every((x) => x === null || Math.abs(x - first) <= LOOSE * Math.abs(first))) return null;
  return everywhere(all, (one) => {
    const right = other(one);
    return right === null ? null : times(first, right);
  })
    ? first
    : null;
}

const DOWNHILL = "walking-downhill";
const CHAIN = "forward-loss-and-back";

const NICE: { readonly [words: string]: string } = { "2": "twice as large", "½": "half as large", "": "" };
const IDS: { readonly [words: string]: string } = { "½": "half", "¼": "quarter", "⅓": "third" };

/** "twice as large", "m times as large", "1/m of it, with the opposite sign". */
export function factorWords({ words, size, factor, sign }: Scalar): string {
  const plain = size === null && factor === null;
  const opposite = sign === -1;
  if (plain && words === "") return opposite ? "opposite sign" : "";
  const large =
    (plain && NICE[words]) || (/^(1\/|½|¼|⅓|0\.)|\//.test(words) ? `${words} of it` : `${words} times as large`);
  return opposite ? `${large}, with the opposite sign` : large;
}

const idOf = ({ words, size, factor, sign }: Scalar): string => {
  const plain = size === null && factor === null;
  const base =
    plain && words === ""
      ? ""
      : plain
        ? (IDS[words] ?? `times-${words}`)
        : words.startsWith("1/") && size?.kind === "over" && factor === null
          ? `over-${size.size}`
          : `times-${words}`;
  return [sign === -1 ? "sign" : "", slug(base)].filter(Boolean).join("-");
};

const slug = (words: string): string =>
  words
    .replaceAll("²", "2")
    .replaceAll("½", "half")
    .replaceAll("/", "-over-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");

function nextOf(scalar: Scalar, examples: string | null): { readonly next: string; readonly lesson: string } {
  const { size, sign, factor, constant } = scalar;
  if (size !== null && size.size === examples) {
    const many = size.kind === "times" || size.kind === "squared" || size.kind === "more-one";
    return {
      lesson: CHAIN,
      next: many
        ? `Look where the number of examples divides: a division by ${size.size} is missing, or a sum stands where a mean is asked for.`
        : `Look where the number of examples divides: it is divided by ${size.size} once too often, or a mean stands where a sum is asked for.`,
    };
  }
  if (size !== null)
    return {
      lesson: CHAIN,
      next: `Look where ${size.size} enters: is a sum over an axis of that length taken for a mean, or the other way round?`,
    };
  if (factor !== null)
    return { lesson: DOWNHILL, next: `Look where \`${factor}\` multiplies: once is asked for, no more and no less.` };
  if (constant === 1 && sign === -1)
    return {
      lesson: CHAIN,
      next: "Look for a difference taken the other way round, or a minus that is missing or stands twice.",
    };
  return {
    lesson: CHAIN,
    next: "Look for a factor that a power or a square brings in when it is differentiated, and for one that was already there.",
  };
}

const related = (scalar: Scalar, examples: string | null, before = ""): Related => ({
  id: [before === "" ? "" : "transposed", idOf(scalar)].filter(Boolean).join("-"),
  words: [before, factorWords(scalar)].filter(Boolean).join(", and "),
  ...nextOf(scalar, examples),
});

/** Every name of one factor; where it may be that of either of two sizes, the next step is about both. */
function relatedTo(scalars: readonly Scalar[], examples: string | null, before = ""): Related[] {
  const sizes = [...new Set(scalars.flatMap(({ size }) => size?.size ?? []))];
  const all = scalars.map((scalar) => related(scalar, examples, before));
  if (sizes.length < 2) return all;
  const next = `Look where ${sizes.join(" or ")} enters: is a sum over an axis of that length taken for a mean, or is something added or divided once for each entry along it?`;
  return all.map((one) => ({ ...one, next, lesson: CHAIN }));
}

export const zero: Row = {
  id: "zero",
  of: (all) =>
    everywhere(all, ({ other }) => times(0, other))
      ? [
          {
            id: "zero",
            words: "zero everywhere",
            next: "Look whether what is returned was ever given a value, or is multiplied by something that is zero.",
            lesson: CHAIN,
          },
        ]
      : [],
};

/** A factor with a name: 2, ½, −1, m, 1/m, λ … */
export const named: Row = {
  id: "factor",
  of: (all) =>
    relatedTo(
      factorsOf(all, ({ other }) => other),
      all.examples,
    ),
};

const isTurned = ({ shape }: TensorValue): boolean => shape.length === 2;

export const transposed: Row = {
  id: "transposed",
  of: (all) => {
    if (!all.cases.every(({ other }) => isTurned(other))) return [];
    const turned = ({ other }: RelationCase) => transpose(other);
    if (everywhere(all, turned))
      return [
        {
          id: "transposed",
          words: "turned on its side",
          next: "A result has the shape of what it belongs to: exchange the two factors of the product, or take the transpose once less.",
          lesson: CHAIN,
        },
      ];
    return relatedTo(factorsOf(all, turned), all.examples, "turned on its side");
  },
};

/** A factor that is the same on all cases and has no name: told as a number with four digits. */
export const constant: Row = {
  id: "constant",
  of: (all) => {
    const c = constantOf(all, ({ other }) => other);
    if (c === null) return [];
    const words = `${String(Number(c.toPrecision(4))).replace("-", "−")} times as large`;
    return [
      {
        id: "constant-factor",
        words,
        next: "Look for a constant that multiplies everything: one that does not belong there, or one that is missing.",
        lesson: CHAIN,
      },
    ];
  },
};
