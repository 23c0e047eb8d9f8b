import type { Place, RunRequest } from "#lib/core/runner.ts";

/** What most answers do: types, a counted function, tensors in and out, a tape, printing, plain loops. */
const SOURCE = `
type P = { W: Tensor; b: Tensor };
export function forward(p: P, X: Tensor): { A: Tensor } {
  return { A: nd.tanh(nd.add(nd.matmul(p.W, X), p.b)) };
}
export function loss(p: P, X: Tensor, Y: Tensor): number {
  return forward(p, X).A.sub(Y).square().mean().item();
}
export function backward(p: P, X: Tensor, Y: Tensor): { dW: Tensor; db: Tensor; list: number[] } {
  const { A } = forward(p, X);
  const dZ = A.sub(Y).mul(nd.sub(1, A.mul(A)));
  const list: number[] = [];
  for (const row of A.toArray()) for (const a of row) list.push(Math.exp(a));
  console.log(A, list.length);
  return { dW: dZ.matmul(X.T), db: dZ.sum(1, true), list };
}
`;

const filled = (rows: number, columns: number) => ({
  shape: [rows, columns],
  data: Float64Array.from({ length: rows * columns }, (_, i) => (i % 5) / 7),
});
const args = [{ W: filled(2, 3), b: filled(2, 1) }, filled(3, 4), filled(2, 4)];

/** A run that a new thread makes before it is asked for one, so that the first person does not wait for its compilers. */
export const practiceAt = (place: Place): RunRequest => ({
  place,
  files: [{ name: "practice.ts", source: SOURCE }],
  calls: [
    { fn: "forward", args: args.slice(0, 2), returns: { fields: { A: "tensor" } }, tape: true, count: ["forward"] },
    { fn: "loss", args, returns: "number" },
    { fn: "backward", args, returns: { fields: { dW: "tensor", db: "tensor", list: "any" } } },
    { fn: "loss", args: [], returns: "number" },
  ],
  budget: { fuel: 100, tensorBytes: 1 << 20 },
  seed: 1,
});
