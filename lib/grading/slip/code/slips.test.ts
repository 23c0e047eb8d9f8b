import fs from "node:fs";
import path from "node:path";
import { parse } from "acorn";
import { describe, expect, it } from "vitest";
import { operatorMutants, plainCode, type SlipRow, slipMutants, slips } from "./index.ts";

const root = path.join(import.meta.dirname, "..", "..", "..", "..");

const ND = `type P = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };
export function forward(p: P, X: Tensor) {
  const Z1 = nd.matmul(p.W1, X).add(p.b1);
  const A1 = nd.tanh(Z1);
  const A2 = nd.matmul(p.W2, A1).add(p.b2).sigmoid();
  return { Z1, A1, A2 };
}
export function backward(p: P, X: Tensor, Y: Tensor, lambda: number) {
  const { matmul } = nd;
  const m = X.shape[1];
  const { A1, A2 } = forward(p, X);
  const dZ2 = A2.sub(Y);
  const dZ1 = p.W2.T.matmul(dZ2).mul(nd.sub(1, A1.mul(A1)));
  const db1 = dZ1.sum(1, true).div(m);
  return { dW2: matmul(dZ2, A1.T).div(m).add(p.W2.mul(lambda / m)), dW1: matmul(dZ1, X.T).div(m), db1 };
}
export function train(p: P, X: Tensor, Y: Tensor, { epochs, rate }) {
  let { W1 } = p;
  const losses = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const now = { ...p, W1 };
    losses.push(epoch);
    const { dW1 } = backward(now, X, Y, 0);
    W1 = W1.sub(dW1.mul(rate));
  }
  return { W1, losses };
}
`;

const LOOPS = `const sigmoid = (z) => 1 / (1 + Math.exp(-z));
export function backward(p, X, Y) {
  const m = X[0].length;
  const dW = [[0, 0]], db = [[0]];
  for (let k = 0; k < m; k++) {
    let z = p.b[0][0];
    for (let j = 0; j < X.length; j++) z += p.W[0][j] * X[j][k];
    const a = sigmoid(z);
    const delta = (2 * (a - Y[0][k]) * a * (1 - a)) / m;
    db[0][0] += delta;
    for (let j = 0; j < X.length; j++) dW[0][j] += delta * X[j][k];
  }
  return { dW, db };
}
`;

const TRAINED = `export function train(p, X, Y, { epochs, rate }) {
  const losses = [];
  for (let i = 0; i < epochs; i++) {
    losses.push(loss(p, X, Y));
    const g = backward(p, X, Y);
    p = { W: p.W.sub(g.dW.mul(rate)) };
  }
  return { ...p, losses };
}
`;

const DIVIDED = `export function standardised(X, mean, std) {
  return X.sub(mean).div(std);
}
`;

const all = new Map([ND, LOOPS, TRAINED, DIVIDED].map((source) => [source, slipMutants(source)]));

const made = (source: string, id: string): string[] => {
  const before = plainCode(source).split("\n");
  return (all.get(source) ?? [])
    .filter((one) => one.id === id)
    .map(({ code }) =>
      code
        .split("\n")
        .filter((line, i) => line !== before[i])
        .join(" ")
        .trim(),
    );
};

