// Longer than most: one planted mistake per row, and the change of its text that takes it back.
import { describe, expect, it } from "vitest";
import { plainCode, repairsOf, slipMutants, slips } from "../index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/[\s()]+/g, "");

/** Ids of the slips told by changes of an answer that make the right one of it, and their lines. */
function told(right: string, part: string, wrong: string): (readonly [string, number])[] {
  expect(right.split(part).length).toBe(2);
  const answer = right.replace(part, wrong);
  const back = repairsOf(answer).filter(({ code }) => squeezed(code) === squeezed(right));
  return [...new Map(back.map(({ id, line }) => [id, [id, line] as const])).values()];
}

const LOOPS = `const rows = (t) => (Array.isArray(t) ? t : t.toArray());
export function backward(p, X, Y) {
  const x = rows(X), y = rows(Y)[0], w2 = rows(p.W2);
  const { A1, A2 } = forward(p, X);
  const H = A1.length, N = x.length, m = y.length;
  for (let k = 0; k < m; k++) {
    const e = (A2[0][k] - y[k]) / m;
    for (let i = 0; i < H; i++) {
      const a = A1[i][k];
      const d = e * w2[0][i] * (1 - a * a);
      for (let j = 0; j < N; j++) {
        dW1[i][j] += d * x[j][k];
      }
    }
  }
  return { dW1 };
}`;

const TENSORS = `export function forward(p, X) {
  const Z1 = p.W1.matmul(X).add(p.b1);
  const A1 = Z1.tanh();
  return { Z1, A1, A2: p.W2.matmul(A1).add(p.b2) };
}
export function backward(p, X, Y) {
  const cache = forward(p, X);
  const R = cache.A2.sub(Y);
  const D2 = R.mul(2 / Y.shape[1]);
  const D1 = nd.outer(p.W2, D2).mul(nd.sub(1, cache.A1.mul(cache.A1)));
  const mask = slope(cache.Z1);
  return { dW1: D1.matmul(X.T), db1: D1.sum(1, true), dW2: D2.matmul(cache.A1.T), db2: D2.sum(1, true), mask };
}
export function update(p, g, rate) {
  return { W1: p.W1.sub(g.dW1.mul(rate)), b2: p.b2.sub(g.db2.mul(rate)) };
}`;

const LISTS = `const one_minus = (t) => nd.sub(1, t);
const softplus = (S) => nd.log(nd.add(1, nd.exp(S)));
export const costs = (S, Y) => nd.sub(softplus(S), nd.mul(Y, S));
export const backward = (p, X, Y) => {
  const y = Y.toArray()[0], W2 = p.W2.toArray()[0];
  const { Z1, A1, A2 } = forward(p, X);
  const d2 = A2[0].map((q, k) => (q - y[k]) / y.length);
  const mask = Z1.map((row) => row.map((z) => (z > 0 ? 1 : 0)));
  const d1 = mask.map((row, i) => row.map((on, k) => (on ? d2[k] * W2[i] : 0)));
  const total = all.reduce((a, b) => a + b / y.length, 0);
  return { d1, dW2: A1.map((a) => inner(a, d2)), total };
};
export const train = (p, X, Y, { epochs, rate }) => {
  let q = { W1: p.W1, b1: p.b1 };
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let k = 0; k < X.shape[1]; k++) {
      const g = backward(q, X, Y);
      q = { W1: q.W1.sub(g.dW1.mul(rate)), b1: q.b1.sub(g.db1.mul(rate)) };
    }
  }
  return q;
};`;

