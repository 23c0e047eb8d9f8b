import type { Facts } from "../facts.ts";
import { NAMES } from "../facts.ts";
import { instead, type Site, type SlipRow } from "../row.ts";
import { type Node, within } from "../tree.ts";
import { isRate } from "./products.ts";

/** What a list of parameters or gradients is gone through for. */
type Purpose = "step" | "sum" | "other";

const METHODS = /^(map|flatMap|forEach|reduce|filter|slice|concat)$/;
export const PARAMETER = /^d?[Wwb]\d*$|^d?(weights?|bias\w*)\d*$/;

/** Lists that hold parameters or gradients, by name or as they are: `["W1", "b1"]`, `[g.dW1, g.db1]`. */
function lists(facts: Facts): Extract<Node, { type: "ArrayExpression" }>[] {
  return facts.tree.nodes.flatMap((node) => {
    if (node.type !== "ArrayExpression" || node.elements.length < 2) return [];
    const names = node.elements.map((one) => nameOf(facts, one as Node | null));
    const strings = node.elements.every((one) => one?.type === "Literal" && typeof one.value === "string");
    const isWhole = strings || (names.every((name) => PARAMETER.test(name)) && purposeOf(facts, node) === "sum");
    return isWhole ? [node] : [];
  });
}

export const nameOf = ({ tree }: Facts, node: Node | null): string =>
  node?.type === "Literal" && typeof node.value === "string"
    ? node.value
    : node?.type === "Identifier"
      ? node.name
      : node?.type === "MemberExpression" && !node.computed
        ? tree.text(node.property as Node)
        : "";

/** All that is done with the values of a list: loops over it, calls of its methods, and those of the name it is kept under. */
function consumers({ tree, scopes }: Facts, list: Node): Node[] {
  const parent = tree.parentOf(list);
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    const name = parent.id as Node;
    return tree.nodes.flatMap((one) =>
      one.type === "Identifier" && one !== name && one.name === tree.text(name) && scopes.bindingOf(one)?.at === name
        ? consumersAt(tree, one as Node)
        : [],
    );
  }
  return consumersAt(tree, list);
}

function consumersAt(tree: Facts["tree"], value: Node): Node[] {
  const parent = tree.parentOf(value);
  if (parent?.type === "ForOfStatement" && parent.right === value) return [parent];
  let whole = value;
  for (let outer = parent; outer !== null; outer = tree.parentOf(outer)) {
    const isChain =
      (outer.type === "MemberExpression" &&
        outer.object === whole &&
        METHODS.test(tree.text(outer.property as Node))) ||
      (outer.type === "CallExpression" && (outer.callee === whole || whole !== value));
    if (!isChain) break;
    whole = outer;
  }
  return whole === value ? [] : [whole];
}

const namesRate = (facts: Facts, node: Node): boolean =>
  within(node).some(
    (one) => (one.type === "Identifier" || one.type === "MemberExpression") && isRate(facts.tree.text(one)),
  );

function isSum(facts: Facts, node: Node): boolean {
  const about = [node, facts.tree.parentOf(node)].filter((one) => one !== null);
  return (
    about.some((one) => /^(norm|hypot|sum|length)$/.test(facts.operation(one as Node)?.name ?? "")) ||
    within(node).some(
      (one) =>
        (one.type === "AssignmentExpression" && one.operator === "+=") ||
        (one.type === "MemberExpression" && /^(reduce|hypot)$/.test(facts.tree.text(one.property as Node))),
    ) ||
    sumsLater(facts, node)
  );
}

/** Whether what was made of a list is kept under a name and added up there. */
function sumsLater({ tree, scopes }: Facts, node: Node): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return false;
  const name = parent.id as Node;
  return tree.nodes.some((one) => {
    if (one.type !== "Identifier" || one === name || one.name !== tree.text(name)) return false;
    const outer = tree.parentOf(one);
    const around = outer?.type === "SpreadElement" ? tree.parentOf(outer) : outer;
    if (scopes.bindingOf(one)?.at !== name || !around) return false;
    return around.type === "MemberExpression"
      ? /^reduce$/.test(tree.text(around.property as Node))
      : around.type === "CallExpression" && /(hypot|norm|sum)$/.test(tree.text(around.callee as Node));
  });
}

export function purposeOf(facts: Facts, list: Node): Purpose {
  const all = consumers(facts, list);
  const steps = all.filter((one) => namesRate(facts, one));
  if (steps.length > 0) return steps.length === all.length ? "step" : "other";
  if (all.length > 0 && all.every((one) => isSum(facts, one)) && isAboutGradients(facts, list)) return "sum";
  return "other";
}

/** A list of gradients is one by its names (`dW1`), or by what is made of them (`g["d" + name]`). */
function isAboutGradients(facts: Facts, list: Node): boolean {
  if (list.type !== "ArrayExpression") return false;
  const names = list.elements.map((one) => nameOf(facts, one as Node | null));
  if (names.every((name) => /^(d|grad)/.test(name) && !NAMES.bias.test(name))) return true;
  return consumers(facts, list).some((one) => /\[["'`]d["'`$]/.test(facts.tree.text(one)));
}

/** Each value left out, and all that begin alike. */
export const leftOutOf =
  (purpose: Purpose) =>
  (facts: Facts): Site[] =>
    lists(facts).flatMap((node) => {
      if (purposeOf(facts, node) !== purpose) return [];
      const all = node.elements.map((one) => ({
        name: nameOf(facts, one as Node | null).replace(/^d(?=[A-Zwb])/, ""),
        text: facts.tree.text(one as Node),
      }));
      const without = (gone: (name: string) => boolean): Site[] =>
        instead(node, `[${all.filter(({ name }) => !gone(name)).map(({ text }) => text)}]`);
      const letters = [...new Set(all.map(({ name }) => name[0]))];
      return [
        ...all.flatMap((one) => without((name) => name === one.name)),
        ...(letters.length > 1 ? letters.flatMap((letter) => without((name) => name[0] === letter)) : []),
      ];
    });

/** Each value of a sum in the place of another one. */
const twiceOf = (facts: Facts): Site[] =>
  lists(facts).flatMap((node) => {
    if (purposeOf(facts, node) !== "sum") return [];
    const texts = node.elements.map((one) => facts.tree.text(one as Node));
    return texts.flatMap((gone, at) =>
      texts.flatMap((other, from) =>
        from === at || other === gone ? [] : instead(node, `[${texts.map((one, i) => (i === at ? other : one))}]`),
      ),
    );
  });

export const listRows: readonly SlipRow[] = [
  {
    id: "gradient-twice",
    name: "a gradient twice in the sum, another one not at all",
    says: "One of the gradients comes into the sum twice, and another one not at all.",
    next: "Read the list of what is added up from its beginning to its end: each gradient stands in it once.",
    lesson: "walking-downhill",
    sites: twiceOf,
  },
  {
    id: "gradient-left-out",
    name: "a gradient left out of the sum",
    says: "At least one of the gradients does not come into the sum that is taken over all of them.",
    next: "Go through all gradients, those of weights and biases alike.",
    lesson: "walking-downhill",
    sites: leftOutOf("sum"),
  },
  {
    id: "name-left-out",
    name: "one of a list left out",
    says: "At least one of the values that are gone through together is left out.",
    next: "Go through all of them, weights and biases alike.",
    lesson: "walking-downhill",
    sites: leftOutOf("other"),
  },
];