describe("a slip over code", () => {
  it.each([
    ["transpose-left-out", ND, "p.W2.matmul(dZ2)"],
    ["factors-exchanged", ND, "nd.matmul(X, p.W1)"],
    ["entrywise-for-matmul", ND, "nd.mul(dZ1, X.T)"],
    ["sum-axis", ND, "dZ1.sum(0, true)"],
    ["mean-left-out", ND, "dZ1.sum(1, true).div(1)"],
    ["lambda-without-m", ND, "lambda / 1"],
    ["penalty-left-out", ND, "dW2: (matmul(dZ2, A1.T).div(m))"],
    ["slope-left-out", ND, "nd.ones_like(A1)"],
    ["slope-of-sigmoid", ND, "nd.mul(A1, nd.sub(1, A1))"],
    ["slope-at-z", ND, "nd.square(nd.div(nd.log("],
    ["activation-relu", ND, "nd.relu(Z1)"],
    ["target-exchanged", ND, "nd.sub(Y, A2)"],
    ["bias-left-out", ND, "nd.matmul(p.W1, X).add(nd.array(0))"],
    ["other-weights", ND, "nd.matmul(p.W2, X)"],
    ["step-uphill", ND, "nd.add(W1, dW1.mul(rate))"],
    ["rate-left-out", ND, "W1.sub((dW1))"],
    ["changed-in-use", ND, "(backward(({ ...p, W1 }), X, Y, 0)).dW1"],
    ["recorded-late", ND, "losses.push(epoch);}"],
    ["kept-from-before", TRAINED, "const g = backward(p, X, Y); for (let i = 0;"],
    ["recorded-of-the-beginning", TRAINED, "const recorded_ = loss(p, X, Y); for (let i = 0;"],
    ["divisor-left-out", DIVIDED, "X.sub(mean)"],
    ["outputs-exchanged", ND, "Z1: A1, A1: Z1"],
    ["last-example-skipped", ND, "X.shape[1] - 1"],
    ["mean-left-out", LOOPS, "* a * (1 - a)) / 1"],
    ["slope-left-out", LOOPS, "(2 * (a - Y[0][k]) * 1 * (1)) / m"],
    ["slope-of-tanh", LOOPS, "(1 - (a) * (a)) * (1)"],
    ["activation-tanh", LOOPS, "Math.tanh(z)"],
    ["target-exchanged", LOOPS, "((Y[0][k]) - (a))"],
    ["two-left-out", LOOPS, "(1 * (a - Y[0][k])"],
    ["last-example-skipped", LOOPS, "k < m - 1"],
    ["first-example-skipped", LOOPS, "let k = 1"],
    ["overwritten", LOOPS, "db[0][0] = delta"],
    ["index-exchanged", LOOPS, "X[k][j]"],
    ["bias-left-out", LOOPS, "let z = 0"],
  ])("of the kind %s is made in %#", (id, source, line) => {
    expect(
      made(source, id).some((text) => text.includes(line)),
      made(source, id).join("\n"),
    ).toBe(true);
  });

  it("keeps what is read and changes it: every mutant is a program, none is the source, lines keep their numbers", () => {
    for (const source of [ND, LOOPS])
      for (const { code, line, id } of [...slipMutants(source), ...operatorMutants(source)]) {
        expect(code, id).not.toBe(plainCode(source));
        expect(
          () => parse(code, { ecmaVersion: "latest", sourceType: "module" }),
          `${id}, line ${line}\n${code}`,
        ).not.toThrow();
        expect(code.split("\n").length).toBeGreaterThanOrEqual(plainCode(source).split("\n").length);
      }
  });

  it("is made at one place, at all of a function, and everywhere", () => {
    expect(made(ND, "mean-left-out").filter((text) => text.split(".div(1)").length > 3)).toHaveLength(1);
  });

  it("is not made where nothing can be read", () => {
    expect(slipMutants("const = ;")).toEqual([]);
    expect(operatorMutants("const = ;")).toEqual([]);
  });

  it("leaves alone what is only shown", () => {
    expect(operatorMutants("export const f = (a) => { progress(a + 1, a); return a; };")).toEqual([]);
  });
});

