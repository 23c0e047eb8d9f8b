import type { TensorValue } from "#lib/core/value.ts";
import type { Shape } from "./formula.ts";
import type { Structural } from "./functions.ts";

/** np.einsum('ji,j->i', W2, delta2), as the grammar reads it: call "einsum ji,j->i" of the factors. */
const EINSUM = "einsum ";
/** Most products that are summed. */
const MOST_TERMS = 20_000;

type Spec = { readonly inputs: readonly string[]; readonly output: string };

const specOf = (fn: string): Spec => {
  const [inputs = "", output = ""] = fn.slice(EINSUM.length).split("->");
  return { inputs: inputs.split(","), output };
};

/** The sizes that a factor's letters run over: rows and columns, or the entries of a row or a column. */
function dimensions(letters: string, shape: Shape): readonly number[] | null {
  const [rows = 1, columns = 1] = shape;
  if (letters.length === 2) return shape.length === 2 ? [rows, columns] : null;
  if (rows !== 1 && columns !== 1) return null;
  return letters.length === 1 ? [rows * columns] : rows * columns === 1 ? [] : null;
}

/** How far each letter runs; or a sentence where a factor has no such indices, or two disagree. */
function rangesOf({ inputs }: Spec, shapes: readonly Shape[]): ReadonlyMap<string, number> | string {
  const ranges = new Map<string, number>();
  for (const [i, letters] of inputs.entries()) {
    const sizes = dimensions(letters, shapes[i] ?? []);
    if (sizes === null) return `has '${letters}' for a factor that is not numbered so`;
    for (const [place, size] of sizes.entries()) {
      const letter = letters[place] as string;
      const known = ranges.get(letter) ?? size;
      if (known !== size) return `lets ${letter} run to ${known} and to ${size}`;
      ranges.set(letter, size);
    }
  }
  return ranges;
}

const outputShape = ({ output }: Spec, ranges: ReadonlyMap<string, number>): Shape =>
  output === "" ? [] : [ranges.get(output[0] as string) ?? 1, ranges.get(output[1] ?? "") ?? 1];

/** Σ over all letters of the product of the entries that they pick, each added where the output's letters say. */
function summed(spec: Spec, args: readonly TensorValue[], shape: Shape): TensorValue {
  const found = rangesOf(
    spec,
    args.map((arg) => arg.shape),
  );
  if (typeof found === "string") throw new Error(`einsum ${found}`);
  const letters = [...found.keys()];
  const data = new Float64Array(shape.reduce((a, b) => a * b, 1));
  const terms = [...found.values()].reduce((a, b) => a * b, 1);
  for (let term = 0; term < terms; term++) {
    const at = new Map<string, number>();
    let rest = term;
    for (const letter of letters) {
      const size = found.get(letter) as number;
      at.set(letter, rest % size);
      rest = Math.floor(rest / size);
    }
    // Row after row: of one letter the place itself.
    const place = (of: string, columns: number) =>
      of.length === 2 ? (at.get(of[0] as string) ?? 0) * columns + (at.get(of[1] as string) ?? 0) : (at.get(of) ?? 0);
    const product = spec.inputs.reduce(
      (value, input, i) => value * ((args[i] as TensorValue).data[place(input, args[i]?.shape[1] ?? 1)] as number),
      1,
    );
    const to = place(spec.output, shape[1] ?? 1);
    data[to] = (data[to] as number) + product;
  }
  return { shape, data };
}

/** The function of one einsum; undefined for any other. A single letter behind the arrow makes a column. */
export function einsumOf(fn: string): Structural | undefined {
  if (!fn.startsWith(EINSUM)) return undefined;
  const spec = specOf(fn);
  return {
    tex: "\\operatorname{einsum}",
    arity: [spec.inputs.length, spec.inputs.length],
    usage: "einsum('ij,j->i', W2, a1)",
    shape: (shapes) => {
      const ranges = rangesOf(spec, shapes);
      if (typeof ranges === "string") return ranges;
      const terms = [...ranges.values()].reduce((a, b) => a * b, 1);
      return terms > MOST_TERMS ? "has more terms than are computed here" : outputShape(spec, ranges);
    },
    value: (_k, args, shape) => summed(spec, args, shape),
  };
}

/** What stands in quotes; null for any other function. */
export const einsumSpec = (fn: string): string | null => (fn.startsWith(EINSUM) ? fn.slice(EINSUM.length) : null);
