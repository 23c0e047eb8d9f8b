import { fail, ok, type Result } from "#lib/core/result.ts";
import { type FormulaProblem, problemAt } from "./formula.ts";

const PRODUCT = /\\prod(?![A-Za-z])|∏/;
/** ∏_{l=2}^{3} and the bracket behind it. */
const OVER =
  /^(?:\\prod|∏)\s*(?:\\limits)?\s*_\s*\{?\s*([a-z])\s*=\s*(\d)\s*\}?\s*\^\s*\{?\s*(\d)\s*\}?\s*(?:\\(?:left|[bB]igg?l?)\s*)?(?=[([{])/;
const CLOSED_BY: { readonly [open: string]: string } = { "(": ")", "[": "]", "{": "}" };
/** Most products in a formula. */
const MOST = 3;

const said = (from: number, message: string) => fail(problemAt({ from, to: from + 1 }, "product", message));

/** Where the bracket at `open` is closed; −1 where it is not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text[i] as string;
    if ("([{".includes(c)) depth++;
    if (")]}".includes(c) && --depth === 0) return c === CLOSED_BY[text[open] as string] ? i : -1;
  }
  return -1;
}

/** W^{[l]}, z_{l-1} and z_l with a number for l. */
const numbered = (body: string, letter: string, value: number): string =>
  body
    .replace(
      new RegExp(`(?<=[[{(]\\s*)${letter}\\s*([-−+])\\s*(\\d)(?=\\s*[\\]})])`, "g"),
      (_, sign: string, more: string) => String(sign === "+" ? value + Number(more) : value - Number(more)),
    )
    .replace(new RegExp(`(?<![A-Za-z0-9\\\\])${letter}(?![A-Za-z0-9])`, "g"), String(value));

/**
 * The text with each ∏ over the numbers of layers written out, from left to right: \prod_{l=2}^{3} (D_l W_l^T) as
 * ((D_2 W_2^T) (D_3 W_3^T)). Matrices do not commute, so one that runs downwards is asked about.
 */
export function unrolled(text: string, isName: (letter: string) => boolean): Result<string, FormulaProblem> {
  let written = text;
  for (let found = PRODUCT.exec(written), n = 0; found !== null; found = PRODUCT.exec(written), n++) {
    const at = found.index;
    const [head, letter = "", first, last] = OVER.exec(written.slice(at)) ?? [];
    const end = head === undefined ? -1 : closing(written, at + head.length);
    if (head === undefined || end < 0 || n >= MOST || isName(letter))
      return said(
        Math.min(at, text.length),
        "A ∏ is read with the numbers of layers and a bracket, as in \\prod_{l=2}^{3} (W_l^T). Or write its factors one after the other.",
      );
    const [from, to] = [Number(first), Number(last)];
    if (from > to)
      return said(at, "A ∏ that runs downwards is not read. Write its factors one after the other, as in W3^T W2^T.");
    const body = written.slice(at + head.length + 1, end).replace(/\\(?:right|[bB]igg?r?)\s*$/, "");
    const factors = Array.from({ length: to - from + 1 }, (_, i) => `(${numbered(body, letter, from + i)})`);
    written = `${written.slice(0, at)}(${factors.join(" ")})${written.slice(end + 1)}`;
  }
  return ok(written);
}

/** Sizes that do not go together may be a matter of the order in which a ∏ is read. */
export const orderOfProduct = ({ message, ...problem }: FormulaProblem): FormulaProblem => ({
  ...problem,
  code: "product",
  message: `${message} A ∏ is read from left to right, its lowest number first.`,
});

/** A problem of the text that was written out, at the ∏ where it lies behind its beginning. */
export const atProduct = (text: string, problem: FormulaProblem): FormulaProblem => ({
  ...problem,
  column: Math.min(problem.column, text.search(PRODUCT) + 1),
});
