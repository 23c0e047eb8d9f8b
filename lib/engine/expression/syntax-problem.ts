import { type FormulaProblem, problemAt } from "./formula.ts";
import { functionNames, usageOf } from "./functions.ts";
import { greekNames } from "./names.ts";

/** Where reading stopped: the text around it, and the brackets still open there. */
type Stop = {
  readonly offset: number;
  /** What follows, from the character that does not fit. */
  readonly rest: string;
  /** What was read, without trailing spaces. */
  readonly read: string;
  /** The name right before, without primes, or nothing. */
  readonly name: string;
  /** Offsets of open brackets, innermost last. */
  readonly open: readonly number[];
};

/** One situation: when it is this one, where to point, what to say. */
type Row = {
  readonly code: string;
  readonly when: (stop: Stop) => boolean;
  readonly says: (stop: Stop) => string;
  readonly at?: (stop: Stop) => { readonly from: number; readonly to: number };
};

const OPERATOR_END = /(\.\*|\.\/|\.\^|\*\*|[-−–+*/@·⋅×⊙∘^]|\\odot|\\cdot|\\times|\\circ)$/;
const OPERATOR_START = /^(\.\*|\.\/|\*\*|[+*/@·⋅×⊙∘^]|\\odot|\\cdot|\\times|\\circ)/;

const operator = (pattern: RegExp, text: string): string => pattern.exec(text)?.[0] ?? "";
/** The name in \operatorname{…}, up to where reading stopped. */
const OPERATOR_NAME = /\\(?:operatorname\*?|mathrm|text|mathop)\s*\{\s*([A-Za-z]+)$/;
const isFunction = (name: string) => functionNames.includes(name);

/** The word before the innermost open bracket. */
const wordBefore = (read: string, open: readonly number[]): string =>
  /[A-Za-z][A-Za-z0-9_.]*$/.exec(read.slice(0, open.at(-1) ?? 0))?.[0] ?? "";

const rows: readonly Row[] = [
  {
    code: "einsum",
    when: ({ read }) => /einsum\s*\([^()]*$/.test(read) || /einsum$/.test(read),
    says: () =>
      "einsum is read with an arrow, and with one or two letters for each factor: einsum('ij,j->i', W2, a1). A product says the same: W2 a1.",
  },
  {
    code: "function-without-brackets",
    when: ({ name, rest }) => isFunction(name) && !rest.startsWith("("),
    says: ({ name, read }) =>
      /['′’]$/.test(read)
        ? `${name}′ needs what it is taken at, in brackets: ${name}'(z1).`
        : `${name} needs its argument in brackets: ${usageOf(name)}.`,
  },
  {
    code: "prime-on-symbol",
    when: ({ rest }) => /^['′’]/.test(rest),
    says: ({ name }) =>
      `′ marks the derivative of a function, and ${name || "this"} is none here. A transpose is written ${name || "A"}^T.`,
  },
  {
    code: "brackets-empty",
    when: ({ rest, read }) => rest.startsWith(")") && read.endsWith("("),
    says: () => "There is nothing between these brackets.",
  },
  {
    code: "operand-missing",
    when: ({ rest, read }) => rest === "" && OPERATOR_END.test(read),
    says: ({ read }) => `The line ends after ${operator(OPERATOR_END, read)}. Write what comes next.`,
  },
  {
    code: "bracket-open",
    when: ({ rest, open }) => rest === "" && open.length > 0,
    says: ({ open }) =>
      `The bracket opened in column ${(open.at(-1) ?? 0) + 1} is not closed. Add ) where its part ends.`,
    at: ({ open }) => ({ from: open.at(-1) ?? 0, to: (open.at(-1) ?? 0) + 1 }),
  },
  {
    code: "bracket-closes-nothing",
    when: ({ rest, open }) => rest.startsWith(")") && open.length === 0,
    says: () => "This ) closes no bracket. Take it away, or open one earlier.",
  },
  {
    code: "operand-missing",
    when: ({ rest, read }) => OPERATOR_END.test(read) && /^[)}\],]/.test(rest),
    says: ({ read, rest }) => `Something is missing between ${operator(OPERATOR_END, read)} and ${rest[0]}.`,
  },
  {
    code: "operand-missing",
    when: ({ rest, read }) => OPERATOR_END.test(read) && OPERATOR_START.test(rest),
    says: ({ read, rest }) =>
      `Between ${operator(OPERATOR_END, read)} and ${operator(OPERATOR_START, rest)} something is missing.`,
  },
  {
    code: "operand-missing",
    when: ({ rest, read }) => (read === "" || read.endsWith("(")) && OPERATOR_START.test(rest),
    says: ({ rest }) => `Nothing stands before ${operator(OPERATOR_START, rest)}. Write its left side.`,
  },
  {
    code: "decimal-comma",
    when: ({ rest, read }) => /^,\d/.test(rest) && /\d$/.test(read),
    says: ({ rest, read }) => {
      const typed = /\d+$/.exec(read)?.[0] ?? "";
      const decimals = /^,(\d+)/.exec(rest)?.[1] ?? "";
      return `Decimals are written with a point: ${typed}.${decimals}.`;
    },
  },
  {
    code: "unknown-function",
    when: ({ rest, read }) => rest.startsWith("}") && OPERATOR_NAME.test(read),
    says: ({ read }) =>
      `${OPERATOR_NAME.exec(read)?.[1]} is no function that is known here. Write it with signs or another function: + - * @ .* / ^, outer(delta1, x).`,
    at: ({ read }) => ({ from: OPERATOR_NAME.exec(read)?.index ?? 0, to: read.length + 1 }),
  },
  {
    code: "unknown-function",
    when: ({ rest, open, read }) => rest.startsWith(",") && wordBefore(read, open) !== "",
    says: ({ open, read }) =>
      `${wordBefore(read, open)} is no function that is known here. Write it with signs or another function: + - * @ .* / ^, outer(delta1, x).`,
    at: ({ open, read }) => {
      const to = open.at(-1) ?? 0;
      return { from: to - wordBefore(read, open).length, to };
    },
  },
  {
    code: "comma",
    when: ({ rest }) => rest.startsWith(","),
    says: () => "A comma only separates the arguments of a function, as in outer(delta1, x).",
  },
  {
    code: "number-after-number",
    when: ({ rest, read }) => /^\.?\d/.test(rest) && /(^|[^A-Za-z\d])[\d.]+$/.test(read),
    says: () => "Two numbers stand side by side. Write * between them, or close the gap.",
  },
  {
    code: "number-after-symbol",
    when: ({ rest }) => /^\.?\d/.test(rest),
    says: ({ rest }) =>
      `A number follows without a sign. Write it in front, or with a sign: * ${/^[\d.]+/.exec(rest)?.[0] ?? ""}.`,
  },
  {
    code: "equals",
    when: ({ rest }) => rest.startsWith("="),
    says: () => "Type only what stands on the right of =; the left side is given.",
  },
  {
    code: "square-bracket",
    when: ({ rest }) => /^[[\]]/.test(rest),
    says: () => "Square brackets only hold a layer's number, as in W[1]. Use ( ) to group.",
  },
  {
    code: "library-prefix",
    when: ({ rest, name }) => /^\.[A-Za-z]/.test(rest) && /^(np|nd|numpy|math|Math)$/.test(name),
    says: ({ rest, name }) =>
      `${name}${/^\.[A-Za-z_]+/.exec(rest)?.[0]} is no function that is known here. Write it with signs or another function: + - * @ .* / ^, outer(delta1, x).`,
  },
  {
    code: "method",
    when: ({ rest }) => /^\.[A-Za-z]/.test(rest),
    says: () => "Of what is written after a point, .T, .dot( … ) and .sum(axis=1) are known here.",
  },
  {
    code: "plain-one",
    when: ({ rest, read }) => rest === "" && /[A-Za-z)\]}]\s*[·*]?\s+1$/.test(read),
    says: () => "A column of ones is written 𝟏, \\mathbf{1} or ones(n, 1) with its size.",
  },
  {
    code: "unfinished",
    when: ({ rest }) => rest === "",
    says: () => "The line ends too early. Write what comes next.",
  },
  {
    code: "unknown-sign",
    when: () => true,
    says: ({ rest }) => `${[...rest][0]} has no meaning here. Signs are + - * @ .* / ^ and brackets.`,
  },
];

