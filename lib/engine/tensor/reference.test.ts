import { expect, test } from "vitest";
import { creation, random } from "./operations/creation.ts";
import { elements } from "./operations/elements.ts";
import { elementwise, written } from "./operations/elementwise.ts";
import { operations } from "./operations/index.ts";
import { linear } from "./operations/linear.ts";
import { reductions } from "./operations/reductions.ts";
import type { Operation } from "./operations/row.ts";
import { shaping } from "./operations/shaping.ts";
import { methodSignature } from "./types.ts";

const GROUPS: readonly (readonly [title: string, rows: readonly Operation[]])[] = [
  ["Making tensors", creation],
  ["Element by element", elementwise],
  ["Sums and other reductions", reductions],
  ["Products", linear],
  ["Shape, rows and columns", shaping],
  ["Writing into a tensor", written],
  ["Random numbers", random],
  ["Single elements", elements],
];

const INTRODUCTION = `# The library \`nd\`

Numbers in rows and columns, with NumPy's names and rules. \`nd\` is there without an import wherever an answer, a solution or a field function runs. Everything is float64; a tensor has 0 to 3 axes; every result is a tensor of its own.

\`\`\`ts
const W = nd.array([[1, 2], [3, 4]]);
const x = nd.array([[1], [-1]]);
console.log(nd.matmul(W, x).toArray());
console.log(W.T.matmul(x).sub(1).toArray());
console.log(W.sum(1, true).toArray(), W.mean().item(), W.shape);
\`\`\`

\`\`\`text
[[-1], [-1]]
[[-3], [-3]]
[[3], [7]] 2.5 [2, 2]
\`\`\`

What differs from NumPy:

- \`+\`, \`-\`, \`*\` and \`@\` do not work on tensors: write \`add(a, b)\` or \`a.add(b)\`, \`matmul(a, b)\` or \`a.matmul(b)\`.
- Rows, columns and parts are taken by \`row\`, \`col\` and \`slice\`; single elements by \`get\` and \`set\`.
- A comparison gives 1 and 0, not true and false.
- Short names stand beside NumPy's: \`sub\` and \`subtract\`, \`mul\` and \`multiply\`, \`div\` and \`divide\`, \`pow\` and \`power\`, \`neg\` and \`negative\`, \`abs\` and \`absolute\`, \`concat\` and \`concatenate\`. Either may be used.
- An option may be given by place or by name: \`sum(a, 1, true)\` or \`sum(a, { axis: 1, keepdims: true })\`.
- A tensor has \`.T\`, \`.shape\`, \`.size\` and \`.ndim\`; \`toArray()\` makes nested lists, and a \`for … of\` goes over rows. \`nd.pi\` and \`nd.e\` are numbers.
- A tensor of three axes is a pile of matrices: \`[3, 4, 2]\` is three of 4×2. Axis 0 goes over the pile.
- A shape that does not fit is told with the operation and both shapes.

What changes when a tensor is written into:

- \`a += b\` is \`a.addInPlace(b)\`, \`a[...] = b\` is \`a.assign(b)\`. As in NumPy they keep the shape of \`a\`, repeat \`b\` as broadcasting does, and read all of \`b\` before they write: \`a.subInPlace(a.T)\` is \`a − aᵀ\`.
- \`const b = a\` is a second name for one tensor, and so is an argument inside a function: a write shows under every name. Keep a \`copy()\` of what must stay.
- Nothing else is shared. In NumPy \`a.T\`, \`a.reshape(…)\` and \`a[0]\` are windows into \`a\`; here they are tensors of their own, and a write into one leaves the other as it was.
- Writing an element with \`set\`, and \`random.shuffle\`, end the record of operations from which exact gradients are taken; the operations in place do not.

Wherever a tensor is taken, a number, a list of numbers or nested lists of equal lengths will do. "Method" says whether the operation can also be written after a tensor, as in \`a.exp()\`.

This page is made from the table of operations.
`;

/** The page \`docs/nd.md\`: every operation that an answer can reach, with its signatures. */
const ndReference = (): string => `${INTRODUCTION}\n${GROUPS.map(([title, rows]) => group(title, rows)).join("\n")}`;

function group(title: string, rows: readonly Operation[]): string {
  const reached = rows.filter(({ home }) => home !== "inner");
  const lines = reached.map(
    (row) => `| ${calls(row)} | ${row.method && row.home === "nd" ? "yes" : ""} | ${cell(row.doc)} |`,
  );
  return `## ${title}\n\n| call | method | what it gives |\n|---|---|---|\n${lines.join("\n")}\n`;
}

const PREFIX: { readonly [home in Operation["home"]]: string } = {
  nd: "nd.",
  random: "nd.random.",
  method: "a.",
  inner: "",
};

const calls = ({ name, home, signatures }: Operation): string =>
  signatures
    .map((signature) => `\`${PREFIX[home]}${name}${cell(home === "method" ? methodSignature(signature) : signature)}\``)
    .join("<br>");

/** A bar would end the cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

test("docs/nd.md is made from the table of operations", async () => {
  // To write it anew: npx vitest run lib/engine/tensor/reference.test.ts -u
  await expect(ndReference()).toMatchFileSnapshot("../../../docs/nd.md");
});

test("every operation that an answer can reach is on the page, and none that it cannot", () => {
  const page = ndReference();
  for (const { name, home } of operations) {
    const call = `\`${{ nd: "nd.", random: "nd.random.", method: "a.", inner: "nd." }[home]}${name}(`;
    expect(page.includes(call), name).toBe(home !== "inner");
  }
});
