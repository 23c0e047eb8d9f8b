import { oneOf, wholeNumber } from "./read.ts";
import type { Made, Template } from "./template.ts";

export const worksheet: Template = {
  kind: "worksheet",
  gives: "numbers in grids",
  make: async (asked) => {
    const decimals = await asked({
      asks: "Worksheet: how many decimals must a number have? From 3 to 6",
      as: wholeNumber(3, 6),
      option: "--decimals",
      usual: "4",
    });
    const numbers = await asked({
      asks: "Worksheet: has each student numbers of their own, or all the same? own, same",
      as: oneOf(["own", "same"]),
      option: "--numbers",
      usual: "own",
    });
    return unit(decimals, numbers === "own");
  },
};

/** Every value rounded before the next one is computed from it, for the numbers that are printed. */
function roundedAsOneGoes(decimals: number): string {
  const [x, w, b, y, alpha] = [[1, 2], [0.5, 0.3], 0.1, 0.8, 0.1] as const;
  const round = (value: number) => Number(value.toFixed(decimals));
  const z = round(w[0] * x[0] + w[1] * x[1] + b);
  const a = round(Math.tanh(z));
  const da = round(2 * (a - y));
  const dz = round(da * (1 - a * a));
  const dw = x.map((one) => round(dz * one));
  const rows = {
    z: [z],
    a: [a],
    L: [(a - y) ** 2],
    dz: [dz],
    da: [da],
    dw,
    neww: w.map((one, i) => one - alpha * (dw[i] ?? 0)),
  };
  const texts = Object.entries(rows).map(
    ([name, values]) => `    ${name}: [${values.map((value) => JSON.stringify(value.toFixed(decimals))).join(", ")}]`,
  );
  return `# Every value rounded to ${decimals} decimals before the next one is computed from it.
values:
  kind: worksheet
  fields:
${texts.join("\n")}
`;
}

const WORDS = ["three", "four", "five", "six"];

const VARIANT = `// Numbers with few digits for each person, so that every mistake shows and every update can be seen.
const tenth = (lo, hi) => Math.round((lo + Math.random() * (hi - lo)) * 10) / 10;

export function variant() {
  return {
    x: [[tenth(0.5, 1.2)], [tenth(0.6, 1.2)]],
    w: [[tenth(0.2, 0.5), tenth(0.6, 0.9)]],
    b: [[tenth(0.2, 0.5)]],
    y: [[tenth(-0.9, -0.8)]],
  };
}
`;

const unit = (decimals: number, own: boolean): Made => ({
  statement: `One unit by hand: $z = wx + b$, $a = \\tanh(z)$, $L = (a - y)^2$. Carry the example forward, carry the error back, and take one step downhill. Give at least ${WORDS[decimals - 3]} decimals, rounded or cut off.`,
  shapes: {},
  files: {
    "fields.ts": `// Each field is a function of what is given and of the other fields.
const { matmul, mul, sub, square } = nd;

export const z = (given) => matmul(given.w, given.x).add(given.b);
export const a = (given, field) => nd.tanh(field.z);
export const L = (given, field) => square(sub(field.a, given.y));
export const da = (given, field) => mul(2, sub(field.a, given.y));
export const dz = (given, field) => mul(field.da, sub(1, square(field.a)));
export const dw = (given, field) => matmul(field.dz, given.x.T);
export const neww = (given, field) => sub(given.w, mul(given.alpha, field.dw));
`,
    ...(own ? { "variant.ts": VARIANT } : {}),
    "mistakes/no-bias.ts": "export const z = (given) => nd.matmul(given.w, given.x);\n",
    "mistakes/slope-at-z.ts": `const { mul, sub, square } = nd;

export const dz = (given, field) => mul(field.da, sub(1, square(field.z)));
`,
    "mistakes/uphill.ts": "export const neww = (given, field) => nd.add(given.w, nd.mul(given.alpha, field.dw));\n",
    "alternatives/rounded-as-one-goes.yaml": roundedAsOneGoes(decimals),
  },
  part: `  - id: values
    title: Values
    kind: worksheet
    fields: fields.ts
${own ? "    variant: variant.ts\n" : ""}    points: 7
    digits: { decimals: ${decimals} }
    given:
      - { id: x, tex: "x", shape: [2, 1], value: [[1], [2]] }
      - { id: w, tex: "w", shape: [1, 2], value: [[0.5, 0.3]] }
      - { id: b, tex: "b", shape: [1, 1], value: [[0.1]] }
      - { id: y, tex: "y", shape: [1, 1], value: [[0.8]] }
      - { id: alpha, tex: "\\\\alpha", shape: [1, 1], value: [[0.1]] }
    lanes:
      - id: forward
        title: Forward
        direction: forward
        fields:
          - { id: z, tex: "z", shape: [1, 1] }
          - { id: a, tex: "a", shape: [1, 1] }
          - { id: L, tex: "L", shape: [1, 1] }
      - id: backward
        title: Backward
        direction: backward
        fields:
          - { id: dz, tex: "\\\\partial L/\\\\partial z", shape: [1, 1] }
          - { id: da, tex: "\\\\partial L/\\\\partial a", shape: [1, 1] }
      - id: gradients
        title: Gradients
        direction: none
        fields:
          - { id: dw, tex: "\\\\partial L/\\\\partial w", shape: [1, 2] }
      - id: step
        title: One step downhill
        direction: none
        fields:
          - { id: neww, tex: "w_{\\\\text{new}}", shape: [1, 2], change: w }
    hints:
      - { text: "The slope of tanh can be had from its own value: $1 - a^2$.", cost: 0.5 }
    alternatives: [alternatives/rounded-as-one-goes.yaml]
    mistakes:
      - id: no-bias
        file: mistakes/no-bias.ts
        verdict: partial
        diagnosis:
          name: a missing bias
          says: "This is the weighted sum without its bias."
          next: "Add $b$ to the sum."
      - id: slope-at-z
        file: mistakes/slope-at-z.ts
        verdict: partial
        diagnosis:
          name: slope taken at z instead of a
          says: "The error is multiplied by $1 - z^2$. The short form of the slope takes the value *after* tanh."
          next: "Use $a$ in the slope."
      - id: uphill
        file: mistakes/uphill.ts
        verdict: partial
        diagnosis:
          name: a step uphill
          says: "The gradient was added. It points to where the loss grows."
          next: "Subtract $\\\\alpha$ times the gradient."
`,
});