/** Calls, members, arrows, keywords and back-quotes; formulas between dollars are none. */
const CODE = /`|=>|\w\(\w|\w\.\w+\(|\bnd\.|\.T\b|\[\w+\]|;$|\b(const|let [a-z]+ =|matmul)\b/;

/** What is not as it should be in a row's words. */
function complaints({ id, name, says, next, lesson }: SlipRow, lessons: ReadonlySet<string>): string[] {
  const words = [name, says, next];
  return [
    ...(name.length > 60 ? [`${id}: the name is longer than 60 characters`] : []),
    ...(words.some((text) => CODE.test(text.replace(/\$[^$]*\$/g, ""))) ? [`${id}: code stands in the words`] : []),
    ...(words.some((text) => /!|\b(wrong|failed|invalid|oops|forgot|you should)\b/i.test(text))
      ? [`${id}: blame`]
      : []),
    ...(/[.?]$/.test(says) && /[.?]$/.test(next) ? [] : [`${id}: no whole sentences`]),
    ...(lessons.has(lesson) ? [] : [`${id}: no lesson is called ${lesson}`]),
  ];
}

describe("the words of slips", () => {
  const folder = path.join(root, "lessons");
  const lessons = new Set(fs.readdirSync(folder).flatMap((file) => /^\d+-(.+)\.md$/.exec(file)?.[1] ?? []));

  it("hold a short name, sentences without blame or code, and a lesson that there is", () => {
    expect(slips.flatMap((row) => complaints(row, lessons))).toEqual([]);
    expect(new Set(slips.map(({ id }) => id)).size).toBe(slips.length);
  });

  it("are seen where they give the solution's code away, blame, or lead nowhere", () => {
    const [row] = slips as [SlipRow];
    expect(complaints({ ...row, says: "Write dZ1.mul(slope) here." }, lessons)).toHaveLength(1);
    expect(complaints({ ...row, next: "Use `A1`." }, lessons)).toHaveLength(1);
    expect(complaints({ ...row, says: "This is wrong." }, lessons)).toHaveLength(1);
    expect(complaints({ ...row, name: "x".repeat(61) }, lessons)).toHaveLength(1);
    expect(complaints({ ...row, lesson: "no-such-lesson" }, lessons)).toHaveLength(1);
  });

  it("are no one's without a place: every row is made somewhere in the course's right answers", () => {
    const sources = [
      "tanh-swap",
      "l2-regularisation",
      "relu-derivative",
      "sgd",
      "x-tanh-x",
      "gradient-clipping",
      "multi-output-regression",
    ].flatMap((slug) => {
      const at = path.join(root, "exercises", slug);
      const others = fs.readdirSync(path.join(at, "alternatives")).map((file) => path.join("alternatives", file));
      return ["solution.ts", ...others.slice(0, 2)].map((file) => fs.readFileSync(path.join(at, file), "utf8"));
    });
    const seen = new Set([ND, LOOPS, ...sources].flatMap((source) => slipMutants(source).map(({ id }) => id)));
    expect(slips.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });
});

describe("A change that computes the same", () => {
  const recurrent = `export function backward(p, H, d) {
  let dW = nd.zeros(2, 2);
  let carry = nd.zeros_like(d);
  for (let t = 3; t >= 0; t--) {
    carry = nd.matmul(p.W.T, d);
    dW = dW.add(nd.matmul(carry, H.slice(t, t + 1, 1).T));
  }
  return { dW, q: d.div(d.sum(0, true)) };
}`;
  const all = [...slipMutants(recurrent), ...operatorMutants(recurrent)].map(({ id, code }) => ({
    id,
    code: plainCode(code),
  }));
  const made = (id: string, part: string) => all.some((one) => one.id === id && one.code.includes(part));

  it("is none that an author would have to explain: half of nothing, a value set twice, the last axis by another number", () => {
    expect(all.filter(({ code }) => /nd\.mul\(nd\.zeros/.test(code))).toEqual([]);
    expect(made("statement-twice", "carry = nd.matmul(p.W.T, d); carry")).toBe(false);
    expect(made("constant", "slice(t, t + 1, (-1))")).toBe(false);
    expect(made("axis-dropped", "d.div(nd.sum(d, 0))")).toBe(false);
  });

  it("leaves those that do not: a sum that goes on twice, the other axis", () => {
    expect(made("statement-twice", "dW = dW.add(nd.matmul(carry, H.slice(t, t + 1, 1).T)); dW = dW.add(")).toBe(true);
    expect(made("constant", "slice(t, t + 1, 0)")).toBe(true);
  });
});
