import type { Facts } from "../facts.ts";
import { replaced, type Site } from "../row.ts";
import { sumsOf } from "../sums.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, row, seenRow } from "./change.ts";

const DIVIDED = row(
  "divided-in-loop",
  "divided in every pass of a loop",
  "A sum is divided in every pass of the loop that adds it up, so that its first summands are divided many times.",
  "Divide once, when the sum is complete.",
);
const NESTED = row(
  "loops-exchanged",
  "two loops nested the other way round",
  "The outer of two loops is inside, and the inner one outside.",
  "Say in words what happens in one pass of the outer loop, and which loop that makes the inner one.",
);
const ADDED = row(
  "carried-extra",
  "added up where it begins anew",
  "A value is added to what was there before, where it is to be set anew.",
  "Ask of each sum where it begins, and whether the values of earlier passes belong to it.",
);

const EACH_PASS = seenRow(
  "added-in-loop",
  "added in every pass of a loop",
  "A value that is the same in every pass of a loop is added in each of them, where it is to be added once.",
  "Add it once, before the loop or after it.",
);

const INSIDE = seenRow(
  "in-every-pass",
  "a step in every pass of a loop",
  "A step that is to be taken once is taken in every pass of a loop.",
  "Say in words what one pass of the loop is for, and put what belongs to none of them behind it.",
);

type Loop = Extract<Node, { type: "ForStatement" | "ForOfStatement" }>;
type Assignment = Extract<Node, { type: "AssignmentExpression" }>;

const isLoop = (node: Node): node is Loop => node.type === "ForStatement" || node.type === "ForOfStatement";

/** The loops around a node within its function, the innermost first. */
function loopsAround({ tree }: Facts, node: Node): Loop[] {
  const found: Loop[] = [];
  for (let one = tree.parentOf(node); one !== null && !/Function/.test(one.type); one = tree.parentOf(one))
    if (isLoop(one)) found.push(one);
  return found;
}

/** `gw[j] = (gw[j] + …) / m` or `gw[j] /= m` inside of a loop, divided after it. */
function dividedInside(facts: Facts): Change[] {
  return facts.tree.nodes.flatMap((node): Change[] => {
    if (node.type !== "AssignmentExpression") return [];
    const divided = divisionIn(facts, node);
    if (divided === null) return [];
    const left = node.left as Node;
    return loopsAround(facts, node).flatMap((loop): Change[] => {
      const after = afterwards(facts, left, divided.by);
      if (
        after === null ||
        within(loop).some((one) => one.type === "Identifier" && isDeclaredIn(facts, one, loop, left))
      )
        return [];
      return changes(DIVIDED, [
        [replaced(node, divided.without), { start: loop.end, end: loop.end, text: ` ${after}` }] satisfies Site,
      ]);
    });
  });
}

function divisionIn(
  { tree, operation }: Facts,
  node: Assignment,
): { readonly by: string; readonly without: string } | null {
  const left = tree.text(node.left as Node);
  if (node.operator === "/=") return { by: tree.text(node.right), without: left };
  const op = node.operator === "=" ? operation(node.right) : null;
  const [over, by] = op?.args ?? [];
  if (op?.name !== "div" || over === undefined || by === undefined || !tree.text(over).includes(left)) return null;
  return op.style === "operator" ? { by: tree.text(by), without: `${left} = ${tree.text(over)}` } : null;
}

/** Whether the list or the number that is divided begins inside of the loop: it is complete there. */
function isDeclaredIn({ scopes, tree }: Facts, name: Node, loop: Loop, left: Node): boolean {
  const [holder] = within(left).filter(({ type }) => type === "Identifier");
  if (holder === undefined || tree.text(name) !== tree.text(holder)) return false;
  const at = scopes.bindingOf(holder)?.at;
  return at !== undefined && loop.start <= at.start && at.end <= loop.end;
}

/** A statement that divides all elements of what an assignment writes to. */
function afterwards({ tree }: Facts, left: Node, by: string): string | null {
  if (left.type === "Identifier") return `${tree.text(left)} /= ${by};`;
  if (left.type !== "MemberExpression" || !left.computed) return null;
  const inner = left.object as Node;
  if (left.property.type === "Literal") return `${tree.text(left)} /= ${by};`;
  if (inner.type === "Identifier") return `${inner.name}.forEach((_, i, list) => { list[i] /= ${by}; });`;
  if (inner.type !== "MemberExpression" || !inner.computed) return null;
  const rows = tree.text(inner.object as Node);
  return `${rows}.forEach((row) => row.forEach((_, i) => { row[i] /= ${by}; }));`;
}

