import type { Facts } from "../facts.ts";
import { instead, type Site } from "../row.ts";
import type { Node } from "../tree.ts";
import { type Change, changes, rowOf } from "./change.ts";

/** Loops that begin or end one off. */
export function boundChanges(facts: Facts): Change[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    if (node.type === "WhileStatement" && node.test.type === "BinaryExpression" && node.test.operator === "<=") {
      const { left, right } = node.test;
      const less = `${tree.text(left as Node)} < ${tree.text(right)}`;
      return changes(rowOf("one-too-many"), instead(node.test as Node, less));
    }
    if (node.type !== "ForStatement") return [];
    const start = node.init?.type === "VariableDeclaration" ? node.init.declarations[0]?.init : null;
    const found: Change[] = [];
    const add = (id: string, site: readonly Site[]) => {
      found.push(...site.map((one) => ({ slip: rowOf(id), site: one })));
    };
    const test = node.test?.type === "BinaryExpression" ? node.test : null;
    const bound = test?.right.type === "BinaryExpression" ? test.right : (test?.right ?? null);
    const counted = bound?.type === "BinaryExpression" ? (bound.left as Node) : (bound as Node | null);
    const examples = counted !== null && facts.isExamples(counted);
    if (start?.type === "Literal" && start.value === 1)
      add(examples ? "first-example-skipped" : "first-skipped", instead(start as Node, "0"));
    if (test !== null && bound?.type === "BinaryExpression" && isOne(bound.right as Node)) {
      if (bound.operator === "-")
        add(examples ? "last-example-skipped" : "last-skipped", instead(bound as Node, tree.text(bound.left as Node)));
      if (bound.operator === "+") add("one-too-many", instead(bound as Node, tree.text(bound.left as Node)));
    }
    if (test?.operator === "<=")
      add("one-too-many", instead(test as Node, `${tree.text(test.left as Node)} < ${tree.text(test.right)}`));
    if (test !== null) for (const [id, text] of downwards(facts, node, test)) add(id, instead(test as Node, text));
    return found;
  });
}

type Loop = Extract<Node, { type: "ForStatement" }>;
type Test = Extract<Node, { type: "BinaryExpression" }>;

/** A loop that counts down and ends one too early: `t > 1` as `t >= 1`, `t >= 1` as `t >= 0`. */
function downwards({ tree }: Facts, { update }: Loop, { left, operator, right }: Test): (readonly [string, string])[] {
  const isDown = update != null && /^(--|.*(--|-=))/.test(tree.text(update as Node));
  if (!isDown) return [];
  const [a, b] = [left as Node, right].map(tree.text) as [string, string];
  if (operator === ">") return [["last-skipped", `${a} >= ${b}`]];
  return operator === ">="
    ? [
        ["last-skipped", `${a} >= ${b} - 1`],
        ["one-too-many", `${a} > ${b}`],
      ]
    : [];
}

export const isOne = (node: Node): boolean => node.type === "Literal" && node.value === 1;
