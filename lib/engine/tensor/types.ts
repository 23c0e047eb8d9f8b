import { ND_SYNONYMS } from "#lib/core/nd-synonyms.ts";
import { type Operation, operations } from "./operations/index.ts";

const comment = (doc: string, indent: string) => `${indent}/** ${doc} */`;

/** A signature without its first parameter, which a method takes from `this`. */
export function methodSignature(signature: string): string {
  const close = matching(signature);
  const comma = topLevelComma(signature.slice(0, close));
  return comma === -1 ? `()${signature.slice(close + 1)}` : `(${signature.slice(comma + 1).trimStart()}`;
}

/** Index of the parenthesis that closes the parameter list. */
function matching(signature: string): number {
  let depth = 0;
  for (const [i, c] of [...signature].entries()) {
    if (c === "(") depth++;
    if (c === ")" && --depth === 0) return i;
  }
  throw new Error(`no parameter list in ${signature}`);
}

function topLevelComma(text: string): number {
  let depth = 0;
  for (const [i, c] of [...text].entries()) {
    if ("([{<".includes(c)) depth++;
    if (")]}>".includes(c)) depth--;
    if (c === "," && depth === 1) return i;
  }
  return -1;
}

const members = (rows: readonly Operation[], indent: string, signatureOf: (s: string) => string) =>
  rows
    .flatMap((o) => o.signatures.map((s) => `${comment(o.doc, indent)}\n${indent}${o.name}${signatureOf(s)};`))
    .join("\n");

/** The rows with one more for each of its other names. */
const withSynonyms = (rows: readonly Operation[]): Operation[] => [
  ...rows,
  ...Object.entries(ND_SYNONYMS).flatMap(([name, short]) =>
    rows.filter((o) => o.name === short).map((o) => ({ ...o, name, doc: `The same as \`${short}\`. ${o.doc}` })),
  ),
];

const methods = withSynonyms(operations.filter((o) => o.method && (o.home === "nd" || o.home === "method")));
const functions = withSynonyms(operations.filter((o) => o.home === "nd"));
const random = operations.filter((o) => o.home === "random");

/**
 * The guest library's types with their documentation, as an ambient declaration file: what the editor shows. Made from
 * the table of operations, so that it cannot say anything else than the kernel does.
 */
export const ndTypes = `/** Lengths of the axes: \`[]\` is a single number, \`[4]\` a list of 4, \`[4, 2]\` 4 rows and 2 columns, \`[3, 4, 2]\` three such matrices. */
type Shape = number | readonly number[];

/** What is taken wherever a tensor is expected: a tensor, a number, a list of numbers, or nested lists of equal lengths. */
type TensorLike =
  | Tensor
  | number
  | readonly (number | Tensor)[]
  | readonly (readonly (number | Tensor)[])[]
  | readonly (readonly (readonly number[])[])[];

/** What \`toArray()\` makes, by the number of axes. */
type Nested = number | number[] | number[][] | number[][][];

/** Named tensors: the parameters of a network, or their gradients. */
type Params = { [name: string]: Tensor };

/**
 * Numbers (float64) in rows and columns, with 0 to 3 axes. Operators such as + and * do not work on tensors:
 * use \`add(a, b)\` and \`mul(a, b)\`, or the methods \`a.add(b)\` and \`a.mul(b)\`.
 *
 * Writing into a tensor (\`set\`, \`assign\`, \`addInPlace\` and its like, \`nd.random.shuffle\`) changes this tensor wherever it is
 * in use under another name (\`const b = a\`, an argument of a function), and no other: what an operation gave, \`a.T\`,
 * \`reshape\` and \`row\` among them, shares nothing with what it was made from. Take a \`copy()\` of what must stay.
 */
interface Tensor extends Iterable<Tensor | number> {
  /** The transpose: rows become columns; of three axes the order is reversed. */
  readonly T: Tensor;
  /** The length of each axis. */
  readonly shape: number[];
  /** The number of elements. */
  readonly size: number;
  /** The number of axes. */
  readonly ndim: number;
  /**
   * Nested lists of the elements, as many deep as there are axes: of a matrix \`number[][]\`. Say so where it is another:
   * \`v.toArray<number[]>()\`, or \`const list: number[] = v.toArray()\`.
   */
  toArray<List extends Nested = number[][]>(): List;
  /** The elements as text, in rows; long tensors are shortened. */
  toString(): string;
  /** The number in a tensor of one element; throws for larger ones. Lets such a tensor stand where a number is expected. */
  valueOf(): number;
${members(methods, "  ", methodSignature)}
}

/** Arrays with NumPy's names and rules. Everything is float64; results are new tensors that share nothing with the old. */
declare const nd: {
  /** 3.141592653589793 */
  readonly pi: number;
  /** 2.718281828459045 */
  readonly e: number;
${members(functions, "  ", (s) => s)}
  /** Random numbers. The same seed gives the same numbers on every machine. */
  readonly random: {
${members(random, "    ", (s) => s)}
  };
};
`;
