/** Far beyond what anyone writes in one formula, and where setting it still takes some milliseconds. */
const LONGEST = 2000;
const DEEPEST = 30;
/** Columns and rows of all its matrices. */
const CELLS = 300;
/** \sqrt\sqrt… nests without braces. */
const CHAIN = /(?:\\[A-Za-z]+\s*){40}|(?:[_^]\s*[{\\]?\s*){40}/;

/** Whether a formula can be set soon and without running out of stack: what nests or repeats without end is shown as typed. */
export function isTame(tex: string): boolean {
  if (tex.length > LONGEST || CHAIN.test(tex)) return false;
  let depth = 0;
  let cells = 0;
  for (const [sign] of tex.matchAll(/\\left|\\right|\\begin|\\end|\\\\|\\.|[{}&]/g)) {
    if (sign === "&" || sign === "\\\\") cells++;
    else if (sign === "{" || sign === "\\left" || sign === "\\begin") depth++;
    else if (sign === "}" || sign === "\\right" || sign === "\\end") depth--;
    if (depth > DEEPEST || cells > CELLS) return false;
  }
  return true;
}
