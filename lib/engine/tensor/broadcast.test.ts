import fc from "fast-check";
import { expect, test } from "vitest";
import type { TensorValue } from "#lib/core/value.ts";
import { allclose, broadcastShapes, createHost, ShapeError, sizeOf, tensorOf } from "./index.ts";

const host = createHost();
const lengths = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 });
const numbers = fc.double({ min: -100, max: 100, noNaN: true });
const tensorWith = (shape: readonly number[]) =>
  fc
    .array(numbers, { minLength: sizeOf(shape), maxLength: sizeOf(shape) })
    .map((xs): TensorValue => ({ shape, data: Float64Array.from(xs) }));
const tensors = lengths.chain(tensorWith);

/** Broadcasting by its definition: element i of the result takes, along each axis, index i or the only one there is. */
function byDefinition(
  f: (x: number, y: number) => number,
  a: TensorValue,
  b: TensorValue,
  shape: readonly number[],
): TensorValue {
  const at = (t: TensorValue, index: readonly number[]) => {
    const own = index.slice(index.length - t.shape.length).map((i, k) => (t.shape[k] === 1 ? 0 : i));
    return t.data[own.reduce((n, i, k) => n * (t.shape[k] ?? 1) + i, 0)] ?? Number.NaN;
  };
  const data = Float64Array.from({ length: sizeOf(shape) }, (_, n) => {
    const index: number[] = [];
    for (let k = shape.length - 1, rest = n; k >= 0; k--) {
      const length = shape[k] ?? 1;
      index.unshift(rest % length);
      rest = Math.floor(rest / length);
    }
    return f(at(a, index), at(b, index));
  });
  return { shape, data };
}

const rules: readonly (readonly [string, (x: number, y: number) => number])[] = [
  ["add", (x, y) => x + y],
  ["sub", (x, y) => x - y],
  ["mul", (x, y) => x * y],
  ["div", (x, y) => x / y],
  ["maximum", (x, y) => Math.max(x, y)],
  ["less", (x, y) => (x < y ? 1 : 0)],
];

test.each(rules)("%s broadcasts as the definition says, or names both shapes", (op, f) => {
  fc.assert(
    fc.property(tensors, tensors, (a, b) => {
      const shape = broadcastShapes(a.shape, b.shape);
      if (shape === null) {
        expect(() => host.apply(op, [a, b])).toThrow(ShapeError);
        expect(() => host.apply(op, [a, b])).toThrow(`A is ${a.shape.join("×")}, B is ${b.shape.join("×")}`);
      } else expect(host.apply(op, [a, b])).toEqual(byDefinition(f, a, b, shape));
    }),
  );
});

test("a rule that takes the arguments the other way round is noticed", () => {
  const a = tensorOf([[1, 2]]);
  const b = tensorOf([[3], [4]]);
  expect(host.apply("sub", [a, b])).not.toEqual(byDefinition((x, y) => y - x, a, b, [2, 2]));
});

test("addition and multiplication do not care about order, nor the transpose about being taken twice", () => {
  fc.assert(
    fc.property(tensors, tensors, (a, b) => {
      fc.pre(broadcastShapes(a.shape, b.shape) !== null);
      for (const op of ["add", "mul", "maximum", "minimum"])
        expect(host.apply(op, [a, b])).toEqual(host.apply(op, [b, a]));
      expect(host.apply("transpose", [host.apply("transpose", [a])])).toEqual(a);
    }),
  );
});

test("what broadcasting repeats, summing takes back: sum(a + 0·b) over the repeated axis is n·a", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.infiniteStream(numbers),
      (n, m, stream) => {
        const a: TensorValue = { shape: [n, 1], data: Float64Array.from({ length: n }, () => stream.next().value) };
        const wide = host.apply("add", [a, host.apply("zeros", [], { shape: [1, m] })]);
        const back = host.apply("sum", [wide], { axis: 1, keepdims: 1 });
        expect(allclose(back, host.apply("mul", [a, m]), 1e-13, 1e-12)).toBe(true);
      },
    ),
  );
});

test("matmul is bilinear and turns over with the transpose: (A·B)ᵀ = Bᵀ·Aᵀ", () => {
  const sizes = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(
      fc.tuple(sizes, sizes, sizes).chain(([n, k, m]) => fc.tuple(tensorWith([n, k]), tensorWith([k, m]))),
      ([a, b]) => {
        const left = host.apply("transpose", [host.apply("matmul", [a, b])]);
        const right = host.apply("matmul", [host.apply("transpose", [b]), host.apply("transpose", [a])]);
        expect(allclose(left, right, 1e-12, 1e-9)).toBe(true);
        const twice = host.apply("matmul", [host.apply("add", [a, a]), b]);
        expect(allclose(twice, host.apply("mul", [host.apply("matmul", [a, b]), 2]), 1e-12, 1e-9)).toBe(true);
      },
    ),
  );
});

test("a shape error of matmul names the operation and both shapes", () => {
  const a = { shape: [4, 8], data: new Float64Array(32) };
  const b = { shape: [2, 8], data: new Float64Array(16) };
  expect(() => host.apply("matmul", [a, b])).toThrow("matmul needs the inner sizes to agree: A is 4×8, B is 2×8");
});
