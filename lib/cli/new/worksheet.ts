import type { Template } from "./template.ts";

export const worksheet: Template = {
  kind: "worksheet",
  gives: "numbers in grids",
  statement:
    "One unit by hand: $z = wx + b$, $a = \\tanh(z)$, $L = (a - y)^2$. Carry the example forward, carry the error back, and take one step downhill. Give at least four decimals, rounded or cut off.",
  shapes: {},
  files: {
    "fields.ts": `// Each field is a function of what is given and of the other fields.
const { matmul, mul, sub, square } = nd;

export const z = (given) => matmul(given.w, given.x).add(given.b);
export const a = (given, field) => nd.tanh(field.z);
export const L = (given, field) => square(sub(field.a, given.y));
export const da = (given, field) => mul(2, sub(field.a, given.y));
export const dw = (given, field) => matmul(mul(field.da, sub(1, square(field.a))), given.x.T);
export const neww = (given, field) => sub(given.w, mul(given.alpha, field.dw));
`,
    "variant.ts": `// Numbers with few digits for each person, so that every mistake shows and every update can be seen.
const tenth = (lo, hi) => Math.round((lo + Math.random() * (hi - lo)) * 10) / 10;

export function variant() {
  return {
    x: [[tenth(0.5, 1.2)], [tenth(0.6, 1.2)]],
    w: [[tenth(0.2, 0.5), tenth(0.6, 0.9)]],
    b: [[tenth(0.2, 0.5)]],
    y: [[tenth(-0.9, -0.8)]],
  };
}
`,
    "mistakes/no-bias.ts": "export const z = (given) => nd.matmul(given.w, given.x);\n",
    "mistakes/slope-at-z.ts": `const { matmul, mul, sub, square } = nd;

export const dw = (given, field) => matmul(mul(field.da, sub(1, square(field.z))), given.x.T);
`,
    "mistakes/uphill.ts": "export const neww = (given, field) => nd.add(given.w, nd.mul(given.alpha, field.dw));\n",
    "alternatives/rounded-as-one-goes.yaml": `# Every value rounded to four decimals before the next one is computed from it.
values:
  kind: worksheet
  fields:
    z: ["1.2"]
    a: ["0.8337"]
    L: ["0.0011"]
    da: ["0.0674"]
    dw: ["0.0206", "0.0411"]
    neww: ["0.4979", "0.2959"]
`,
  },
  part: `  - id: values
    title: Values
    kind: worksheet
    fields: fields.ts
    variant: variant.ts
    points: 6
    digits: { decimals: 4 }
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
          - { id: da, tex: "\\\\partial L/\\\\partial a", shape: [1, 1] }
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
};
