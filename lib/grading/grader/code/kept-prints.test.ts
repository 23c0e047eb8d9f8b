import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePrints, encodePrints, type Prints } from "./kept-prints.ts";

const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, -0, Number.POSITIVE_INFINITY, 5e-324));
const tensor = fc
  .array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 })
  .chain((shape) =>
    fc
      .array(number, { minLength: size(shape), maxLength: size(shape) })
      .map((data) => ({ shape, data: Float64Array.from(data) })),
  );
const fields = fc.option(fc.dictionary(fc.constantFrom("", "A2", "dW1", "#by-trying"), tensor, { maxKeys: 3 }));
const prints: fc.Arbitrary<Prints> = fc.array(
  fc.option(
    fc.dictionary(fc.constantFrom("forward", "loss", "backward"), fc.array(fields, { maxLength: 2 }), { maxKeys: 3 }),
  ),
  { maxLength: 6 },
);

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** Every bit of the numbers, which equality of NaN and of zeros would hide. */
const bits = (all: Prints) =>
  JSON.stringify(all, (_, value) =>
    value instanceof Float64Array ? [...new BigUint64Array(value.slice().buffer)].map(String) : value,
  );

describe("What slips compute, kept as bytes", () => {
  it("comes back bit by bit", () => {
    fc.assert(
      fc.property(prints, (made) => {
        expect(bits(decodePrints(encodePrints(made), made.length) ?? [])).toBe(bits(made));
      }),
    );
  });

  it("comes back from the Buffer that a file or a database gives, wherever the numbers begin in it", () => {
    for (const name of ["dW", "dW1", "dW12", "dW123", "dW1234", "dW12345", "dW123456", "dW1234567"]) {
      const made = [{ backward: [{ [name]: { shape: [2], data: Float64Array.of(1.5, -2) } }] }];
      expect(bits(decodePrints(Buffer.from(encodePrints(made)), 1) ?? [])).toBe(bits(made));
    }
  });

  it("holds a tensor that many slips leave as it is once", () => {
    const same = { shape: [50], data: new Float64Array(50).fill(1.5) };
    const print = { forward: [{ A2: same }, { A2: { ...same, data: same.data.slice() } }] };
    const one = encodePrints([print]).length;
    const many = encodePrints(Array.from({ length: 100 }, () => print));
    expect(many.length).toBeLessThan(one + 100 * 60);
    const [first, second] = decodePrints(many, 100) ?? [];
    expect(first?.forward?.[0]?.A2).toBe(second?.forward?.[1]?.A2);
  });

  it("is not taken where it is of other mutants or cut off", () => {
    const bytes = encodePrints([{ loss: [{ "": { shape: [], data: Float64Array.of(2) } }] }, null]);
    expect(decodePrints(bytes, 2)).toHaveLength(2);
    expect(decodePrints(bytes, 3)).toBeNull();
    expect(decodePrints(bytes.slice(0, -1), 2)).toBeNull();
    expect(decodePrints(bytes.slice(0, 3), 2)).toBeNull();
    expect(decodePrints(new Uint8Array(), 0)).toBeNull();
  });
});
