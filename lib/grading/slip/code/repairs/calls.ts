import { isCopier } from "../counts/copies.ts";
import type { Facts } from "../facts.ts";
import { instead, type Site, type SlipRow } from "../row.ts";
import { hasLambda } from "../rows/means.ts";
import { type Edit, type Node, within } from "../tree.ts";
import { type Change, changes, row } from "./change.ts";

const ONE_MINUS = row(
  "one-minus-taken",
  "1 − a value where the value belongs",
  "1 minus a value is used where the value itself is asked for.",
  "Compare with the formula: which of its values stand as they are, and which as $1 - \\dots$?",
);
const APPLIED = row(
  "own-function-extra",
  "a function of your own too many",
  "A function of your own is applied to a value that is asked for as it is.",
  "Compare with the formula what each of your functions is applied to.",
);

const REPLACED = row(
  "elements-replaced",
  "all elements replaced by another value",
  "All elements of a list are replaced by a value that does not come from them, where the list itself is asked for.",
  "Use what the list holds.",
);

const CUT = row(
  "list-cut",
  "a part of a list left out",
  "Only a part of a list is gone through, where all of it is asked for.",
  "Go through the whole list.",
);

/** A part of a list of the file's own, as the whole list: `names.slice(0, 3)`, `Object.keys(g).filter(…)`. */
function cuts(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
    const holder = node.callee.object as Node;
    const made = holder.type === "Identifier" ? (scopes.bindingOf(holder)?.init ?? null) : holder;
    const isList =
      made?.type === "ArrayExpression" ||
      (made?.type === "CallExpression" && /^Object\.(keys|values|entries)$/.test(tree.text(made.callee as Node)));
    if (!isList || !/^(slice|filter)$/.test(tree.text(node.callee.property as Node))) return [];
    return changes(CUT, instead(node, tree.text(holder)));
  });
}

/** `1 - a`, inline or as a helper, as `a`. */
function minusOnes(facts: Facts): Change[] {
  return facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    const [one, value] = op?.args ?? [];
    if (op?.name !== "sub" || op.style === "own" || value === undefined) return [];
    return one?.type === "Literal" && one.value === 1
      ? changes(ONE_MINUS, instead(node, `(${facts.tree.text(value)})`))
      : [];
  });
}

/** A function of the file, of one value, left out; and what puts one value in place of all elements of a list. */
function calls(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.arguments.length !== 1) return [];
    const { callee } = node;
    if (callee.type === "Identifier") {
      const binding = scopes.bindingOf(callee as Node);
      const made = binding?.kind === "function" ? tree.parentOf(binding.at) : (binding?.init ?? null);
      if (made === null || !/Function/.test(made.type) || isCopier(tree, scopes, callee as Node)) return [];
      const minus = isOneMinus(facts, made);
      return changes(minus ? ONE_MINUS : APPLIED, instead(node, `(${tree.text(node.arguments[0] as Node)})`));
    }
    if (callee.type !== "MemberExpression" || tree.text(callee.property as Node) !== "map") return [];
    if (!isConstant(facts, node.arguments[0] as Node)) return [];
    return changes(REPLACED, instead(node, `(${tree.text(callee.object as Node)})`));
  });
}

/** Whether a callback gives back the same for every element. */
function isConstant({ tree }: Facts, callback: Node): boolean {
  if (callback.type !== "ArrowFunctionExpression" || callback.body.type === "BlockStatement") return false;
  const names = new Set(callback.params.flatMap((one) => within(one as Node)).map((one) => tree.text(one)));
  return !within(callback.body as Node).some((one) => one.type === "Identifier" && names.has(one.name));
}

function isOneMinus(facts: Facts, made: Node): boolean {
  const body = made.type === "ArrowFunctionExpression" ? (made.body as Node) : null;
  const op = body === null ? null : facts.operation(body);
  const [one] = op?.args ?? [];
  return op?.name === "sub" && one?.type === "Literal" && one.value === 1;
}

export const callChanges = (facts: Facts): Change[] => [...minusOnes(facts), ...calls(facts), ...cuts(facts)];

/**
 * Whether a change is of λ as it is handed to a function of the file, in all calls of it: the same change inside of that function is of
 * one place, and says better where it is.
 */
export function isHandedOn({ tree }: Facts, { id }: SlipRow, site: Site): boolean {
  if (!id.startsWith("lambda-")) return false;
  const calls = tree.nodes.flatMap((node) =>
    node.type === "CallExpression" && node.callee.type === "Identifier"
      ? [{ name: node.callee.name, args: node.arguments as Node[] }]
      : [],
  );
  const isOf =
    ({ start, end }: Edit) =>
    ({ args }: (typeof calls)[number]) =>
      args.some((one) => one.start === start && one.end === end);
  const changed = calls.filter((call) => site.some((edit) => isOf(edit)(call)));
  const [first] = changed;
  const callee = tree.homes.find(({ name }) => name === first?.name)?.node;
  if (first === undefined || callee === undefined || !("params" in callee)) return false;
  const takes = callee.params.some((one) => hasLambda(one as Node));
  const all = calls.filter(({ name }) => name === first.name);
  return takes && all.every((call) => changed.includes(call)) && site.every((edit) => all.some(isOf(edit)));
}
