import type { Facts } from "../../facts.ts";
import { instead } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";

const OWN = row(
  "own-function-left-out",
  "a function of your own left out",
  "A value goes on as it is, where a function that you have written is to be applied to it first.",
  "Say of each of your functions what it is for, and where the formula needs it.",
);

/** Most changes. */
const MOST = 48;

/** What is handed to a function, through another one of the file that takes one value: `times(W, d)` as `times(flip(W), d)`. */
export function ownChanges({ tree }: Facts): Change[] {
  const helpers = tree.homes.flatMap(({ name, node }) =>
    "params" in node && node.params.length === 1 && node.params[0]?.type === "Identifier" ? [name] : [],
  );
  return tree.nodes
    .flatMap((node): Change[] => {
      if (node.type !== "CallExpression") return [];
      const home = tree.homeOf(node)?.name;
      return (node.arguments as Node[])
        .filter(({ type }) => /^(Identifier|CallExpression|MemberExpression)$/.test(type))
        .flatMap((given) => {
          const text = tree.text(given);
          const others = helpers.filter((name) => name !== home && name !== tree.text(node.callee as Node));
          return changes(
            OWN,
            instead(given, ...others.filter((name) => !text.startsWith(`${name}(`)).map((name) => `${name}(${text})`)),
          );
        });
    })
    .slice(0, MOST);
}
