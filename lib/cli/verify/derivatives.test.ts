import { describe, expect, it } from "vitest";
import { fieldChains } from "#lib/grading/grader/index.ts";
import { arrows } from "./arrows.ts";
import { derivatives } from "./derivatives.ts";
import { type Changes, provingOf, sheet } from "./sheet.test-data.ts";

async function found(changes: Changes) {
  const proving = await provingOf(sheet(changes));
  const { exercise, part, variants, runner } = proving;
  const chains = variants.map((variant) => fieldChains(exercise, part, variant, runner));
  const all = [];
  for await (const finding of derivatives(proving, chains)) all.push(finding);
  for await (const finding of arrows(proving, chains[0] as (typeof chains)[number])) all.push(finding);
  return all;
}
const missed = async (changes: Changes) =>
  (await found(changes)).filter(({ holds }) => !holds).map(({ what, detail }) => `${what}: ${detail}`);

const DZ = "mul(matmul(given.v.T, field.e), sub(1, square(field.h)))";

describe("derivatives in a worksheet", () => {
  it("agree with central differences where they are right, however they are written", async () => {
    const all = await found({});
    expect(all.filter(({ holds }) => !holds)).toEqual([]);
    expect(all[0]?.what).toBe("derivatives agree with central differences of fields.ts: dz, e, dW, db");
  });

  // By hand from the printed numbers: z₁ = 0.5·1.3 − 0.3·0.7 + 0.15 = 0.59, z₂ = −0.2·1.3 − 0.8·0.7 + 0.4 = −0.42, h = (0.529896, −0.396930),
  // o = 0.9·0.529896 + 0.6·0.396930 = 0.715064, e = 2(o − 1.1) = −0.769871, 0.9·e = −0.692884, dz₁ = 0.9·e·(1 − h₁²) = −0.498330.
  it.each<[string, Changes, string, RegExp]>([
    [
      "a sign",
      { fields: [["mul(2, sub(field.o, given.y))", "mul(2, sub(given.y, field.o))"]] },
      "e is the derivative of L by o",
      /variant printed: e, entry 1: 0\.76987\d* by fields\.ts, -0\.76987\d* by central differences of L\. It is the right numbers with the opposite sign\./,
    ],
    [
      "a factor",
      { fields: [["mul(2, sub(field.o, given.y))", "sub(field.o, given.y)"]] },
      "e is the derivative of L by o",
      /entry 1: -0\.38493\d* by fields\.ts, -0\.76987\d* by .* It is half of what is asked for\./,
    ],
    [
      "a transposed matrix",
      { fields: [["matmul(field.dz, given.x.T)", "matmul(given.x, field.dz.T)"]] },
      "dW is the derivative of L by W",
      /dW, entry 1,2: .* It is the right numbers with rows and columns exchanged\./,
    ],
    [
      "a factor of the chain that is missing",
      { fields: [[DZ, "matmul(given.v.T, field.e)"]] },
      "dz is the derivative of L by z",
      /dz, entry 1: -0\.69288\d* by fields\.ts, -0\.49832\d* by central differences of L\./,
    ],
    [
      "a slope that is taken of another value",
      { fields: [["square(field.h)", "square(field.z)"]] },
      "dz is the derivative of L by z",
      /dz, entry 1: /,
    ],
    [
      "a number of entries that is another",
      { fields: [["matmul(field.dz, given.x.T)", "field.dz"]] },
      "dW is the derivative of L by W",
      /dW has 2 entries, and W has 4\./,
    ],
  ])("are told once, with entry, expected and found: %s", async (_, changes, what, words) => {
    const told = await missed(changes);
    expect(told).toHaveLength(1);
    expect(told[0]?.startsWith(what)).toBe(true);
    expect(told[0]).toMatch(words);
    expect(told[0]).toContain("The same under 2 more of 3 variants.");
  });

  it("are each told where two make up for one another", async () => {
    const twice = { fields: [["mul(2, sub", "mul(4, sub"] as const, [DZ, `mul(0.5, ${DZ})`] as const] };
    expect((await missed(twice)).map((line) => line.split(":")[0])).toEqual([
      "dz is the derivative of L by z",
      "e is the derivative of L by o",
    ]);
  });

  it("may be declared, of a function that is no field", async () => {
    const declared = (factor: string) => ({
      spec: [
        [
          '{ id: db, tex: "\\\\partial L/\\\\partial b",',
          '{ id: db, tex: "\\\\delta", derivative: { of: own, by: z },',
        ] as const,
      ],
      fields: [
        [
          "export const e ",
          `export const own = (given, field) => mul(${factor}, L(given, field));\nexport const e `,
        ] as const,
      ],
    });
    expect(await missed(declared("1"))).toEqual([]);
    expect(await missed(declared("3"))).toEqual([expect.stringMatching(/^db is the derivative of own by z: /)]);
  });

  it("by what there is not are told where they are declared", () => {
    const derivative = "derivative: { of: L, by: q }";
    expect(() => sheet({ spec: [["tex: h, shape: [2, 1]", `tex: h, shape: [2, 1], ${derivative}`]] })).toThrow(
      "q is not a given value or a field.",
    );
  });

  it("ask for the function where it is not on the sheet, and are let go where the author says so", async () => {
    const loss = [["{ id: L, tex: L,", "{ id: L, tex: loss,"]] as const;
    const told = await missed({ spec: loss });
    expect(told).toHaveLength(4);
    expect(told[0]).toContain("written as that of L by z, and the sheet has no L");
    expect(
      await missed({
        spec: [...loss, ['\\\\partial z", shape: [2, 1] }', '\\\\partial z", shape: [2, 1], derivative: none }']],
      }),
    ).toHaveLength(3);
  });

  it("at a corner are compared with nothing, and that is said where it is so for all entries under every variant", async () => {
    const relu = (slope: string, b: string) => ({
      fields: [
        ["nd.tanh(field.z)", "nd.maximum(0, field.z)"] as const,
        [DZ, `mul(matmul(given.v.T, field.e), nd.${slope}(field.z, 0))`] as const,
      ],
      spec: [["value: [[0.15], [0.4]]", `value: ${b}`] as const],
    });
    // z₁ = 0.65 − 0.21 − 0.44 = 0 under the printed numbers, the corner of ReLU: either slope is as good.
    expect(await missed(relu("greater", "[[-0.44], [0.4]]"))).toEqual([]);
    expect(await missed(relu("greater_equal", "[[-0.44], [0.4]]"))).toEqual([]);
    expect(await missed(relu("less", "[[-0.44], [0.4]]"))).not.toEqual([]);
    const never = {
      fields: [["=> field.dz;", "=> nd.array([[0]]);\nexport const flat = (given) => nd.abs(given.alpha);"] as const],
      spec: [
        ["value: [[0.2]]", "value: [[0]]"] as const,
        [
          'tex: "\\\\partial L/\\\\partial b", shape: [2, 1]',
          "tex: s, shape: [1, 1], derivative: { of: flat, by: alpha }",
        ] as const,
      ],
    };
    expect(await missed(never)).toEqual([expect.stringContaining("flat has a corner there under every variant")]);
  });

  it("of a backward lane that do not say of what are mentioned", async () => {
    const all = await found({ spec: [["\\\\frac{\\\\partial L}{\\\\partial o}", "\\\\delta"]] });
    expect(all[0]).toMatchObject({ holds: true, detail: "not said of what: e" });
  });
});

describe("arrows in a worksheet", () => {
  it("are told where they run the other way", async () => {
    expect(await missed({ spec: [["direction: backward", "direction: forward"]] })).toEqual([
      expect.stringContaining("In backward an arrow runs from dz to e, which is not computed from it."),
    ]);
  });

  it("are told where they join what stands side by side", async () => {
    expect(
      await missed({
        spec: [["title: Gradients\n        direction: none", "title: Gradients\n        direction: forward"]],
      }),
    ).toEqual([expect.stringContaining("In gradients an arrow runs from dW to db")]);
  });
});
