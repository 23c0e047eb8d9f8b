import { type Facts, NAMES } from "../../facts.ts";
import { type Operation, written } from "../../operation.ts";
import { instead } from "../../row.ts";
import { type Node, within } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";

export const LIKE = row(
  "like-left-out",
  "what is done to its like left out",
  "One value lacks a step of the computation that another of its kind has.",
  "Hold the lines of the two values side by side: what does one have that the other has not?",
);

/** Most changes. */
const MOST = 64;

/** Values of one kind, such as `dW1` and `dW2`, in one function: with the number that tells them apart. */
type Named = { readonly name: string; readonly value: Node; readonly home: string };

const named = ({ tree }: Facts): Named[] =>
  tree.nodes.flatMap((node): Named[] => {
    const home = tree.homeOf(node)?.name ?? "";
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init)
      return [{ name: node.id.name, value: node.init as Node, home }];
    if (node.type === "Property" && node.key.type === "Identifier" && !node.shorthand)
      return tree.parentOf(node)?.type === "ObjectExpression"
        ? [{ name: node.key.name, value: node.value as Node, home }]
        : [];
    if (node.type !== "AssignmentExpression") return [];
    const left = node.left.type === "MemberExpression" && !node.left.computed ? node.left.property : node.left;
    return left.type === "Identifier" ? [{ name: left.name, value: node.right, home }] : [];
  });

/** A text about one value, about the other: `W2` as `W1`, and weights as biases. */
export function renamed(text: string, from: string, to: string): string {
  const [a = "", b = ""] = [from, to].map((name) => /\d+$/.exec(name)?.[0]);
  const [kind, other] = [from, to].map((name) => /^d?([Wwb])\d*$/.exec(name)?.[1]);
  return text.replace(/[A-Za-z_$][\w$]*/g, (word) => {
    const numbered = a !== "" && b !== "" && word.endsWith(a) ? word.slice(0, -a.length) + b : word;
    return kind && other && kind !== other
      ? numbered.replace(new RegExp(`^(d?)${kind}(\\d*)$`), `$1${other}$2`)
      : numbered;
  });
}

const kindOf = (name: string): string => name.replace(/\d+$/, "").replace(/^(d?)[Wwb]$/, "$1W");

/** What one value has around it and another of its kind has not: a mean, a rate, a penalty. */
export function likeChanges(facts: Facts): Change[] {
  const { operation } = facts;
  const all = named(facts);
  return all
    .flatMap((like) =>
      within(like.value).flatMap((node) => {
        const op = operation(node);
        if (op === null || op.style === "own" || !/^(mul|div|add|sub)$/.test(op.name) || op.args.length !== 2)
          return [];
        return all
          .filter((one) => one.name !== like.name && one.home === like.home && kindOf(one.name) === kindOf(like.name))
          .flatMap((one) => [0, 1].flatMap((at) => wrapped(facts, op, at, like, one)));
      }),
    )
    .slice(0, MOST);

  function wrapped({ tree }: Facts, op: Operation, at: number, like: Named, one: Named): Change[] {
    const [inner, other] = [op.args[at] as Node, op.args[1 - at] as Node];
    const beside = renamed(tree.text(other), like.name, one.name);
    if (other.type === "Literal" || tree.text(one.value).includes(beside)) return [];
    const like2 = renamed(tree.text(inner), like.name, one.name);
    const places = within(one.value).filter((node) => node === one.value || tree.text(node) === like2);
    const slip = NAMES.rate.test(tree.text(other).split(".").at(-1) ?? "")
      ? rowOf("rate-left-out")
      : within(other).some((node) => node.type === "Identifier" && NAMES.lambda.test(node.name))
        ? rowOf("penalty-left-out")
        : op.name === "div" && facts.isCount(other)
          ? rowOf("mean-left-out")
          : LIKE;
    return places.flatMap((place) => {
      const operands = at === 0 ? [tree.text(place), beside] : [beside, tree.text(place)];
      return changes(slip, instead(place, written(op, op.name, operands)));
    });
  }
}
