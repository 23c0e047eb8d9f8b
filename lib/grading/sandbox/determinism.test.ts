import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunRequest } from "#lib/core/runner.ts";
import { createLocalRunner } from "./index.ts";
import { createPoolRunner, type PoolRunner } from "./node.ts";
import { bundleThread } from "./pool/testing.ts";
import { asked, tensor, written } from "./testing.ts";

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

const requests: readonly RunRequest[] = [
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

describe("an outcome", () => {
  let pool: PoolRunner;
  let file: string;
  let first: string[];

  beforeAll(async () => {
    file = await bundleThread();
    pool = createPoolRunner({ threads: 2, threadFile: file, deadlineMs: 60_000 });
    const runner = createLocalRunner({ deadlineMs: 60_000 });
    first = [];
    for (const request of requests) first.push(written(await runner.run(request)));
  });
  afterAll(async () => {
    await pool.close();
    rmSync(file);
  });

  it("covers every end but the one by the clock", () => {
    const ends = ["ok", "notParsed", "threw", "outOfBudget", "outOfMemory", "malformed"];
    expect(ends.filter((end) => !first.some((text) => text.startsWith(`{"status":"${end}"`)))).toEqual([]);
  });

  it("is the same to the byte whatever ran before it", { timeout: 60_000 }, async () => {
    const runner = createLocalRunner({ deadlineMs: 60_000 });
    const order = [...requests.keys()].flatMap((i) => [i, (i * 7 + 3) % requests.length]).reverse();
    for (const i of order) {
      const request = requests[i];
      if (request !== undefined) expect(written(await runner.run(request))).toBe(first[i]);
    }
  });

  it("is the same to the byte on a worker thread, several at a time", { timeout: 60_000 }, async () => {
    const outcomes = await Promise.all([...requests, ...requests].map((request) => pool.run(request)));
    expect(outcomes.map(written)).toEqual([...first, ...first]);
  });

  it("depends on the seed and the budget", async () => {
    const runner = createLocalRunner();
    const [request] = requests;
    if (request === undefined) throw new Error("there are requests");
    expect(written(await runner.run({ ...request, seed: 2 }))).not.toBe(first[0]);
    expect((await runner.run({ ...request, budget: { ...request.budget, fuel: 0.5 } })).status).toBe("outOfBudget");
  });
});
