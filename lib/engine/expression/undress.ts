const blank = (text: string): string => " ".repeat(text.length);

/** What shows a formula and says nothing of it: fonts by a switch, sizes, and Markdown's bold. */
const SWITCHES =
  /\\(?:rm|bf|it|sf|boldmath|mathop|mathbin|mathrel|mathstrut|nolimits|limits|textstyle|scriptstyle|allowbreak|nonumber|notag)(?![A-Za-z])|^\s*\*\*|\*\*\s*$/g;
/** Commands around a formula, which may have a note below or above. */
const FRAMES = /\\(?:boxed|fbox|underbrace|overbrace|underline|colorbox\{\w+\}|color\{\w+\})\s*\{/;
const NOTE = /^\s*[_^]\s*\{/;
/** For which entries it is said: ∀k, and k = 1, …, m. */
const FOR_ALL =
  /(?:,|\\quad|\\qquad|\s)\s*(?:\\text\s*\{\s*for (?:all|each)\s*\}|for (?:all|each)\s|(?:\\text\s*\{\s*)?for\s*\}?\s*[a-z]\s*=\s*1\b|\\forall(?![a-z])|∀).*$|,\s*(?:\\q?quad)?\s*[a-z](?:\s*,\s*[a-z])*\s*=\s*1\s*,\s*(?:\\[lc]?dots|\.{3}|…)\s*,.*$/;
/** {}^T: a group of nothing, from which LaTeX hangs an exponent. */
const EMPTY = /\{\s*\}/g;
/** A row whose entries stand apart by wide spaces, [a \\;\\; b]. */
const ROW = /\[(?:[^[\]&,;]|\\[,;])*(?:\\;\s*\\;|\\q?quad(?![a-z]))(?:[^[\]&,;]|\\[,;])*\]/g;
const APART = /(?:\\;\s*){2,}|\\q?quad(?![a-z])/g;

/** A line of words that leads to a formula: "Using the product rule,". */
const SENTENCE = /^\s*[A-Z][a-z]+(?: [a-z]{2,}){2,}\s*[,.:]?\s*$/;

/** A line without what is only there for the eye, in as many characters, so that columns stay. */
export function undress(line: string): string {
  if (SENTENCE.test(line)) return blank(line);
  let text = line.replace(SWITCHES, blank).replace(FOR_ALL, blank).replace(EMPTY, blank);
  text = text.replace(ROW, (row) => row.replace(APART, (space) => ",".padEnd(space.length)));
  for (let found = FRAMES.exec(text); found !== null; found = FRAMES.exec(text)) {
    const open = found.index + found[0].length - 1;
    const close = closing(text, open);
    const note = NOTE.exec(text.slice(close + 1))?.[0].length ?? 0;
    const end = note === 0 ? close + 1 : closing(text, close + note) + 1;
    const inside = text.slice(open + 1, close);
    text = `${text.slice(0, found.index)}${blank(found[0])}${inside}${blank(text.slice(close, end))}${text.slice(end)}`;
  }
  return text;
}

/** Where the bracket at `open` is closed; the end of the text where it is not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return i;
  }
  return text.length;
}
