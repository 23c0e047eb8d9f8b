import { atNodes, atOperations, instead, type Mutant, namesRead, rowMutants, type SlipRow } from "../code/index.ts";

/** A value that the functions of a sheet may look at: `field.z1`, `given.x`. */
export type SheetValue = {
  readonly from: "given" | "field";
  readonly id: string;
  readonly tex: string;
  readonly shape: readonly number[];
};

const LESSON = "forward-loss-and-back";

/** Slips that a person makes with a calculator, or with one function of many side by side. */
const ROWS: readonly SlipRow[] = [
  {
    id: "tangent",
    name: "the tangent for the hyperbolic tangent",
    says: "This is the tangent of an angle. $\\tanh$ is another function: $(e^x - e^{-x})/(e^x + e^{-x})$.",
    next: "Use the key for hyperbolic functions, often hyp, before tan.",
    lesson: "squashing-functions",
    sites: atOperations("tanh", (op, t, node) =>
      op.style === "nd" || op.style === "method" ? instead(node, `nd.div(nd.sin(${t[0]}), nd.cos(${t[0]}))`) : [],
    ),
  },
  {
    id: "one-left-out",
    name: "the 1 of a difference left out",
    says: "A 1 is missing from which a value is subtracted.",
    next: "Compare the differences with those of the formula: where does a 1 stand before the minus?",
    lesson: LESSON,
    sites: atOperations("sub", (op, t, node) =>
      t[0] === "1" && (op.style === "nd" || op.style === "method") ? instead(node, `nd.neg(${t[1]})`) : [],
    ),
  },
];

/** Fields that are computed from this one, and it itself: of these it is no slip to compute it, they follow from it whatever it is. */
function laterThan(source: string, id: string, values: readonly SheetValue[]): ReadonlySet<string> {
  const later = new Set([id]);
  for (let size = 0; size < later.size; ) {
    size = later.size;
    for (const one of values) {
      const read = one.from === "field" ? namesRead(source, one.id) : [];
      if ([...later].some((each) => read.includes(each))) later.add(one.id);
    }
  }
  return later;
}

/** Where a function of the sheet looks at another value of the same shape, it looks at this one. */
const otherValue = (value: SheetValue, all: readonly SheetValue[]): SlipRow => ({
  id: `other-value-${value.id}`,
  name: "another value of the sheet used",
  says: `It is computed with $${value.tex}$ where another value belongs.`,
  next: "Go through the formula symbol by symbol, and look which value each of them is.",
  lesson: LESSON,
  sites: atNodes((node, facts) => {
    if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return [];
    const [from, id] = [facts.tree.text(node.object as typeof node), node.property.name];
    const there = all.find((one) => one.from === from && one.id === id);
    if (there === undefined || there === value || there.shape.join() !== value.shape.join()) return [];
    return instead(node, `${value.from}.${value.id}`);
  }),
});

const MOST = 160;

/** Slips in a field's own function that are tried where the usual ones explain nothing. */
export function furtherMutants(source: string, id: string, values: readonly SheetValue[]): Mutant[] {
  const later = laterThan(source, id, values);
  const before = values.filter((one) => one.from === "given" || !later.has(one.id));
  const rows = [...ROWS, ...before.map((value) => otherValue(value, values))];
  return rowMutants(source, rows)
    .filter(({ homes }) => homes.length > 0 && homes.every((home) => home === id))
    .slice(0, MOST);
}