/** What to tell a person whose formula could not be read past `offset` (0-based). */
export function explainSyntax(text: string, offset: number): FormulaProblem {
  return unknownCommand(text, offset) ?? explainStop(text, offset);
}

/** Reading stops behind the name of a LaTeX command that is not known, or at its backslash. */
function unknownCommand(text: string, offset: number): FormulaProblem | null {
  const from = text.slice(0, offset).search(/\\[A-Za-z]*$/);
  const start = from < 0 ? offset : from;
  const command = /^\\[A-Za-z]+/.exec(text.slice(start))?.[0];
  if (!command || greekNames.includes(command.slice(1)) || functionNames.includes(command.slice(1))) return null;
  const says = `${command} is not known here. ASCII works everywhere: W1^T delta1 .* g'(z1).`;
  return problemAt({ from: start, to: start + command.length }, "unknown-command", says);
}

function explainStop(text: string, stopped: number): FormulaProblem {
  // A point might have begun .T or .*; it is the point that does not fit.
  const offset =
    /[A-Za-z0-9)]\.$/.test(text.slice(0, stopped)) && /^[A-Za-z]/.test(text.slice(stopped)) ? stopped - 1 : stopped;
  const read = text.slice(0, offset).trimEnd();
  const open: number[] = [];
  for (let i = 0; i < offset; i++) {
    if (text[i] === "(") open.push(i);
    if (text[i] === ")") open.pop();
  }
  const name = /([A-Za-z]+\d*)['′’]*$/.exec(read)?.[1] ?? (/σ['′’]*$/.test(read) ? "sigma" : "");
  const stop: Stop = { offset, rest: text.slice(offset), read, name, open };
  const row = rows.find(({ when }) => when(stop)) as Row;
  return problemAt(row.at?.(stop) ?? { from: offset, to: offset + 1 }, row.code, row.says(stop));
}