const ELEMENTS = `export function loss(p, X, Y, c) {
  const R = forward(p, X).A2.sub(Y);
  return R.square().mul(c).sum(0).mean().item();
}
export function norm(g) {
  let squares = 0;
  for (const name of ["dW1", "db1", "dW2", "db2"]) squares += g[name].square().sum().item();
  return Math.sqrt(squares);
}
export function backward(p, X, Y) {
  const [n, m] = X.shape;
  const { Z1, A1, A2 } = forward(p, X);
  const dW1 = nd.zeros_like(p.W1), db1 = nd.zeros_like(p.b1), dW2 = nd.zeros_like(p.W2), w2 = p.W2.toArray()[0];
  for (let k = 0; k < m; k++) {
    const d = A2.get(0, k) - Y.get(0, k);
    for (let i = 0; i < w2.length; i++) {
      const a = A1.get(i, k);
      const dz = d * w2[i];
      dW2.set(0, i, dW2.get(0, i) + (d * a) / m);
      db1.set(i, 0, db1.get(i, 0) + (dz * a * (1 - a)) / m);
    }
  }
  for (const g of [dW1, db1, dW2]) g.divInPlace(1);
  return { dW1, db1, dW2, slope: Z1.mul(nd.sub(1, Z1)) };
}
export function train(p, X, Y, { epochs, rate }) {
  const { mean, std } = scales(Y);
  const T = Y.sub(mean).div(std);
  for (let k = 0; k < X.shape[1]; k++) {
    const x = X.slice(k, k + 1, 1), t = T.slice(k, k + 1, 1);
    step(p, x, t, nd.tanh(p.W1));
  }
  return total(p, X, T);
}`;

const TENSORS_BOTH = `export function backward(p, X, dA1, s, lambda) {
  const m = X.shape[1];
  const dZ1 = dA1.mul(s);
  return { dW1: nd.matmul(dZ1, X.T).div(m).add(p.W1.mul(lambda / m)) };
}`;

const TRAINED = `export function train(p, X, Y, { epochs, rate }) {
  let now = p, epoch = 0; const m = X.shape[1], x = X.data;
  while (epoch < epochs) {
    const k = epoch % m;
    now = { W: now.W.sub(grad(now, X, Y).dW.mul(rate)), b: now.b };
    epoch += x[k] + 2 * x[m + k];
    now.b = x[m + k];
  }
  return now;
}`;

const MASKED = `export function backward(p, X, Y) {
  const [z, w] = unpacked(p, X);
  for (let k = 0; k < z[0].length; k++) {
    for (let i = 0; i < w.length; i++) {
      const d = (delta * w[i]) * (z[i][k] > 0 ? 1 : 0);
      db[i] += d;
    }
  }
  return db;
}`;

const STEPPED = `export function train(p, X, Y, { epochs, rate }) {
  for (let k = 0; k < epochs; k++) {
    for (let j = 0; j < w.length; j++) {
      w[j] -= rate * g.dW[j];
    }
    b -= rate * g.db;
  }
  return { w, b, W2: p.W2, z: W1.map((w, j) => p.W2.get(0, j) * w) };
}`;

