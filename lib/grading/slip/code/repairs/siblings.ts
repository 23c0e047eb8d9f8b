import type { Facts } from "../facts.ts";
import { instead } from "../row.ts";
import { nameOf, PARAMETER, purposeOf } from "../rows/lists.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, rowOf } from "./change.ts";

const SLIPS = { step: "not-updated", sum: "gradient-left-out", other: "name-left-out" } as const;

/** More of a kind than this are no parameters of one network. */
const KINDS = 8;

/** A list of parameters or gradients with the ones that the file knows besides: `[dW1, db1, dW2]` and `db2`. */
export const siblingChanges = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "ArrayExpression" || node.elements.length < 2) return [];
    const elements = node.elements as (Node | null)[];
    const names = elements.map((one) => nameOf(facts, one));
    const [first] = elements;
    if (first === null || first === undefined || !names.every((name) => PARAMETER.test(name))) return [];
    if (elements.some((one) => one?.type !== first.type)) return [];
    const missing = kin(facts, first, names).flatMap((name) => written(facts, first, name) ?? []);
    if (missing.length === 0 || missing.length + names.length > KINDS) return [];
    const texts = elements.map((one) => facts.tree.text(one as Node));
    const sets = [...missing.map((one) => [one]), ...(missing.length > 1 ? [missing] : [])];
    const purpose = purposeOf(facts, node);
    const left = sets.flatMap((more) =>
      changes(rowOf(SLIPS[purpose]), instead(node, `[${[...texts, ...more].join(", ")}]`)),
    );
    return [...left, ...(purpose === "sum" ? twice(texts, missing, node) : [])];
  });

/** What stands in a list a second time, as what is not in it: `[dW1, dW1, dW2]` and `db1`. */
const twice = (texts: readonly string[], missing: readonly string[], list: Node): Change[] =>
  texts.flatMap((text, at) => {
    if (texts.filter((one) => one === text).length < 2) return [];
    const others = missing.map((one) => `[${texts.map((old, i) => (i === at ? one : old)).join(", ")}]`);
    return changes(rowOf("gradient-twice"), instead(list, ...others));
  });

const isGradient = (name: string): boolean => /^d[A-Zwb]/.test(name);

/** Names of the same kind in the file that are not in a list. */
function kin({ tree, scopes }: Facts, first: Node, names: readonly string[]): string[] {
  const found =
    first.type === "Identifier"
      ? scopes.visibleAt(first).map(({ name }) => name)
      : tree.nodes.flatMap((one) =>
          one.type === "Identifier" ? [one.name] : one.type === "Literal" ? [String(one.value)] : [],
        );
  const gradients = names.every(isGradient);
  return [...new Set(found)].filter(
    (name) => PARAMETER.test(name) && isGradient(name) === gradients && !names.includes(name),
  );
}

/** A name as the elements of a list are written. */
function written({ tree }: Facts, like: Node, name: string): string | null {
  if (like.type === "Identifier") return name;
  if (like.type === "Literal") return JSON.stringify(name);
  if (like.type !== "MemberExpression" || within(like).some(({ type }) => type === "CallExpression")) return null;
  return `${tree.text(like.object as Node)}.${name}`;
}
