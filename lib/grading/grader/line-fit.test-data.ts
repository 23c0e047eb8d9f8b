import type { Answer } from "#lib/core/answer.ts";
import type { Exercise } from "../exercise/index.ts";
import { exerciseFromFiles } from "../exercise/node.ts";

/** y = w x + b with the mean squared error: the smallest exercise that has one check of every kind. */
export const RIGHT = `
export const forward = (p, X) => ({ A: X.mul(p.w).add(p.b) });
export const loss = (p, X, Y) => forward(p, X).A.sub(Y).square().mean();
export function backward(p, X, Y) {
  const error = forward(p, X).A.sub(Y).mul(2).div(X.shape[1]);
  return { dw: error.mul(X).sum(1, true), db: error.sum(1, true) };
}
export function train(p, X, Y, { epochs, rate }) {
  let { w, b } = p;
  const losses = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss({ w, b }, X, Y));
    const g = backward({ w, b }, X, Y);
    w = w.sub(g.dw.mul(rate));
    b = b.sub(g.db.mul(rate));
  }
  return { w, b, losses };
}
`;

export const HALF = RIGHT.replace(".mul(2)", "");

const YAML = `
slug: line-fit
title: A line through points
summary: Fit a line by gradient descent.
lesson: 01-walking-downhill
parts:
  - id: code
    title: Code
    kind: code
    properties: properties.ts
    functions:
      forward: { args: [p, X], returns: { A: [1, m] } }
      loss: { args: [p, X, Y], returns: number }
      backward: { args: [p, X, Y], returns: { dw: [1, 1], db: [1, 1] } }
      train: { args: [p, X, Y, options], returns: { w: [1, 1], b: [1, 1], losses: [epochs] }, optional: [losses] }
    gradients: { dw: p.w, db: p.b }
    cases:
      sizes: { m: { from: 1, to: 6 } }
      values:
        X: { shape: [1, m], uniform: [-2, 2] }
        Y: { shape: [1, m], uniform: [-2, 2] }
        p: { w: { shape: [1, 1], uniform: [-1, 1] }, b: { shape: [1, 1], uniform: [-1, 1] } }
    data:
      line: { file: data/line.csv, inputs: [x], targets: [y] }
    checks:
      - { id: outputs, title: Outputs, points: 1, outputs: { of: forward, fields: [A], cases: 6 } }
      - { id: published, title: Published, points: 1, public: true, outputs: { of: loss, cases: 2 } }
      - { id: gradcheck, title: Gradients, points: 1, gradcheck: { of: backward, fields: [dw, db], cases: 6 } }
      - { id: consistent, title: Own derivative, points: 1, public: true, consistent: { loss: loss, gradient: backward, cases: 3, calls: { forward: 1 } } }
      - { id: steps, title: Steps, points: 1, steps: { of: train, options: { epochs: 3, rate: 0.1 }, fields: [w, b], cases: 3 } }
      - { id: falls, title: Falls, points: 1, property: { fn: falls, of: train, options: { epochs: 5, rate: 0.05 }, cases: 2 } }
      - id: trains
        title: Trains
        points: 1
        trains: { of: train, data: line, sizes: { m: 4 }, init: 1, options: { epochs: 60, rate: 0.2 }, predict: { of: forward, field: A }, metric: rmse, on: train, reach: 0.05, pass: 2, of_seeds: 3 }
    mistakes:
      - id: half
        file: mistakes/half.ts
        verdict: partial
        fails: [gradcheck, consistent, steps]
        diagnosis: { name: factor 2 left out, says: The square brings a factor 2 down., next: Put the factor 2 back., lesson: 01-walking-downhill }
`;

export const FILES = new Map([
  ["exercise.yaml", YAML],
  ["statement.md", "Fit a line."],
  ["starter.ts", "export const forward = (p, X) => ({ A: X });"],
  ["solution.ts", RIGHT],
  [
    "properties.ts",
    `export const falls = ({ result }) => { const l = result.losses.toArray(); return l[4] < l[0] ? true : "The loss does not fall."; };`,
  ],
  ["mistakes/half.ts", HALF],
  ["data/line.csv", "split,x,y\ntrain,-1,-1\ntrain,0,1\ntrain,1,3\ntrain,2,5\n"],
]);

export function lineFit(files: ReadonlyMap<string, string> = FILES): Exercise {
  const loaded = exerciseFromFiles(files);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
}

export const code = (source: string): Answer => ({ code: { kind: "code", source } });