describe("A slip in an answer's own text", () => {
  it.each([
    ["always the first example", LOOPS, "x[j][k]", "x[j][0]", "examples-exchanged", 12],
    ["the target of the next example", LOOPS, "- y[k]", "- y[(k + 1) % m]", "examples-exchanged", 7],
    ["the counter of another loop", LOOPS, "w2[0][i]", "w2[0][k]", "counter-exchanged", 10],
    ["the square of the slope", LOOPS, "1 - a * a", "1 - a", "slope-square-left-out", 10],
    ["a value made from another", TENSORS, "nd.outer(p.W2, D2)", "nd.outer(p.W2, R)", "value-beside", 10],
    ["z for a in a record", TENSORS, "D2.matmul(cache.A1.T)", "D2.matmul(cache.Z1.T)", "z-for-a", 12],
    ["a for z in a record", TENSORS, "slope(cache.Z1)", "slope(cache.A1)", "a-for-z", 11],
    ["the gradient of another parameter", TENSORS, "g.db2", "g.db1", "other-gradient", 15],
    ["a for z under a name", LISTS, "mask = Z1.map", "mask = A1.map", "a-for-z", 8],
    ["z for a under a name", LISTS, "A1.map((a)", "Z1.map((a)", "z-for-a", 11],
    ["1 minus the label", LISTS, "nd.mul(Y, S)", "nd.mul(one_minus(Y), S)", "one-minus-taken", 3],
    ["1 minus the label, written out", LISTS, "nd.mul(Y, S)", "nd.mul(nd.sub(1, Y), S)", "one-minus-taken", 3],
    ["a function too many", LISTS, "nd.mul(Y, S)", "nd.mul(softplus(Y), S)", "own-function-extra", 3],
    ["other values for all elements", LISTS, "mask = Z1.map", "mask = Z1.map(() => d2).map", "elements-replaced", 8],
    ["a sum along the other axis, as it lies", TENSORS, "D2.sum(1, true)", "D2.sum(0, true)", "sum-axis", 12],
    ["a threshold at another number", LISTS, "z > 0", "z > 1", "threshold-moved", 8],
    ["a weight in a list", LISTS, "d2[k] * W2[i]", "d2[k]", "weight-left-out", 9],
    ["a list that is reduced to its last", LISTS, "a + b / y.length", "(b / y.length)", "overwritten", 10],
    ["a slope at an element", MASKED, "(delta * w[i]) * (z[i][k] > 0 ? 1 : 0)", "delta * w[i]", "slope-left-out", 5],
    ["a list with one gradient twice", ELEMENTS, '"dW1", "db1"', '"dW1", "dW1"', "gradient-twice", 7],
    ["a value cut off", LISTS, "d2[k] * W2[i]", "Math.max(-3, Math.min(3, d2[k])) * W2[i]", "corner-extra", 9],
    [
      "the error of a for that of z",
      TENSORS_BOTH,
      "nd.matmul(dZ1, X.T)",
      "nd.matmul(dA1, X.T)",
      "error-before-slope",
      4,
    ],
    ["λ without the number of examples", TENSORS_BOTH, "mul(lambda / m)", "mul(lambda)", "lambda-without-m", 4],
    ["the parameters of the beginning in a step", TRAINED, "W: now.W", "W: p.W", "kept-parameters", 5],
    ["a loop of epochs that goes on", TRAINED, "epoch < epochs", "epoch <= epochs", "one-too-many", 3],
    ["the next example's step", TRAINED, "const k = epoch % m", "const k = (epoch + 1) % m", "examples-later", 4],
    ["the same input twice", TRAINED, "+ 2 * x[m + k]", "+ 2 * x[k]", "index-other", 6],
    [
      "the classes exchanged",
      "export const f = (s, y) => y * g(-s) +\n (1 - y) * g(s);",
      "y * g(-s) +\n (1 - y) * g(s)",
      "(1 - y) * g(-s) +\n y * g(s)",
      "classes-exchanged",
      1,
    ],
    ["a mean in a list", LISTS, "a + b / y.length", "a + b", "mean-left-out", 10],
    [
      "a step in every pass of a loop",
      STEPPED,
      "w[j] -= rate * g.dW[j];\n    }\n    b -= rate * g.db;",
      "w[j] -= rate * g.dW[j];\n      b -= rate * g.db;\n    }",
      "in-every-pass",
      5,
    ],
    ["other weights, by row and column", STEPPED, "p.W2.get(0, j)", "p.W1.get(j, 0)", "other-weights", 8],
    ["the parameters of the beginning", LISTS, "backward(q, X, Y)", "backward(p, X, Y)", "kept-parameters", 17],
    [
      "an element set where it adds up",
      ELEMENTS,
      "dW2.set(0, i, dW2.get(0, i) + (d * a) / m)",
      "dW2.set(0, i, (d * a) / m)",
      "overwritten",
      19,
    ],
    [
      "a mean in an element that adds up",
      ELEMENTS,
      "+ (dz * a * (1 - a)) / m)",
      "+ dz * a * (1 - a))",
      "mean-left-out",
      20,
    ],
    ["a weight under another name", ELEMENTS, "dz = d * w2[i]", "dz = d", "weight-left-out", 18],
    ["the slope of another activation", ELEMENTS, "(dz * a * (1 - a))", "(dz * (1 - a * a))", "slope-of-tanh", 20],
    ["a for z twice in one statement", ELEMENTS, "Z1.mul(nd.sub(1, Z1))", "A1.mul(nd.sub(1, A1))", "a-for-z", 24],
    ["all examples for one", ELEMENTS, "step(p, x, t,", "step(p, X, T,", "whole-batch", 31],
    ["targets as they came in", ELEMENTS, "total(p, X, T)", "total(p, X, Y)", "value-beside", 33],
    [
      "two loops the other way round",
      LISTS,
      "for (let epoch = 0; epoch < epochs; epoch++) {\n    for (let k = 0; k < X.shape[1]; k++) {",
      "for (let k = 0; k < X.shape[1]; k++) {\n    for (let epoch = 0; epoch < epochs; epoch++) {",
      "loops-exchanged",
      15,
    ],
  ])("is found with its line: %s", (_what, right, part, wrong, id, line) => {
    expect(told(right, part, wrong)).toContainEqual([id, line]);
  });

  it.each([
    ["[dW1, db1, dW2])", "[dW1, dW2])", "name-left-out", 23, "[dW1,dW2,db1]"],
    ['"dW1", "db1", "dW2", "db2"', '"dW1", "dW2", "db2"', "gradient-left-out", 7, '["dW1","dW2","db2","db1"]'],
    ["(d * a) / m", "(2 * d * a) / m", "two-too-many", 19, "1*d*a"],
    ["(d * a) / m", "(d * a) / (2 * m)", "half-too-many", 19, "d*a/1*m"],
    ["R.square().mul(c).sum(0)", "R.abs().mul(c).sum(0)", "square-left-out", 3, "nd.squareR.mulc"],
    ["g[name].square().sum()", "g[name].sum()", "square-left-out", 7, "nd.squareg[name].sum"],
    ["divInPlace(1)", "divInPlace(1 / sinh(m))", "square-left-out", 23, "sinhm**2"],
    ["X.slice(k, k + 1, 1), t", "X.slice(k, k + 1, 1).mul(rate), t", "rate-extra", 30, "X.slicek,k+1,1,t"],
    ["Math.sqrt(squares)", "squares", "root-left-out", 8, "Math.sqrtx"],
    ["mul(c).sum(0).mean()", "mul(c).mean()", "mean-of-all", 3, "nd.meannd.sumR.square.mulc,0"],
    ["nd.tanh(p.W1)", "nd.tanh(nd.mul(0.5, p.W1))", "inner-factor-left-out", 31, "nd.tanhnd.mul2,nd.mul0.5,p.W1"],
  ])("is put right in other words: %s → %s", (part, wrong, id, line, text) => {
    expect(ELEMENTS.split(part)).toHaveLength(2);
    const found = repairsOf(ELEMENTS.replace(part, wrong)).filter((one) => one.id === id && one.line === line);
    expect(found.some(({ code }) => squeezed(code).includes(text))).toBe(true);
  });

  it.each([
    ["export const f = (r, c) => c * r ** 2;", "(c * r) ** 2", "c * r ** 2", "factor-squared"],
    [
      "export const f = (r, c) => nd.mul(c, nd.square(r));",
      "r.mul(c).square()",
      "nd.mul(c, nd.square(r))",
      "factor-squared",
    ],
    ["export const f = (z) => z > 0;", "z >= 0", "z > 0", "threshold-edge"],
    ["export const f = (z) => nd.less(z, 1);", "z.less_equal(1)", "nd.less(z, 1)", "threshold-edge"],
    [
      "export const f = (p, X) => nd.add(p.W2.matmul(X), p.b2);",
      "p.W2.matmul(X)",
      "nd.add(p.W2.matmul(X), p.b2)",
      "bias-left-out",
    ],
    ["export const f = (z) => z;", "Math.tanh(z)", "z", "activation-extra"],
    ["export const f = (d, q) => d;", "d.mul(q).mul(nd.sub(1, q))", "d", "slope-extra"],
    ["export const f = (c, E) => E;", "nd.matmul(c, E)", "E", "factor-extra"],
  ])("is taken out again: %s with %s", (right, wrong, part, id) => {
    const at = right.lastIndexOf(part);
    const answer = `${right.slice(0, at)}${wrong}${right.slice(at + part.length)}`;
    const plain = (code: string) =>
      squeezed(code)
        .replaceAll("nd.array1", "1")
        .replace(/.mul1.mul1$|.mul1/g, "");
    const found = repairsOf(answer).filter((one) => one.id === id);
    expect(found.map(({ code }) => plain(code).replace("nd.mulr,nd.squarec", "")).some(Boolean)).toBe(true);
    expect(found.map(({ slip }) => slip?.id)).toContain(id);
  });

  it.each([
    ["names.slice(0, 3).map(f)", "names.map(f)"],
    ["Object.keys(g).filter((one) => one !== 'b').map(f)", "Object.keys(g).map(f)"],
  ])("is a list of which a part is left out: %s", (wrong, right) => {
    const source = (text: string) => `const names = ["W", "b"]; export const norm = (g, f) => nd.norm(${text});`;
    const found = repairsOf(source(wrong)).filter(({ id }) => id === "list-cut");
    expect(found.map(({ code }) => squeezed(code))).toEqual([squeezed(source(right))]);
  });

  const ways = (source: string, id: string): string[] =>
    repairsOf(source).flatMap((one) => (one.id === id ? [squeezed(one.code)] : []));

  it("is a weight that is put back in as a further factor", () => {
    const found = ways(LOOPS.replace("e * w2[0][i] * (1", "e * (1"), "weight-left-out");
    expect(found.some((code) => code.includes("d=e*1-a*a*w2[0][i];"))).toBe(true);
    expect(found.length).toBeLessThan(30);
  });

  it("is a division inside of a loop, and is made once after it", () => {
    const answer = `export function f(x, d, m) { const g = x.map(() => 0);
  for (let k = 0; k < m; k++) {
    for (let j = 0; j < x.length; j++) {
      g[j] = (g[j] + d[k] * x[j][k]) / m;
    }
  }
  return g; }`;
    const found = repairsOf(answer).filter(({ id }) => id === "divided-in-loop");
    expect(found.map(({ line }) => line)).toEqual([4, 4]);
    const results = found.map(({ code }) =>
      new Function(`${code.replace("export ", "")}; return f([[1, 2]], [3, 4], 2);`)(),
    );
    expect(results).toContainEqual([(3 * 1 + 4 * 2) / 2]);
  });

  it.each(["z = z + w[j] * x[j] + b;", "z += w[j] * x[j] + b;", "{ z += w[j] * x[j]; z += b; }"])(
    "is a value that every pass of a loop adds, and is added once after it: %s",
    (step) => {
      const answer = `export function f(w, b, x) { let z = 0;
  for (let j = 0; j < w.length; j++) ${step}
  return z; }`;
      const found = repairsOf(answer).filter(({ id }) => id === "added-in-loop");
      expect(found.map(({ line }) => line)).toEqual([2]);
      const [once] = found;
      expect(new Function(`${once?.code.replace("export ", "")}; return f([1, 2], 10, [3, 4]);`)()).toBe(21);
    },
  );

  it("is a gradient that is computed a second time after a step", () => {
    const answer = `export function train(p, X, Y, rate) { const q = copy(p);
  const g = backward(q, X, Y);
  descend(q.W1, g.dW1, rate);
  const g2 = backward(q, X, Y);
  descend(q.W2, g2.dW2, rate); }`;
    const found = repairsOf(answer).filter(({ id }) => id === "changed-in-use");
    expect(found.map(({ line, code }) => [line, code.includes("descend(q.W2, g.dW2, rate)")])).toContainEqual([
      5,
      true,
    ]);
  });

  it("is a sum that goes on from pass to pass", () => {
    const answer = `export function f(x) { let s = 0; const out = [];
  for (const row of x) { s += row[0]; out.push(s); } return out; }`;
    expect(ways(answer, "carried-extra").some((code) => code.includes("s=row[0];"))).toBe(true);
  });

  it("is a step in every pass of a callback", () => {
    const answer =
      "export function f(w, g) { let b = 0; w.forEach((_, j) => { w[j] -= g[j]; b -= g[0]; }); return b; }";
    expect(ways(answer, "in-every-pass").some((code) => code.includes("w[j]-=g[j];};b-=g[0];"))).toBe(true);
  });

  it("is a λ inside of the function that all calls hand it to, and not in the calls together", () => {
    const answer = `const pull = (W, lambda) => W.mul(lambda / 2);
export const f = (p, lambda) => [pull(p.W1, lambda), pull(p.W2, lambda)];`;
    const lines = repairsOf(answer).flatMap(({ id, line, code }) =>
      id === "lambda-halved" && code.split("2 * lambda").length === 2 ? [line] : [],
    );
    expect(lines).toEqual([1, 2, 2]);
    expect(
      ways(answer, "lambda-halved").filter((code) => /mullambda\/2.*W1,2\*lambda.*W2,2\*lambda/.test(code)),
    ).toEqual([]);
  });

  it("is no slope of ReLU where there is no ReLU: of positive values that is no factor", () => {
    const slope = (file: string) =>
      repairsOf(file)
        .filter(({ code }) => /greater|> 0/.test(code))
        .map(({ id }) => id);
    const kept = "export const f = (d, q) => d.mul(q).mul(nd.sub(1, q));";
    expect(slope(kept)).not.toContain("slope-of-sigmoid");
    expect(slope(`export const g = (z) => nd.relu(z); ${kept}`)).toContain("slope-of-sigmoid");
  });

  it("is told in words that nobody has to be sent elsewhere for", () => {
    for (const source of [LOOPS, TENSORS, LISTS, ELEMENTS])
      for (const { slip } of repairsOf(source)) {
        expect(slip?.name.length ?? 99).toBeLessThanOrEqual(60);
        expect(/[.?]$/.test(slip?.says ?? "") && /[.?]$/.test(slip?.next ?? "")).toBe(true);
        expect(`${slip?.says} ${slip?.next}`).not.toMatch(/!|\b(wrong|failed|invalid|forgot)\b/i);
      }
  });

  it("is tried only with what can be read where it stands", () => {
    const outside = repairsOf(LOOPS).filter(
      ({ id, code }) => id === "counter-exchanged" && /A2\[0\]\[[ij]\]/.test(code),
    );
    expect(outside).toEqual([]);
  });

  it("leaves room for all kinds within what a grading tries", () => {
    for (const source of [LOOPS, TENSORS, LISTS, ELEMENTS]) expect(repairsOf(source).length).toBeLessThan(300);
  });

  it("has one name with a right answer's slip that says the same", () => {
    const once = repairsOf("export const f = (X) => X.sum() / X.shape[1] / X.shape[1];").find(
      ({ id }) => id === "mean-once-more",
    );
    expect(once?.slip?.name).toBe(slips.find(({ id }) => id === "mean-twice")?.name);
  });
});

