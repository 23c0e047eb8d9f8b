import type { Facts } from "../facts.ts";
import type { Site } from "../row.ts";
import type { Node } from "../tree.ts";
import { type Change, changes, seenRow } from "./change.ts";

const BRACKETS = seenRow(
  "brackets-left-out",
  "brackets left out",
  "Brackets are missing around a part of a formula: products and quotients come before sums and differences, and are taken from left to right.",
  "Write brackets around what the formula takes together, and put numbers in to see whether both give the same.",
);

/** Most changes. */
const MOST = 60;

/** What stands between two operands, closing and opening brackets of theirs included. */
const SIGN = /^([\s)]*)([-+*/])[\s(]*$/;

/** A formula as it stands on the page: operands, and what stands between them, with no brackets around any of both. */
type Chain = {
  readonly operands: readonly Node[];
  readonly signs: readonly { readonly is: string; readonly at: number }[];
};

/** `t + z * 1 - t * t` as `t + z * (1 - t * t)`: brackets around every run of operands that they change. */
export const bracketChanges = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => bracketed(chainOf(facts, node))).slice(0, MOST);

function bracketed({ operands, signs }: Chain): Change[] {
  return operands.flatMap((first, from) =>
    operands.slice(from + 1).flatMap((_, more): Change[] => {
      const to = from + 1 + more;
      const before = signs[from - 1];
      const inside = signs.slice(from, to).map(({ is }) => is);
      const after = signs[to];
      const last = operands[to] as Node;
      const close = after === undefined ? last.end : after.at;
      const around = (open: number): Site => [
        { start: open, end: open, text: "(" },
        { start: close, end: close, text: ")" },
      ];
      const plain = before !== undefined || after !== undefined ? isChanged(before?.is, inside, after?.is) : false;
      const open = before === undefined ? first.start : before.at + 1;
      // behind a sign of the first operand: `-a + b` as `-(a + b)`
      const signed = first.type === "UnaryExpression" && first.operator === "-" ? first.argument.start : null;
      return changes(BRACKETS, [
        ...(plain ? [around(open)] : []),
        ...(signed !== null && isChanged("-", inside, after?.is) ? [around(signed)] : []),
      ]);
    }),
  );
}

const isSum = (sign: string | undefined): boolean => sign === "+" || sign === "-";

/** Whether brackets around a run give something else: a sum beside a product, or what is taken off or divided by as a whole. */
function isChanged(before: string | undefined, inside: readonly string[], after: string | undefined): boolean {
  const hasSum = inside.some(isSum);
  if (hasSum) return before === "-" || before === "*" || before === "/" || after === "*" || after === "/";
  return before === "/";
}

/** The chain that begins with a node: of one operand alone where it is none, or is part of a longer one. */
function chainOf({ tree }: Facts, node: Node): Chain {
  const parent = tree.parentOf(node);
  const none: Chain = { operands: [], signs: [] };
  if (!isFormula(node) || (parent !== null && isFormula(parent) && !isInBrackets(parent, node))) return none;
  const operands = leaves(node);
  const signs = operands.slice(1).map((operand, i) => {
    const end = (operands[i] as Node).end;
    const sign = SIGN.exec(tree.code.slice(end, operand.start));
    return sign === null ? null : { is: sign[2] as string, at: end + (sign[1] as string).length };
  });
  const isText = operands.some(
    (one) => one.type === "TemplateLiteral" || (one.type === "Literal" && typeof one.value === "string"),
  );
  return isText || signs.includes(null) ? none : { operands, signs: signs.flatMap((one) => one ?? []) };
}

const isFormula = (node: Node): node is Extract<Node, { type: "BinaryExpression" }> =>
  node.type === "BinaryExpression" && /^[-+*/]$/.test(node.operator);

const isInBrackets = (parent: Node, node: Node): boolean =>
  parent.type === "BinaryExpression" &&
  (parent.left === node ? parent.start !== node.start : parent.right === node && parent.end !== node.end);

function leaves(node: Node): Node[] {
  if (!isFormula(node)) return [node];
  return [node.left as Node, node.right].flatMap((one) => (isInBrackets(node, one) ? [one] : leaves(one)));
}
