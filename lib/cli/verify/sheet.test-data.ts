import { drawVariant, type Exercise, PRINTED, type Variant, type WorksheetPart } from "#lib/grading/exercise/index.ts";
import { exerciseFromFiles } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { Proving } from "./context.ts";

/** Two tanh units with one output: z = Wx + b, h = tanh z, o = vh, L = (o − y)², back to W and b, and one step. */
export const SHEET = `slug: two-units
title: Two units
summary: Two units by hand.
lesson: walking-downhill
parts:
  - id: sheet
    title: Sheet
    kind: worksheet
    fields: fields.ts
    variant: variant.ts
    points: 9
    digits: { decimals: 6 }
    given:
      - { id: x, tex: x, shape: [2, 1], value: [[1.3], [-0.7]] }
      - { id: W, tex: "W", shape: [2, 2], value: [[0.5, 0.3], [-0.2, 0.8]] }
      - { id: b, tex: b, shape: [2, 1], value: [[0.15], [0.4]] }
      - { id: v, tex: v, shape: [1, 2], value: [[0.9, -0.6]] }
      - { id: y, tex: y, shape: [1, 1], value: [[1.1]] }
      - { id: alpha, tex: "\\\\alpha", shape: [1, 1], value: [[0.2]] }
    lanes:
      - id: forward
        title: Forward
        direction: forward
        fields:
          - { id: z, tex: z, shape: [2, 1] }
          - { id: h, tex: h, shape: [2, 1] }
          - { id: o, tex: o, shape: [1, 1] }
          - { id: L, tex: L, shape: [1, 1] }
      - id: backward
        title: Backward
        direction: backward
        fields:
          - { id: dz, tex: "\\\\partial L/\\\\partial z", shape: [2, 1] }
          - { id: e, tex: "\\\\frac{\\\\partial L}{\\\\partial o}", shape: [1, 1] }
      - id: gradients
        title: Gradients
        direction: none
        fields:
          - { id: dW, tex: "\\\\partial L / \\\\partial W", shape: [2, 2] }
          - { id: db, tex: "\\\\partial L/\\\\partial b", shape: [2, 1] }
          - { id: newW, tex: "W_{new}", shape: [2, 2], change: W }
`;

export const FIELDS = `const { matmul, mul, sub, square } = nd;
export const z = (given) => matmul(given.W, given.x).add(given.b);
export const h = (given, field) => nd.tanh(field.z);
export const o = (given, field) => matmul(given.v, field.h);
export const L = (given, field) => square(sub(field.o, given.y));
export const e = (given, field) => mul(2, sub(field.o, given.y));
export const dz = (given, field) => mul(matmul(given.v.T, field.e), sub(1, square(field.h)));
export const dW = (given, field) => matmul(field.dz, given.x.T);
export const db = (given, field) => field.dz;
export const newW = (given, field) => sub(given.W, mul(given.alpha, field.dW));
`;

const VARIANT = `export const variant = () => ({
  x: [[1 + Math.round(Math.random() * 50) / 100], [-0.5 - Math.round(Math.random() * 50) / 100]],
});
`;

/** The sheet with another spec or other functions; each pair is what stands in the file and what is there instead. */
export function sheet({ spec = [], fields = [], more = [] }: Changes = {}): Exercise {
  const read = exerciseFromFiles(
    new Map([
      ["exercise.yaml", changed(SHEET, spec)],
      ["statement.md", "Two units."],
      ["fields.ts", changed(FIELDS, fields)],
      ["variant.ts", VARIANT],
      ...more,
    ]),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

type Pairs = readonly (readonly [string, string])[];
export type Changes = { readonly spec?: Pairs; readonly fields?: Pairs; readonly more?: Pairs };

function changed(text: string, pairs: Pairs): string {
  return pairs.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`there is no ${from}`);
    return all.replace(from, () => to);
  }, text);
}

const runner = createLocalRunner();

/** What a prover of the sheet is given, under the printed numbers and two more. */
export async function provingOf(exercise: Exercise): Promise<Proving<"worksheet">> {
  const variants: Variant[] = [];
  for (const seed of [PRINTED, "1", "2"]) {
    const drawn = await drawVariant(exercise, seed, runner);
    if (!drawn.ok) throw new Error(drawn.error.message);
    variants.push(drawn.value);
  }
  return { exercise, part: exercise.spec.parts[0] as WorksheetPart, runner, variants };
}