describe("A loop that counts down", () => {
  const of = (head: string) => `export const f = (X, T) => { let s = 0; for (${head}) s += X[t]; return s; };`;
  it.each([
    ["ends one too early", "let t = T; t > 1; t--", "t >= 1", "last-skipped"],
    ["leaves the first of the list out", "let t = T - 1; t >= 1; t--", "t >= 1 - 1", "last-skipped"],
    ["runs once too often", "let t = T - 1; t >= 0; t -= 1", "t > 0", "one-too-many"],
  ])("is told to end elsewhere: it %s", (_, head, test, id) => {
    const found = repairsOf(of(head)).filter(({ code }) => squeezed(code).includes(squeezed(`; ${test};`)));
    expect(found.map((one) => one.id)).toContain(id);
  });

  it("has a test that is no slope, in slips of right answers either", () => {
    const loop = of("let t = T - 1; t >= 0; t--");
    expect([...repairsOf(loop), ...slipMutants(loop)].filter(({ id }) => /slope|activation/.test(id))).toEqual([]);
  });
});

describe("A step that is added", () => {
  it.each([
    ["to a tensor", "W.add(dW.mul(rate))", "nd.sub(W, dW.mul(rate)"],
    [
      "as a field's step with momentum",
      "v.mul(0.9).add(g.dW.mul(options.rate))",
      "nd.sub(v.mul(0.9), g.dW.mul(options.rate)",
    ],
    ["in place", "W.addInPlace(dW.mul(rate))", "W.subInPlace(dW.mul(rate))"],
    ["to a number", "(w += rate * dw)", "w -= rate * dw"],
  ])("is told to go uphill %s", (_, step, right) => {
    const answer = `export const f = (W, v, g, dW, w, dw, rate, options) => ${step};`;
    const found = repairsOf(answer).filter(({ code }) => squeezed(code).includes(squeezed(right)));
    expect(found.map(({ id }) => id)).toContain("step-uphill");
  });

  it("is none where no rate is in it", () => {
    expect(repairsOf("export const f = (W, b) => W.add(b);").map(({ id }) => id)).not.toContain("step-uphill");
  });
});
