import fc from "fast-check";
import katex from "katex";
import { describe, expect, it } from "vitest";
import { type Formula, type FormulaNode, inferShape, nodeTex, nodeWords, parse, symbolTex } from "./index.ts";

const span = { from: 0, to: 0 };
const symbols = ["x", "y", "yhat", "W1", "W2", "b1", "z1", "a1", "delta1", "delta2", "lambda", "dW1"];

const { tree } = fc.letrec<{ tree: FormulaNode; leaf: FormulaNode }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.record({
      kind: fc.constant("binary" as const),
      op: fc.constantFrom(
        "add" as const,
        "subtract" as const,
        "product" as const,
        "hadamard" as const,
        "divide" as const,
      ),
      written: fc.constant(""),
      left: tie("tree"),
      right: tie("tree"),
      from: fc.constant(0),
      to: fc.constant(0),
    }),
    tie("tree").map((of) => ({ kind: "negate" as const, of, ...span })),
    tie("tree").map((of) => ({ kind: "transpose" as const, of, ...span })),
    fc.tuple(tie("tree"), fc.integer({ min: 0, max: 8 })).map(([base, value]) => ({
      kind: "power" as const,
      base,
      exponent: { kind: "number" as const, value, ...span },
      entrywise: false,
      ...span,
    })),
    fc
      .tuple(fc.constantFrom("g", "sigma", "tanh", "diag"), tie("tree"), fc.integer({ min: 0, max: 1 }))
      .map(([fn, arg, primes]) => ({
        kind: "call" as const,
        fn,
        primes: fn === "diag" ? 0 : primes,
        args: [arg],
        ...span,
      })),
  ),
  leaf: fc.oneof(
    fc.constantFrom(...symbols).map((name) => ({ kind: "symbol" as const, name, ...span })),
    fc.constantFrom(1, 2, 0.25, 10).map((value) => ({ kind: "number" as const, value, ...span })),
  ),
}));

/** −(a b) and (−a) b are written alike: the sign goes to the first factor. */
function negated(of: unknown): unknown {
  const factors = Array.isArray(of) && ["product", "hadamard", "divide"].includes(of[0]);
  return factors ? [of[0], negated(of[1]), of[2]] : ["-", of];
}

/** The tree without places and spellings. */
function skeleton(node: FormulaNode): unknown {
  switch (node.kind) {
    case "number":
      return node.value;
    case "symbol":
      return node.name;
    case "negate":
      return negated(skeleton(node.of));
    case "transpose":
      return ["T", skeleton(node.of)];
    case "power":
      return ["^", skeleton(node.base), skeleton(node.exponent)];
    case "call":
      return [node.fn, node.primes, ...node.args.map(skeleton)];
    case "binary":
      return [node.op, skeleton(node.left), skeleton(node.right)];
  }
}

const read = (text: string): unknown => {
  const parsed = parse(text, symbols);
  return parsed.ok ? skeleton(parsed.value.root) : `${text}: ${parsed.error.message}`;
};

/** Within what one line may hold. */
const fits = (text: string) => text.length <= 500;

describe("what is written of a formula", () => {
  it("reads back as the same formula, in plain text", () => {
    fc.assert(
      fc.property(tree, (node) => {
        fc.pre(fits(nodeWords(node)));
        expect(read(nodeWords(node))).toEqual(skeleton(node));
      }),
      { numRuns: 500, seed: 4127 },
    );
  });

  it("reads back as the same formula, in TeX", () => {
    fc.assert(
      fc.property(tree, (node) => {
        fc.pre(fits(nodeTex(node)));
        expect(read(nodeTex(node))).toEqual(skeleton(node));
      }),
      { numRuns: 500, seed: 4127 },
    );
  });
});

describe("the TeX of a formula", () => {
  it("is set by KaTeX without complaint", () => {
    const complaints: string[] = [];
    const strict = (code: string) => {
      complaints.push(code);
      return "ignore" as const;
    };
    fc.assert(
      fc.property(tree, (node) => {
        expect(katex.renderToString(nodeTex(node), { throwOnError: true, strict })).toContain("katex");
      }),
      { numRuns: 100, seed: 4127 },
    );
    const names = ["dW1", "dL", "loss", "hat", "db2", "lambda", "Delta1", "yhat", "X", "sum_squares", "m"];
    for (const name of names) katex.renderToString(symbolTex(name), { throwOnError: true, strict });
    expect(complaints).toEqual([]);
  });
});

describe("whatever is typed", () => {
  const pieces = [
    ..."W1x yd'^T.*@+-/(){}[]_,=$²ᵀδσ⊙0.5",
    "g'(",
    "\\frac{",
    "^{[1]}",
    "delta1",
    ".*",
    "\\left(",
    "\n",
    "💥",
  ];
  const typed = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join("")),
  );

  it("is read or explained with a place inside the line, and never throws", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parse(text, symbols);
        if (parsed.ok) {
          inferShape(parsed.value, { x: [2, 1], W1: [4, 2] });
          expect(nodeTex(parsed.value.root)).not.toBe("");
        } else {
          expect(parsed.error.column).toBeGreaterThanOrEqual(1);
          expect(parsed.error.column).toBeLessThanOrEqual(text.length + 1);
          expect(parsed.error.message).toMatch(/^.{10,}[.?]$/su);
        }
      }),
      { numRuns: 2000, seed: 4127 },
    );
  });

  it("gives every part its place in the text", () => {
    const parsed = parse("W2^T (delta2 + 1) .* g'(z1)");
    const formula = (parsed.ok ? parsed.value : null) as Formula;
    const part = ({ from, to }: FormulaNode) => formula.text.slice(from, to);
    const { root } = formula;
    expect(part(root)).toBe("W2^T (delta2 + 1) .* g'(z1)");
    if (root.kind !== "binary" || root.left.kind !== "binary") throw new Error("a product of products");
    expect([part(root.left), part(root.right)]).toEqual(["W2^T (delta2 + 1)", "g'(z1)"]);
    expect([part(root.left.left), part(root.left.right)]).toEqual(["W2^T", "(delta2 + 1)"]);
  });
});
