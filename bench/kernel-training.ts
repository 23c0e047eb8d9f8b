/**
 * Training inside the sandbox against NumPy, side by side in one run: `npx tsx bench/kernel-training.ts`.
 * Ratios are sandbox time / NumPy time, medians over interleaved rounds. Both compute the loss in every epoch, and the
 * two last losses must agree to nine digits.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TensorValue } from "#lib/core/value.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import { createInstance, type GuestContext, type Instance } from "#lib/grading/sandbox/boundary/index.ts";

const LIMITS = { fuel: 1e9, tensorBytes: 64 * 1024 * 1024, seed: 1 };
const ROUNDS = Number(process.env.ROUNDS ?? 5);

const plainStyle = `
function train(X, Y, p, epochs, rate) {
  let { W1, b1, W2, b2 } = p;
  const m = Y.shape[1];
  let loss;
  for (let i = 0; i < epochs; i++) {
    const A1 = nd.sigmoid(nd.add(nd.matmul(W1, X), b1));
    const A2 = nd.sigmoid(nd.add(nd.matmul(W2, A1), b2));
    loss = nd.neg(nd.mean(nd.add(nd.mul(Y, nd.log(A2)), nd.mul(nd.sub(1, Y), nd.log(nd.sub(1, A2))))));
    const dZ2 = nd.sub(A2, Y);
    const dW2 = nd.mul(1 / m, nd.matmul(dZ2, A1.T));
    const db2 = nd.mul(1 / m, nd.sum(dZ2, 1, true));
    const dZ1 = nd.mul(nd.matmul(W2.T, dZ2), nd.mul(A1, nd.sub(1, A1)));
    const dW1 = nd.mul(1 / m, nd.matmul(dZ1, X.T));
    const db1 = nd.mul(1 / m, nd.sum(dZ1, 1, true));
    W1 = nd.sub(W1, nd.mul(rate, dW1));
    b1 = nd.sub(b1, nd.mul(rate, db1));
    W2 = nd.sub(W2, nd.mul(rate, dW2));
    b2 = nd.sub(b2, nd.mul(rate, db2));
  }
  return loss;
}`;

const destructured = `
const { add, sub, mul, neg, mean, sum, log, sigmoid, matmul } = nd;
function train(X, Y, p, epochs, rate) {
  let { W1, b1, W2, b2 } = p;
  const m = Y.shape[1];
  let loss;
  for (let i = 0; i < epochs; i++) {
    const A1 = sigmoid(add(matmul(W1, X), b1));
    const A2 = sigmoid(add(matmul(W2, A1), b2));
    loss = neg(mean(add(mul(Y, log(A2)), mul(sub(1, Y), log(sub(1, A2))))));
    const dZ2 = sub(A2, Y);
    const dZ1 = mul(matmul(W2.T, dZ2), mul(A1, sub(1, A1)));
    const dW2 = mul(1 / m, matmul(dZ2, A1.T)), db2 = mul(1 / m, sum(dZ2, 1, true));
    const dW1 = mul(1 / m, matmul(dZ1, X.T)), db1 = mul(1 / m, sum(dZ1, 1, true));
    W1 = sub(W1, mul(rate, dW1));
    b1 = sub(b1, mul(rate, db1));
    W2 = sub(W2, mul(rate, dW2));
    b2 = sub(b2, mul(rate, db2));
  }
  return loss;
}`;

type Job = {
  readonly name: string;
  readonly inputs: number;
  readonly hidden: number;
  readonly samples: number;
  readonly epochs: number;
  readonly rate: number;
  readonly targets: readonly [number, number];
};
const jobs: readonly Job[] = [
  { name: "moons 2-4-1", inputs: 2, hidden: 4, samples: 140, epochs: 10_000, rate: 0.1, targets: [0.5, 0.38] },
  { name: "moons 2-50-1", inputs: 2, hidden: 50, samples: 140, epochs: 5_000, rate: 0.1, targets: [0.85, 0.7] },
  { name: "Ising 16-8-1", inputs: 16, hidden: 8, samples: 800, epochs: 5_000, rate: 0.05, targets: [1.0, 0.9] },
];

type Data = { readonly [name: string]: TensorValue };
const host = createHost();
const draw = (shape: readonly number[], seed: number, scale = 1) =>
  host.apply("normal", [], { loc: 0, scale, size: shape, seed });

function dataFor(job: Job): Data {
  const X = draw([job.inputs, job.samples], 1);
  const Y = host.apply("greater", [host.apply("sum", [host.apply("sin", [X])], { axis: 0, keepdims: 1 }), 0]);
  const W1 = draw([job.hidden, job.inputs], 2, 0.5);
  const W2 = draw([1, job.hidden], 3, 0.5);
  return {
    X,
    Y,
    W1,
    W2,
    b1: host.apply("zeros", [], { shape: [job.hidden, 1] }),
    b2: host.apply("zeros", [], { shape: [1, 1] }),
  };
}

const nested = (t: TensorValue) => {
  const [rows = 1, cols = 1] = t.shape;
  return Array.from({ length: rows }, (_, i) => [...t.data.subarray(i * cols, (i + 1) * cols)]);
};

function numpy(job: Job, data: Data): { seconds: number; loss: number } {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^(OPENBLAS|OMP|MKL|GOTO)_/.test(name)) delete env[name];
  const input = {
    ...Object.fromEntries(Object.entries(data).map(([k, t]) => [k, nested(t)])),
    epochs: job.epochs,
    rate: job.rate,
    rounds: 1,
  };
  const script = fileURLToPath(new URL("numpy_training.py", import.meta.url));
  const ran = spawnSync("python3", [script], { input: JSON.stringify(input), env, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`NumPy did not run: ${ran.stderr}`);
  const { seconds, loss } = JSON.parse(ran.stdout) as { seconds: number[]; loss: number };
  return { seconds: seconds[0] ?? Number.NaN, loss };
}

/** Runs `train` of a source in a fresh context; seconds are those of the training call alone. */
function sandbox(instance: Instance, source: string, job: Job, data: Data): { seconds: number; loss: number } {
  instance.restorePristine();
  const context = instance.newContext(LIMITS);
  try {
    run(context, source, "student.ts");
    const names = ["X", "Y", "W1", "b1", "W2", "b2"] as const;
    for (const name of names) {
      const handle = context.makeTensor(data[name] as TensorValue);
      context.vm.setProp(context.vm.global, `arg_${name}`, handle);
      handle.dispose();
    }
    const call = (epochs: number) =>
      `train(arg_X, arg_Y, { W1: arg_W1, b1: arg_b1, W2: arg_W2, b2: arg_b2 }, ${epochs}, ${job.rate})`;
    run(context, call(200), "call.js");
    const start = performance.now();
    const loss = run(context, call(job.epochs), "call.js");
    return { seconds: (performance.now() - start) / 1000, loss };
  } finally {
    context.dispose();
  }
}

