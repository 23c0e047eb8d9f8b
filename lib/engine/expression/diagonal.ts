const ENTRY = String.raw`((?:[^(),]|\([^()]*\))+)`;
const DOTS = String.raw`\s*,\s*(?:\\[lc]?dots|\\ldotp|\.{3}|…)\s*,\s*`;
const DIAGONAL = new RegExp(
  String.raw`(diag\s*\}?\s*(?:\\left\s*)?\(\s*)${ENTRY}${DOTS}${ENTRY}(\s*(?:\\right\s*)?\))`,
  "g",
);
/** The number of an entry: the last index that is one. */
const NUMBER = /_\{?(\d+|[a-z])\}?(?!.*_\{?(?:\d+|[a-z])\}?)/;

/**
 * diag(g'(z_1), …, g'(z_n)) as diag(g'(z)), where the first entry and the last differ in the number of the entry alone; in as many
 * characters.
 */
export function withDiagonal(text: string): string {
  return text.replace(DIAGONAL, (whole, open: string, first: string, last: string, close: string) => {
    const [column, other] = [first, last].map((entry) => entry.replace(NUMBER, "").trim());
    const begins = NUMBER.exec(first)?.[1] === "1" && NUMBER.exec(last)?.[1] !== "1";
    return begins && column === other ? `${open}${column}${close}`.padEnd(whole.length) : whole;
  });
}
