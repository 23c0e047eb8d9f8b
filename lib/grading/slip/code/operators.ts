import { type Facts, factsOf } from "./facts.ts";
import { distinct, type Mutant, mutantOf } from "./mutants.ts";
import { written } from "./operation.ts";
import { atNodes, atOperations, instead, replaced, type Site } from "./row.ts";
import { type Node, treeOf } from "./tree.ts";

/** A plain change of the text, without words for a student: what the checks of a grader have to notice as well. */
type Operator = { readonly id: string; readonly sites: (facts: Facts) => readonly Site[] };

const ARITHMETIC: { readonly [name: string]: readonly string[] } = {
  add: ["sub", "mul"],
  sub: ["add"],
  mul: ["add", "div"],
  div: ["mul"],
};
const COMPARISONS: { readonly [operator: string]: readonly string[] } = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "==": ["!="],
  "!=": ["=="],
};

/** The axis of a reduction or a slice: −1 is the last one, so only the other is another. */
function isAxis({ tree, operation }: Facts, node: Node): boolean {
  const parent = node.type === "Literal" ? tree.parentOf(node) : null;
  const op = parent === null ? null : operation(parent);
  if (op === null) return false;
  return (
    (/^(sum|mean|max|min|argmax|norm)$/.test(op.name) && op.args[1] === node) ||
    (op.name === "slice" && op.args.length === 4 && op.args[3] === node)
  );
}

const isCode = (node: Node): boolean =>
  node.type === "ExpressionStatement" && "expression" in node && node.expression.type !== "Literal";

const OPERATORS: readonly Operator[] = [
  {
    id: "arithmetic",
    sites: (facts) =>
      Object.entries(ARITHMETIC).flatMap(([name, others]) =>
        atOperations(name, (op, t, node) =>
          op.style === "own" || op.args.length !== 2
            ? []
            : instead(node, ...others.map((other) => written(op, other, t))),
        )(facts),
      ),
  },
  {
    id: "constant",
    sites: atNodes((node, facts) =>
      isAxis(facts, node)
        ? instead(node, facts.tree.text(node) === "0" ? "1" : "0")
        : node.type === "Literal" && typeof node.value === "number"
          ? instead(
              node,
              `${node.value + 1}`,
              node.value === 0 ? "-1" : "0",
              node.value === 0 ? null : `(-${node.value})`,
            )
          : [],
    ),
  },
  {
    id: "comparison",
    sites: atNodes((node, { tree }) =>
      node.type === "BinaryExpression"
        ? instead(
            node,
            ...(COMPARISONS[node.operator] ?? []).map(
              (other) => `${tree.text(node.left as Node)} ${other} ${tree.text(node.right)}`,
            ),
          )
        : [],
    ),
  },
  {
    id: "condition-negated",
    sites: atNodes((node, { tree }) =>
      node.type === "ConditionalExpression" || node.type === "IfStatement"
        ? instead(node.test as Node, `!(${tree.text(node.test as Node)})`)
        : [],
    ),
  },
  {
    id: "logic",
    sites: atNodes((node, { tree }) =>
      node.type === "LogicalExpression" && node.operator !== "??"
        ? instead(node, `${tree.text(node.left)} ${node.operator === "&&" ? "||" : "&&"} ${tree.text(node.right)}`)
        : [],
    ),
  },
  { id: "statement-deleted", sites: atNodes((node) => (isCode(node) ? [[replaced(node, ";")]] : [])) },
  {
    id: "assignment",
    sites: atNodes((node, { tree }) => {
      if (node.type !== "AssignmentExpression") return [];
      const others: { readonly [operator: string]: readonly string[] } = {
        "+=": ["-=", "="],
        "-=": ["+=", "="],
        "*=": ["/="],
        "/=": ["*="],
      };
      return instead(
        node,
        ...(others[node.operator] ?? []).map(
          (other) => `${tree.text(node.left as Node)} ${other} ${tree.text(node.right)}`,
        ),
      );
    }),
  },
  {
    id: "arguments-exchanged",
    sites: atNodes((node, { tree, operation }) =>
      node.type === "CallExpression" && !/^(add|mul|maximum|minimum|equal|not_equal)$/.test(operation(node)?.name ?? "")
        ? node.arguments.slice(1).map((b, i): Site => {
            const a = node.arguments[i] as Node;
            if (a.type === "Literal" && b.type === "Literal") return [];
            return [replaced(a, tree.text(b as Node)), replaced(b as Node, tree.text(a))];
          })
        : [],
    ),
  },
  {
    id: "call-left-out",
    sites: (facts) =>
      facts.tree.nodes.flatMap((node) => {
        const op = facts.operation(node);
        return op === null ||
          /^(item|toArray|copy)$/.test(op.name) ||
          op.style === "own" ||
          op.style === "operator" ||
          op.args[0] === undefined ||
          node.type !== "CallExpression"
          ? []
          : instead(node, `(${facts.tree.text(op.args[0])})`);
      }),
  },
  {
    id: "minus",
    sites: (facts) => atOperations("neg", (op, t, node) => (op.style === "own" ? [] : instead(node, t[0])))(facts),
  },
];

/** Every plain operator at every place of a source. */
export function operatorMutants(source: string): Mutant[] {
  const tree = treeOf(source);
  if (tree === null) return [];
  const facts = factsOf(tree);
  return distinct(
    tree,
    OPERATORS.flatMap(({ id, sites }) => sites(facts).flatMap((site) => mutantOf(tree, id, null, site))),
  );
}