function run(context: GuestContext, code: string, file: string): number {
  const result = context.vm.evalCode(code, file);
  if (result.error) {
    const said = context.vm.dump(result.error) as { message?: string };
    throw new Error(said.message);
  }
  const value = context.readTensor(result.value);
  result.value.dispose();
  return value?.data[0] ?? Number.NaN;
}

const backward = `
function backward(p, X, Y) {
  const m = Y.shape[1];
  const A1 = nd.tanh(nd.add(nd.matmul(p.W1, X), p.b1));
  const A2 = nd.sigmoid(nd.add(nd.matmul(p.W2, A1), p.b2));
  const dZ2 = nd.sub(A2, Y);
  const dZ1 = nd.mul(nd.matmul(p.W2.T, dZ2), nd.sub(1, nd.square(A1)));
  return {
    dW2: nd.div(nd.matmul(dZ2, A1.T), m), db2: nd.div(nd.sum(dZ2, 1, true), m),
    dW1: nd.div(nd.matmul(dZ1, X.T), m), db1: nd.div(nd.sum(dZ1, 1, true), m),
  };
}`;

/** Nothing besides `nd`; one function, since an interpreter is kept for the equipment that it was made with. */
const NOTHING_MORE = () => null;

/** How a run gets its interpreter. Runs of the product take the first way. */
const ways: { readonly [way: string]: (instance: Instance) => GuestContext } = {
  kept: (instance) => instance.newEquipped(LIMITS, NOTHING_MORE).context,
  made: (instance) => instance.newContext(LIMITS),
  pristine: (instance) => {
    instance.restorePristine();
    return instance.newContext(LIMITS);
  },
};

