import type { Facts } from "../facts.ts";
import { replaced } from "../row.ts";
import { sumsOf } from "../sums.ts";
import { type Edit, type Node, within } from "../tree.ts";
import { type Change, changes, seenRow } from "./change.ts";

const CARRIED = seenRow(
  "not-set-back",
  "a sum that is not set back to zero",
  "A sum begins before a loop and goes on from one pass to the next, where it is to begin anew in each pass.",
  "Say for each sum what one pass of the loop adds up, and let the sum begin inside of that pass.",
);

/** Most changes. */
const MOST = 24;

/** What a sum begins with: a number or a name, as of a bias, and a list or a tensor of them that is made there. */
const EMPTY = /^([\w$.]+|\[[\s[\],0]*\]|.*\b(zeros\w*|fill|Float(32|64)Array|Array|map|from)\b.*)$/s;

/** `let s = 0;` before a loop in which `s` adds up in a loop of its own, with `s = 0;` where each pass of the outer one begins. */
export function beginChanges(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const sums = sumsOf(facts).map(({ node }) => ({ node, holder: holderOf(node) }));
  return tree.nodes
    .flatMap((declaration) => {
      if (declaration.type !== "VariableDeclaration") return [];
      return declaration.declarations.flatMap(({ id, init }) => {
        if (id.type !== "Identifier" || !init || /Function/.test(init.type) || !EMPTY.test(tree.text(init as Node)))
          return [];
        const own = sums.filter(({ holder }) => holder !== null && scopes.bindingOf(holder)?.at === id);
        const bodies = new Set(own.flatMap(({ node }) => passesAround(facts, node, declaration)));
        const anew = `${id.name} = ${tree.text(init as Node)}`;
        return [...bodies].flatMap((body) =>
          changes(CARRIED, [[{ ...kindOf(declaration), text: "let" }, begun(facts, body, anew)]]),
        );
      });
    })
    .slice(0, MOST);
}

/** The word that a declaration begins with: what is set anew is no `const`. */
const kindOf = ({ start, kind }: Extract<Node, { type: "VariableDeclaration" }>) => ({
  start,
  end: start + kind.length,
});

/** The name that is added to, in `s += …`, `W[i][j] += …` and `W.set(i, j, …)`. */
function holderOf(node: Node): Node | null {
  const target =
    node.type === "AssignmentExpression"
      ? (node.left as Node)
      : node.type === "CallExpression" && node.callee.type === "MemberExpression"
        ? (node.callee.object as Node)
        : null;
  if (target === null) return null;
  return within(target).find((one) => one.start === target.start && one.type === "Identifier") ?? null;
}

/** What is gone through once for each pass around a sum, from the second loop on, as far as the sum's declaration reaches. */
function passesAround({ tree }: Facts, node: Node, declaration: Node): Node[] {
  const found: Node[] = [];
  let child = node;
  for (let one = tree.parentOf(node); one !== null && one.start > declaration.end; one = tree.parentOf(one)) {
    const isPass =
      (/^(For|While|DoWhile)\w*Statement$/.test(one.type) || /^(Arrow)?Function/.test(one.type)) &&
      "body" in one &&
      one.body === child;
    if (isPass) found.push(child);
    child = one;
  }
  return found.slice(1);
}

function begun({ tree }: Facts, body: Node, anew: string): Edit {
  if (body.type === "BlockStatement") return { start: body.start + 1, end: body.start + 1, text: ` ${anew};` };
  return /Statement$/.test(body.type)
    ? replaced(body, `{ ${anew}; ${tree.text(body)} }`)
    : replaced(body, `(${anew}, ${tree.text(body)})`);
}