/** `z = z + w[j] * x[j] + b` in a loop, with `b` added once, after it. */
function addedInside(facts: Facts): Change[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    if (node.type !== "AssignmentExpression" || node.left.type !== "Identifier") return [];
    const [loop] = loopsAround(facts, node);
    const name = tree.text(node.left as Node);
    const all = node.operator === "+=" || node.operator === "=" ? summands(facts, node.right) : [];
    const others = all.filter((one) => tree.text(one) !== name);
    const isSum = node.operator === "+=" ? others.length === all.length : others.length === all.length - 1;
    if (loop === undefined || !isSum) return [];
    return others
      .filter((one) => isFree(facts, one, loop))
      .flatMap((one) => {
        const rest = others.filter((other) => other !== one).map((other) => tree.text(other));
        const inside = rest.length === 0 ? name : `${name} += ${rest.join(" + ")}`;
        const after = ` ${name} += ${tree.text(one)};`;
        return changes(EACH_PASS, [[replaced(node, inside), { start: loop.end, end: loop.end, text: after }]]);
      });
  });
}

function summands({ operation }: Facts, node: Node): Node[] {
  const op = operation(node);
  return op?.name === "add" && op.style === "operator"
    ? op.args.flatMap((one) => summands({ operation } as Facts, one))
    : [node];
}

/** Whether a value is a name or an element of something, of which nothing changes in a loop. */
function isFree({ tree, scopes }: Facts, value: Node, loop: Loop): boolean {
  if (value.type !== "Identifier" && value.type !== "MemberExpression") return false;
  const written = within(loop).flatMap((one) =>
    one.type === "AssignmentExpression" ? within(one.left as Node).map((part) => tree.text(part)) : [],
  );
  return within(value).every((one) => {
    if (one.type !== "Identifier") return true;
    const at = scopes.bindingOf(one)?.at;
    return !written.includes(one.name) && (at === undefined || at.end <= loop.start || loop.end <= at.start);
  });
}

/** The heads of two loops, of which one is all that is in the other, exchanged. */
function nested({ tree }: Facts): Change[] {
  const head = (loop: Loop): Node =>
    ({ start: tree.code.indexOf("(", loop.start) + 1, end: loop.body.start, type: "EmptyStatement" }) as Node;
  return tree.nodes.flatMap((outer): Change[] => {
    if (!isLoop(outer)) return [];
    const body = outer.body.type === "BlockStatement" ? outer.body.body : [outer.body];
    const [inner, ...others] = body as Node[];
    if (inner === undefined || others.length > 0 || !isLoop(inner)) return [];
    const [a, b] = [head(outer), head(inner)];
    const counters = within(outer).filter((one) => one.type === "VariableDeclarator" && one.end <= outer.body.start);
    const names = counters.flatMap((one) => (one.type === "VariableDeclarator" ? [tree.text(one.id as Node)] : []));
    if (names.some((name) => new RegExp(`\\b${name}\\b`).test(tree.text(b)))) return [];
    return changes(NESTED, [[replaced(a, tree.text(b)), replaced(b, tree.text(a))]]);
  });
}

/** What adds up in a loop, as what sets. */
function anew(facts: Facts): Change[] {
  return sumsOf(facts).flatMap((sum) =>
    loopsAround(facts, sum.node).length > 0 ? changes(ADDED, [[replaced(sum.node, sum.anew)]]) : [],
  );
}

/** Statements of a loop that know nothing of its passes, behind it: one, and all. */
function behind(facts: Facts): Change[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    const pass = passOf(facts, node);
    if (pass === null || pass.body.type !== "BlockStatement" || pass.body.body.length < 2) return [];
    const body = pass.body.body as Node[];
    const inside = [...pass.heads, ...body].flatMap((one) =>
      one.type === "VariableDeclaration"
        ? one.declarations.flatMap(({ id }) => within(id as Node))
        : pass.heads.includes(one)
          ? within(one)
          : [],
    );
    const local = new Set(inside.map((one) => tree.text(one)));
    const free = body.filter(
      (one) =>
        one.type === "ExpressionStatement" &&
        one.expression.type === "AssignmentExpression" &&
        !within(one).some((part) => part.type === "Identifier" && local.has(part.name)),
    );
    const moved = (all: readonly Node[]): Site => [
      ...all.map((one) => replaced(one, "")),
      { start: node.end, end: node.end, text: ` ${all.map((one) => tree.text(one)).join(" ")}` },
    ];
    return changes(INSIDE, [...free.map((one) => moved([one])), ...(free.length > 1 ? [moved(free)] : [])]);
  });
}

/** What goes through a body once for each pass, with what is declared for it: a loop, and a statement `list.forEach(…)`. */
function passOf({ tree }: Facts, node: Node): { readonly heads: readonly Node[]; readonly body: Node } | null {
  if (isLoop(node)) {
    const head = node.type === "ForStatement" ? node.init : node.left;
    return { heads: head ? [head as Node] : [], body: node.body };
  }
  const call =
    node.type === "ExpressionStatement" && node.expression.type === "CallExpression" ? node.expression : null;
  const [fn] = call?.arguments ?? [];
  if (call?.callee.type !== "MemberExpression" || fn?.type !== "ArrowFunctionExpression") return null;
  if (tree.text(call.callee.property as Node) !== "forEach") return null;
  return { heads: fn.params as Node[], body: fn.body as Node };
}

export const moveChanges = (facts: Facts): Change[] => [
  ...behind(facts),
  ...dividedInside(facts),
  ...addedInside(facts),
  ...nested(facts),
  ...anew(facts),
];