/** Milliseconds of a fresh run: context, code, 20 backward passes on other tensors each, every gradient read out. */
function freshRun(instance: Instance, begin: (instance: Instance) => GuestContext, cases: readonly Data[]): number {
  const start = performance.now();
  const context = begin(instance);
  const { vm } = context;
  run(context, backward, "student.ts");
  const fn = vm.getProp(vm.global, "backward");
  for (const data of cases) {
    const p = vm.newObject();
    for (const name of ["W1", "b1", "W2", "b2"] as const) {
      const handle = context.makeTensor(data[name] as TensorValue);
      vm.setProp(p, name, handle);
      handle.dispose();
    }
    const [X, Y] = (["X", "Y"] as const).map((name) => context.makeTensor(data[name] as TensorValue));
    if (!X || !Y) throw new Error("no tensors");
    const result = vm.callFunction(fn, vm.undefined, p, X, Y);
    if (result.error) throw new Error("backward threw");
    for (const name of ["dW1", "db1", "dW2", "db2"]) {
      const handle = vm.getProp(result.value, name);
      if (context.readTensor(handle) === null) throw new Error(`no ${name}`);
      handle.dispose();
    }
    for (const handle of [p, X, Y, result.value]) handle.dispose();
  }
  fn.dispose();
  context.dispose();
  return performance.now() - start;
}

const median = (xs: readonly number[]) => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)] ?? Number.NaN;

const instance = await createInstance();
for (const job of jobs) {
  const data = dataFor(job);
  const times: { numpy: number[]; plain: number[]; fast: number[] } = { numpy: [], plain: [], fast: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const peer = numpy(job, data);
    const plain = sandbox(instance, plainStyle, job, data);
    const fast = sandbox(instance, destructured, job, data);
    for (const ours of [plain, fast]) {
      if (!(Math.abs(ours.loss - peer.loss) <= 1e-9 * Math.abs(peer.loss)))
        throw new Error(`${job.name}: loss ${ours.loss}, NumPy ${peer.loss}`);
    }
    times.numpy.push(peer.seconds);
    times.plain.push(plain.seconds);
    times.fast.push(fast.seconds);
  }
  const per = (xs: readonly number[]) => (median(xs) / job.epochs) * 1e6;
  const ratio = (xs: readonly number[]) => median(xs.map((x, i) => x / (times.numpy[i] ?? Number.NaN)));
  const show = (label: string, xs: readonly number[], target: number) => {
    const r = ratio(xs);
    return `${label} ${per(xs).toFixed(1)} µs, ${r.toFixed(2)} of NumPy (goal ${target}: ${r <= target ? "reached" : "missed"})`;
  };
  console.log(
    `${job.name}: NumPy ${per(times.numpy).toFixed(1)} µs; ${show("plain", times.plain, job.targets[0])}; ${show("destructured", times.fast, job.targets[1])}`,
  );
}

const small = Array.from({ length: 20 }, () => dataFor({ ...(jobs[0] as Job), samples: 10 }));
for (const [label, way, goal] of [
  ["fresh run", "kept", 2.5],
  ["the same with an interpreter made for it", "made", Number.NaN],
  ["the same on pristine memory", "pristine", 5],
] as const) {
  const begin = ways[way] as (instance: Instance) => GuestContext;
  for (let i = 0; i < 50; i++) freshRun(instance, begin, small);
  const p50 = median(Array.from({ length: 200 }, () => freshRun(instance, begin, small)));
  const word = Number.isNaN(goal) ? "for comparison" : `goal ${goal}: ${p50 <= goal ? "reached" : "missed"}`;
  console.log(`${label}, 20 backward passes: ${p50.toFixed(2)} ms p50 (${word})`);
}
