import type { Facts } from "../../facts.ts";
import { isTensorStyle } from "../../operation.ts";
import { instead, replaced } from "../../row.ts";
import type { Edit, Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";

const LOGARITHM = row(
  "log-of-sigmoid",
  "the logarithm of a sigmoid",
  "The logarithm is taken of a sigmoid that is 0 or 1 to the last digit where the score is large, and what it gives there is no number.",
  "Write $\\log(1 + e^{s})$ so that the exponent is never positive, and compute the cost from the score itself.",
);
const ROUNDED = row(
  "half-rounded-up",
  "a half rounded up",
  "Rounding takes a value of exactly ½ to the number above it.",
  "Say what is asked for at exactly ½, and compare with ½ yourself where it is not the number above.",
);
const PART = row(
  "part-for-whole",
  "one part at a time where the whole is asked for",
  "A value is computed of one part alone, where that of all parts together is asked for.",
  "Say in words what the value is of, and compute it once of all of that.",
);

/** `log(sigmoid(s))` and `log(1 - sigmoid(s))` as what they are for every score: one function's together. */
function logarithms(facts: Facts): Change[] {
  const { tree, operation } = facts;
  const found = tree.nodes.flatMap((node): { readonly edit: Edit; readonly home: string }[] => {
    const op = operation(node);
    const [of] = op?.args ?? [];
    if (op?.name !== "log" || op.style === "own" || of === undefined) return [];
    const rest = operation(of);
    const isRest = rest?.name === "sub" && rest.args[0]?.type === "Literal" && rest.args[0].value === 1;
    const score = scoreOf(facts, isRest ? (rest.args[1] as Node) : of);
    if (score === null) return [];
    const text = tree.text(score);
    const s = isTensorStyle(op) ? (isRest ? text : `nd.neg(${text})`) : isRest ? `(${text})` : `-(${text})`;
    const made = isTensorStyle(op)
      ? `nd.neg(nd.add(nd.relu(${s}), nd.log(nd.add(1, nd.exp(nd.neg(nd.abs(${s})))))))`
      : `(-(Math.max(${s}, 0) + Math.log1p(Math.exp(-Math.abs(${s})))))`;
    return [{ edit: replaced(node, made), home: tree.homeOf(node)?.name ?? "" }];
  });
  return [...new Set(found.map(({ home }) => home))].flatMap((home) =>
    changes(LOGARITHM, [found.filter((one) => one.home === home).map(({ edit }) => edit)]),
  );
}

/** The score that a value is the sigmoid of, through a name. */
function scoreOf(facts: Facts, node: Node): Node | null {
  const { uses, scopes } = facts;
  const use = uses.find(
    ({ known, nodes }) => known.kind === "activation" && known.of === "sigmoid" && nodes[0] === node,
  );
  if (use !== undefined) return use.leaf;
  const own = node.type === "Identifier" ? scopes.bindingOf(node) : null;
  return own?.init && !own.reassigned && own.path.length === 0 && own.init !== node ? scoreOf(facts, own.init) : null;
}

/** `Math.round(q)`, with a half that goes down. */
const rounded = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) =>
    node.type === "CallExpression" && tree.text(node.callee as Node) === "Math.round" && node.arguments.length === 1
      ? changes(ROUNDED, instead(node, `Math.ceil((${tree.text(node.arguments[0] as Node)}) - 0.5)`))
      : [],
  );

/** `nd.norm(g[name])` in a loop as a function of the file's own of all of `g`. */
function parts({ tree, operation }: Facts): Change[] {
  const own = tree.homes.filter(({ node }) => "params" in node && node.params.length === 1);
  return tree.nodes.flatMap((node) => {
    const op = operation(node);
    const [of] = op?.args ?? [];
    if (op === null || !/^(norm|sum|mean|max|min)$/.test(op.name)) return [];
    if (of?.type !== "MemberExpression" || !of.computed || of.object.type !== "Identifier") return [];
    const parent = tree.parentOf(node);
    const call = parent === null ? null : tree.parentOf(parent);
    const isItem = parent?.type === "MemberExpression" && tree.text(parent.property as Node) === "item";
    const whole = isItem && call?.type === "CallExpression" ? call : node;
    const home = tree.homeOf(node)?.name;
    const names = own.map(({ name }) => name).filter((name) => name !== home);
    return changes(PART, instead(whole, ...names.map((name) => `${name}(${tree.text(of.object as Node)})`)));
  });
}

export const stableChanges = (facts: Facts): Change[] => [...logarithms(facts), ...rounded(facts), ...parts(facts)];
