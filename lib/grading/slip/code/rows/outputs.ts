import type { Facts } from "../facts.ts";
import { instead, replaced, type Site, type SlipRow } from "../row.ts";
import { type Node, within } from "../tree.ts";

type Field = { readonly node: Node; readonly key: string; readonly value: string };

/** Records of two or more fields that a function gives back. */
function records(facts: Facts): (readonly Field[])[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node) => {
    const parent = tree.parentOf(node);
    if (node.type !== "ObjectExpression" || parent === null) return [];
    const returned =
      parent.type === "ReturnStatement" || (parent.type === "ArrowFunctionExpression" && parent.body === node);
    if (!returned) return [];
    const fields = node.properties.flatMap((one): Field[] =>
      one.type === "Property" && one.key.type === "Identifier" && !one.computed && one.kind === "init"
        ? [{ node: one as Node, key: one.key.name, value: tree.text(one.value as Node) }]
        : [],
    );
    return fields.length === node.properties.length || fields.length > 0 ? [fields] : [];
  });
}

const each =
  (change: (value: string) => string) =>
  (facts: Facts): Site[] =>
    records(facts).flatMap((fields) =>
      fields.flatMap(({ node, key, value }) => instead(node, `${key}: ${change(value)}`)),
    );

/** Two fields of a record that is given back, each with the value of the other. */
export const exchangedOutputs = (facts: Facts, isWanted = (_a: Field, _b: Field) => true): Site[] =>
  records(facts).flatMap((fields) =>
    fields.flatMap((a, i) =>
      fields
        .slice(i + 1)
        .filter((b) => isWanted(a, b))
        .map((b): Site => [replaced(a.node, `${a.key}: ${b.value}`), replaced(b.node, `${b.key}: ${a.value}`)]),
    ),
  );

export const outputRows: readonly SlipRow[] = [
  {
    id: "outputs-exchanged",
    name: "two results exchanged",
    says: "Two of the values that are given back stand under each other's names.",
    next: "Compare the names and shapes of what you give back with the list in the statement.",
    lesson: "network-from-scratch",
    sites: (facts) => exchangedOutputs(facts),
  },
  {
    id: "output-transposed",
    name: "a result turned on its side",
    says: "A value that is given back has its rows and columns exchanged.",
    next: "Compare the shape of what you give back with the one in the statement.",
    lesson: "network-from-scratch",
    sites: each((value) => `nd.transpose(nd.array(${value}))`),
  },
  {
    id: "output-flattened",
    name: "a result flattened",
    says: "A value is given back as a plain list, and a matrix is asked for.",
    next: "Keep rows and columns, also where there is only one of them.",
    lesson: "network-from-scratch",
    sites: each((value) => `nd.reshape(${value}, nd.array(${value}).size)`),
  },
  {
    id: "output-reversed",
    name: "a result in reverse order",
    says: "The entries of a value that is given back stand in reverse order.",
    next: "Give the entries back in the order in which they were asked for.",
    lesson: "network-from-scratch",
    sites: each((value) => `nd.array(${value}).toArray().reverse()`),
  },
  {
    id: "start-returned",
    name: "a parameter given back as it came in",
    says: "At least one parameter is given back as it was at the beginning.",
    next: "Give back the parameters that the last step has made.",
    lesson: "walking-downhill",
    sites: (facts) =>
      records(facts).flatMap((fields) => {
        const home = fields[0] === undefined ? null : facts.tree.homeOf(fields[0].node);
        const [first] = home !== null && "params" in home.node ? home.node.params : [];
        if (first?.type !== "Identifier" || home === null) return [];
        const taken = new Set(
          within(home.node).flatMap((one) =>
            one.type === "MemberExpression" && !one.computed && facts.tree.text(one.object as Node) === first.name
              ? [facts.tree.text(one.property as Node)]
              : [],
          ),
        );
        const destructured = facts.tree.nodes.some(
          (one) =>
            one.type === "VariableDeclarator" &&
            one.id.type === "ObjectPattern" &&
            one.init != null &&
            facts.tree.text(one.init as Node) === first.name &&
            facts.tree.homeOf(one) === home,
        );
        return fields
          .filter(({ key }) => taken.has(key) || (destructured && !/^(losses|loss|d)/.test(key)))
          .map(({ node, key }): Site => [replaced(node, `${key}: ${first.name}.${key}`)]);
      }),
  },
];
