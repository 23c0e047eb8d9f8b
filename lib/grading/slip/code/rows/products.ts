import { NAMES } from "../facts.ts";
import type { Operation } from "../operation.ts";
import { written } from "../operation.ts";
import { atNodes, atOperations, instead, type Site, type SlipRow } from "../row.ts";
import type { Node } from "../tree.ts";

const isTurned = (text: string): boolean => /\.T$|^nd\.transpose\(|\.transpose\(\)$/.test(text);
const turn = (text: string): string => (/\.T$/.test(text) ? text.slice(0, -2) : `nd.transpose(${text})`);
const product = (op: Operation, a: string, b: string): string =>
  written(op, op.style === "own" ? op.name : "matmul", [a, b]);

/** A product of two without one of them. */
function without(op: Operation, t: readonly string[], node: Node, gone: (text: string) => boolean): Site[] {
  const [a, b] = t;
  if (op.style === "own" || t.length !== 2 || a === undefined || b === undefined) return [];
  return instead(node, gone(a) ? `(${b})` : null, gone(b) ? `(${a})` : null);
}

export const productRows: readonly SlipRow[] = [
  {
    id: "transpose-left-out",
    name: "a transpose left out",
    says: "A matrix is used as it is where its transpose is asked for.",
    next: "Write the shapes of both factors beside the product; the inner two have to be equal, and the outer two are the result's.",
    lesson: "forward-loss-and-back",
    sites: atOperations("transpose", (_op, t, node) => instead(node, t[0])),
  },
  {
    id: "transpose-extra",
    name: "one transpose too many",
    says: "A matrix is turned on its side where it is asked for as it is.",
    next: "Write the shapes of both factors beside the product, and turn only what has to be turned.",
    lesson: "forward-loss-and-back",
    sites: atOperations("matmul", ({ args: [a, b] }, t) => [
      ...(a && !isTurned(t[0] as string) ? instead(a, turn(t[0] as string)) : []),
      ...(b && !isTurned(t[1] as string) ? instead(b, turn(t[1] as string)) : []),
    ]),
  },
  {
    id: "factors-exchanged",
    name: "factors of a matrix product exchanged",
    says: "The two factors of a matrix product stand in the other order, and a matrix product depends on it.",
    next: "Follow the shapes through the product from left to right, then put the factors in the order of the formula.",
    lesson: "forward-loss-and-back",
    sites: atOperations("matmul", (op, [a = "", b = ""], node) =>
      op.args.length === 2 ? instead(node, product(op, b, a), product(op, turn(b), a), product(op, b, turn(a))) : [],
    ),
  },
  {
    id: "product-transposed",
    name: "a product turned on its side",
    says: "A matrix product comes out turned on its side, as where both its factors are exchanged and transposed.",
    next: "Compare the shape of the gradient with that of its parameter; they are equal.",
    lesson: "forward-loss-and-back",
    sites: atOperations("matmul", (op, [a = "", b = ""], node) =>
      op.args.length === 2 ? instead(node, product(op, turn(b), turn(a))) : [],
    ),
  },
  {
    id: "entrywise-for-matmul",
    name: "⊙ where a matrix product belongs",
    says: "Two tensors are multiplied entry by entry where their matrix product is asked for.",
    next: "Ask whether something is summed over here: if so it is a matrix product.",
    lesson: "forward-loss-and-back",
    sites: atOperations("matmul", (op, [a = "", b = ""], node) =>
      op.args.length === 2 && op.style !== "own" ? instead(node, written(op, "mul", [a, b])) : [],
    ),
  },
  {
    id: "matmul-for-entrywise",
    name: "a matrix product where ⊙ belongs",
    says: "A matrix product is taken where two tensors are to be multiplied entry by entry.",
    next: "Nothing is summed over where an activation's slope comes in: multiply entry by entry.",
    lesson: "forward-loss-and-back",
    sites: atOperations("mul", (op, [a = "", b = ""], node) =>
      op.style === "nd" || op.style === "method"
        ? instead(node, `nd.matmul(${a}, ${b})`, `nd.matmul(${a}, ${turn(b)})`, `nd.matmul(${turn(a)}, ${b})`)
        : [],
    ),
  },
  {
    id: "index-exchanged",
    name: "row and column exchanged",
    says: "An element is taken from the row and column of the other order, so a matrix is read as its transpose.",
    next: "Say in words what each index counts, and keep that order wherever the matrix is used.",
    lesson: "forward-loss-and-back",
    sites: atNodes((node, { tree }) => {
      if (node.type !== "MemberExpression" || !node.computed || node.object.type !== "MemberExpression") return [];
      const inner = node.object;
      if (!inner.computed) return [];
      const [i, j] = [tree.text(inner.property), tree.text(node.property)];
      return i === j ? [] : instead(node, `${tree.text(inner.object)}[${j}][${i}]`);
    }),
  },
  {
    id: "flat-index-exchanged",
    name: "row and column exchanged",
    says: "An element is taken from the row and column of the other order, so a matrix is read as its transpose.",
    next: "Say in words what each index counts; the row is multiplied by the length of a row.",
    lesson: "forward-loss-and-back",
    sites: atNodes((node, { tree, operation }) => {
      if (node.type !== "MemberExpression" || !node.computed) return [];
      const sum = operation(node.property);
      const [scaled, plus] = sum?.name === "add" ? sum.args : [];
      const times = scaled === undefined ? null : operation(scaled);
      if (times?.name !== "mul" || plus === undefined || times.args.length !== 2) return [];
      const [i, n] = times.args.map(tree.text);
      return instead(node.property, `${tree.text(plus)} * ${n} + ${i}`);
    }),
  },
  {
    id: "rate-left-out",
    name: "the learning rate left out",
    says: "The step is the whole gradient, without the learning rate.",
    next: "Multiply the gradient by the rate before you step.",
    lesson: "walking-downhill",
    sites: atOperations("mul", (op, t, node) => without(op, t, node, (text) => isRate(text))),
  },
  {
    id: "divisor-left-out",
    name: "a division left out",
    says: "A value is used as it is where it is to be divided by another one.",
    next: "Go through the fractions of the formula, and find yours for each.",
    lesson: "forward-loss-and-back",
    sites: atOperations("div", (op, t, node, facts) => {
      const [, by] = op.args;
      const isFree = by !== undefined && by.type !== "Literal" && !facts.isCount(by);
      return op.style !== "own" && isFree ? instead(node, `(${t[0]})`) : [];
    }),
  },
  {
    id: "factor-left-out",
    name: "a factor of a product left out",
    says: "One factor of a product is missing.",
    next: "Compare the factors with those of the formula, one by one. Where it is a gradient, each link of the chain from the loss to this value gives one.",
    lesson: "forward-loss-and-back",
    sites: atOperations("mul", (op, t, node) =>
      without(op, t, node, (text) => !isRate(text) && !/^[\d.]+$/.test(text)),
    ),
  },
  {
    id: "divided-for-multiplied",
    name: "multiplied where divided belongs",
    says: "A value is multiplied by something that it is to be divided by.",
    next: "Check this value for a small case by hand: should it grow or shrink with that factor?",
    lesson: "forward-loss-and-back",
    sites: atOperations("div", (op, [a = "", b = ""], node) =>
      op.args.length === 2 && op.style !== "own" ? instead(node, written(op, "mul", [a, b])) : [],
    ),
  },
  {
    id: "multiplied-for-divided",
    name: "divided where multiplied belongs",
    says: "A value is divided by something that it is to be multiplied by.",
    next: "Check this value for a small case by hand: should it grow or shrink with that factor?",
    lesson: "forward-loss-and-back",
    sites: atOperations("mul", (op, [a = "", b = ""], node) =>
      op.args.length === 2 && op.style !== "own" ? instead(node, written(op, "div", [a, b])) : [],
    ),
  },
  {
    id: "fraction-turned",
    name: "a fraction turned upside down",
    says: "Numerator and denominator of a fraction are exchanged.",
    next: "Check the fraction on a case where you know what it should be.",
    lesson: "forward-loss-and-back",
    sites: atOperations("div", (op, [a = "", b = ""], node) =>
      op.args.length === 2 && op.style !== "own" ? instead(node, written(op, "div", [b, a])) : [],
    ),
  },
];

export function isRate(text: string): boolean {
  return NAMES.rate.test(text.split(".").at(-1) ?? "");
}
