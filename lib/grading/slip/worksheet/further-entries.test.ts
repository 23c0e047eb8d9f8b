import { describe, expect, it } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import { furtherRelation, type Surroundings } from "./further-entries.ts";

const typed = (numbers: readonly number[], decimals: number) =>
  numbers.map((value) => ({ value: Number(value.toFixed(decimals)), halfUnit: 0.5 * 10 ** -decimals }));
const right = [1.214365, -1.730482];
const sigma = { name: "\\sigma", values: [0.15], isRead: true };
const related = (entered: readonly number[], more: Partial<Surroundings> = {}, decimals = 4) =>
  furtherRelation({
    cells: typed(entered, decimals),
    right: right.slice(0, entered.length),
    shape: [1, entered.length],
    within: 2 * 10 ** -decimals,
    others: [],
    before: null,
    from: [],
    scalars: [],
    wholes: [1],
    ...more,
  })?.id ?? null;

describe("what entries have to do with the rest of a sheet", () => {
  it.each([
    ["times-4", right.map((x) => 4 * x), {}],
    ["third", right.map((x) => x / 3), {}],
    // A sum over four, divided by the three that count.
    ["four-thirds", right.map((x) => (4 * x) / 3), {}],
    ["over-a-value", right.map((x) => x / 0.15), { scalars: [sigma] }],
    ["times-a-value", right.map((x) => x * 0.15), { scalars: [sigma] }],
    ["times-a-value", right.map((x) => x * 0.15), { scalars: [{ ...sigma, isRead: false }] }],
    ["step-tenth", right.map((x) => 0.5 + 0.1 * (x - 0.5)), { before: [0.5, 0.5] }],
    ["step-times-10", right.map((x) => 0.5 + 10 * (x - 0.5)), { before: [0.5, 0.5] }],
    ["rest", [16 - 1.214365], { wholes: [1, 16] }],
    ["one-of-many", [-1.2317], { from: [{ name: "\\delta", values: [-1.2317, 0.4022] }] }],
  ] as const)("are recognised as %s", (id, entered, more) => {
    expect(related(entered, more)).toBe(id);
  });

  it("are not explained where one entry speaks against it, or two relations fit", () => {
    expect(related([4 * 1.214365, -1.730482])).toBeNull();
    expect(
      related(
        right.map((x) => x / 3),
        { scalars: [{ ...sigma, values: [3] }] },
      ),
    ).toBeNull();
    expect(related(right)).toBeNull();
  });

  it("are not explained by many relations where little was typed, nor by a value that one number alone has to do with", () => {
    expect(related([1.21 * 4], {}, 2)).toBeNull();
    expect(related([(4 / 3) * 1.214], {}, 3)).toBeNull(); // 1.619
    expect(related([1.214365 * 0.15], { scalars: [{ ...sigma, isRead: false }] })).toBeNull();
    expect(related([1], { from: [{ name: "\\delta", values: [1, 0.4022] }] }, 0)).toBeNull();
  });

  it("are seldom explained by chance: in two thousand draws of one number among ten values", () => {
    const random = createRandom("further");
    const draw = () => random.uniform(-5, 5);
    let named = 0;
    for (let k = 0; k < 2000; k++) {
      const scalars = Array.from({ length: 10 }, (_, i) => ({ name: `s_${i}`, values: [draw()], isRead: i < 2 }));
      const from = [{ name: "d", values: [draw(), draw(), draw()] }];
      if (related([draw()], { scalars, from, wholes: [1, 16], before: [0.5] }) !== null) named++;
    }
    // Twenty relations, each within 2e-4 of a number drawn from ten: four in ten thousand at the most.
    expect(named).toBeLessThanOrEqual(4);
  });
});
