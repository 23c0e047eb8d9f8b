/** Offsets into the typed text, 0-based; `to` is exclusive. */
export type Span = { readonly from: number; readonly to: number };

export type BinaryOp = "add" | "subtract" | "product" | "star" | "hadamard" | "divide";

export type FormulaNode = Span &
  (
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "symbol"; readonly name: string }
    | { readonly kind: "negate"; readonly of: FormulaNode }
    | {
        readonly kind: "transpose";
        readonly of: FormulaNode;
        /** Typed as ′, which also marks derivatives. */
        readonly primed?: boolean;
      }
    | {
        readonly kind: "binary";
        readonly op: BinaryOp;
        /** The sign as typed: `@`, `*`, `.*` …, or nothing where two things stand side by side. */
        readonly written: string;
        readonly left: FormulaNode;
        readonly right: FormulaNode;
      }
    | {
        readonly kind: "power";
        readonly base: FormulaNode;
        readonly exponent: FormulaNode;
        /** Typed as `.^`. */
        readonly entrywise: boolean;
      }
    | {
        readonly kind: "call";
        /**
         * A function's name; also `sumover` (body, index, upper limit or nothing) for a Σ, `at` (symbol, one or two indices) for an
         * example or entry, `greater`, `less`, `atleast`, `atmost` for comparisons, `where` for cases, `matrix` (number of columns, entries) for what is written out.
         */
        readonly fn: string;
        /** The function as it was typed, where that is another name: heaviside for step. */
        readonly typed?: string;
        /** 1 for g′. */
        readonly primes: number;
        readonly args: readonly FormulaNode[];
      }
  );

/** A formula that could be read. Names are canonical: `delta1` for δ₁ and `\delta_{1}`, `W1` for `W^{[1]}`, `yhat` for ŷ. */
export type Formula = { readonly text: string; readonly root: FormulaNode };

/** `[]` is a plain number, `[r, c]` a matrix with r rows; vectors are columns, `[n, 1]`. */
export type Shape = readonly number[];

/** What keeps a formula from being read or computed, and where: `column` is 1-based, `length` in characters. */
export type FormulaProblem = {
  readonly code: string;
  readonly message: string;
  readonly column: number;
  readonly length: number;
};

/**
 * Whether a formula could not be understood or computed as it is written: it is asked about, as an unreadable one is. Sizes that do not
 * go together are another matter: there the formula was understood, and is wrong.
 */
export const isNotation = ({ code }: FormulaProblem): boolean => code !== "sizes";

export const problemAt = (span: Span, code: string, message: string): FormulaProblem => ({
  code,
  message,
  column: span.from + 1,
  length: Math.max(1, span.to - span.from),
});

export const children = (node: FormulaNode): readonly FormulaNode[] => {
  if (node.kind === "negate" || node.kind === "transpose") return [node.of];
  if (node.kind === "binary") return [node.left, node.right];
  if (node.kind === "power") return [node.base, node.exponent];
  return node.kind === "call" ? node.args : [];
};

/** Every node, left to right, parents before children. */
export function* nodes(node: FormulaNode): Generator<FormulaNode> {
  yield node;
  for (const child of children(node)) yield* nodes(child);
}

/** Whether no symbol stands in a formula. */
export const isConstant = ({ root }: Formula): boolean => [...nodes(root)].every(({ kind }) => kind !== "symbol");

/** Constants of paper whose size is left to the reader: 𝟏, a column of ones, and I. */
export type Unsized = Extract<FormulaNode, { kind: "call" }> & { readonly fn: "ones" | "eye" };

export const isUnsized = (node: FormulaNode): node is Unsized =>
  node.kind === "call" && node.args.length === 0 && (node.fn === "ones" || node.fn === "eye");
