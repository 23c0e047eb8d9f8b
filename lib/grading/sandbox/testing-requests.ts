import type { RunRequest } from "#lib/core/runner.ts";
import { asked, tensor } from "./testing.ts";

const X = tensor([
  [0.5, -1, 2],
  [1, 0.25, -3],
]);
const Y = tensor([[1, 0, 1]]);

const TRAIN = `export function train(X, Y, { epochs, rate }) {
  let W = nd.random.normal(0, 1, [1, 2]), b = nd.zeros(1, 1);
  const losses = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const A = nd.sigmoid(nd.matmul(W, X).add(b));
    const dZ = A.sub(Y);
    W = W.sub(nd.matmul(dZ, X.T).mul(rate / 3));
    b = b.sub(dZ.mean({ axis: 1, keepdims: true }).mul(rate));
    losses.push(-Math.log(A.get(0, 0)) + Math.tanh(Math.random()));
    progress(epoch, losses[epoch]);
  }
  console.log(W, losses.length);
  return { W, b, losses };
}`;

/** For tests: one request at least for every end but the one by the clock. */
export const REQUESTS: readonly RunRequest[] = [
  asked(TRAIN, [
    {
      fn: "train",
      args: [X, Y, { epochs: 200, rate: 0.3 }],
      returns: { fields: { W: "tensor", b: "tensor", losses: "tensor" } },
    },
  ]),
  asked(TRAIN, [{ fn: "train", args: [X, Y, { epochs: 1e9, rate: 0.3 }] }]),
  asked(TRAIN, [{ fn: "train", args: [X, Y, { epochs: 50, rate: 0.3 }], tape: true, count: ["train"] }], { seed: 9 }),
  asked("let n = 0; export const f = () => { n++; return f(); }; export const g = () => n;", [{ fn: "f" }]),
  asked(
    "export const f = () => { const kept = []; while (true) kept.push(new Float64Array(1e5).fill(kept.length)); }",
    [{ fn: "f" }],
  ),
  asked("export const f = () => { let kept = null; while (true) kept = { kept }; }", [{ fn: "f" }]),
  asked("export const f = () => { const kept = []; while (true) kept.push(nd.ones(100)); }", [{ fn: "f" }]),
  asked("export const f = () => ({ a: [1, [2]] })", [{ fn: "f", returns: { fields: { a: "tensor" } } }]),
  asked("let x: = 1", []),
  asked("export const f = (x) => nd.matmul(x, x)", [{ fn: "f", args: [X] }], { place: "trusted" }),
];
