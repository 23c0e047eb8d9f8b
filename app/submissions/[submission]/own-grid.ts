import type { TensorValue } from "#lib/core/value.ts";

export type Range = readonly [low: number, high: number];

/** Columns of inputs, one example each, as the n×m matrix that the course's functions take. */
export function tensorOf(examples: readonly (readonly number[])[]): TensorValue {
  const n = examples[0]?.length ?? 0;
  const data = new Float64Array(n * examples.length);
  examples.forEach((inputs, at) => {
    inputs.forEach((value, row) => {
      data[row * examples.length + at] = value;
    });
  });
  return { shape: [n, examples.length], data };
}

/** What is shown of each input's axis: the examples with a twentieth of their width around them. The second is 0..1 where there is one input. */
export function rangesOf(examples: readonly { readonly inputs: readonly number[] }[]): readonly [Range, Range] {
  const around = (axis: number): Range => {
    const values = examples.flatMap(({ inputs }) => inputs[axis] ?? []);
    if (values.length === 0) return [0, 1];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pad = (high - low || 1) / 20;
    return [low - pad, high + pad];
  };
  return [around(0), around(1)];
}

/** The middles of a grid's cells, row by row from the largest y down, as inputs. One row, of x alone, where `y` is not an input. */
export function gridInputs(x: Range, y: Range | null, columns: number, rows: number): TensorValue {
  const along = ([low, high]: Range, part: number) => low + part * (high - low);
  if (y === null) return tensorOf(Array.from({ length: columns }, (_, c) => [along(x, c / (columns - 1))]));
  return tensorOf(
    Array.from({ length: columns * rows }, (_, at) => [
      along(x, ((at % columns) + 0.5) / columns),
      along(y, 1 - (Math.floor(at / columns) + 0.5) / rows),
    ]),
  );
}
