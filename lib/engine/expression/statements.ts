/** One member of a chain a = b = c, with where it begins: 1-based line of the text, 0-based offset in that line. */
export type Member = { readonly text: string; readonly line: number; readonly offset: number };

/** One line of a derivation: the members of its chain, first to last. */
export type Statement = {
  readonly members: readonly Member[];
  /** It begins with =, so it goes on from the line before. */
  readonly goesOn: boolean;
};

/** Most steps that are read of one text. */
export const MOST_STEPS = 24;
/** Longest text that is read, in characters. */
export const LONGEST_TEXT = 4000;

type Piece = { readonly text: string; readonly line: number; readonly offset: number };

const LEADING =
  /^[\s&]*(?:(?:=>|⇒|⟹|∴|→|\\Rightarrow|\\Longrightarrow|\\implies|\\therefore|\\to(?![a-z])|(?:so|then|thus|hence|therefore|now|where|with|let|and|set)\b|\d+[.):](?=\s))[\s:,]*)+/i;
const ENVIRONMENT =
  /\\(?:begin|end)\{(?:align|aligned|equation|gather|split|eqnarray)\*?\}|\$\$|(?<!\\)\\\[|(?<!\\)\\\]/g;
const DOLLARS = /^\s*(?:\$|\\\()|(?:\$|\\\))\s*$/g;
const REMARK =
  /(?:\/\/|#|%(?!\d)|\\(?:quad|qquad)?\s*\\(?:text|mathrm)\{\s*\(|\\tag\b|\s\((?:by|using|since|because|from|def|product rule|chain rule|quotient rule|sum rule|identity)\b).*$/i;
const DRESSED_EQUALS = /\\(?:stackrel|overset|underset)\{[^{}]*\}\{\s*=\s*\}|\\equiv(?![a-z])|:=|≔|≡|\\coloneqq/g;

/** A text as statements: one per line (also where LaTeX breaks lines), each a chain of members joined by =. */
export function statementsOf(text: string): readonly Statement[] {
  return piecesOf(text.slice(0, LONGEST_TEXT))
    .flatMap(sentencesOf)
    .flatMap((piece) => {
      const statement = chainOf(piece);
      return statement === null ? [] : [statement];
    });
}

/** `u = x, v = tanh x` and `let s = sech x. Then …` are two statements. */
function sentencesOf({ text, line, offset }: Piece): readonly Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if ("([{".includes(c)) depth++;
    if (")]}".includes(c)) depth--;
    const ends = depth === 0 && (/[,;]/.test(c) ? text[i - 1] !== "\\" : /^\.\s+[A-Za-z]/.test(text.slice(i, i + 4)));
    if (!ends || !text.slice(from, i).includes("=") || !text.slice(i).includes("=")) continue;
    pieces.push({ text: text.slice(from, i), line, offset: offset + from });
    from = i + 1;
  }
  return [...pieces, { text: text.slice(from), line, offset: offset + from }];
}

/** Lines that hold together: not inside brackets, cases or matrices, not after a sign that asks for more. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    let offset = 0;
    const rows = splitRows(raw, depth);
    depth = rows.depth;
    for (const part of rows.parts) {
      const last = pieces.at(-1);
      const clean = blank(blank(part, ENVIRONMENT), DOLLARS).replace(REMARK, "");
      if (last !== undefined && asksForMore(last.text) && last.line <= at)
        pieces[pieces.length - 1] = { ...last, text: `${last.text} ${clean}` };
      else if (last !== undefined && /^[\s&]*\+/.test(clean) && offset === 0)
        pieces[pieces.length - 1] = { ...last, text: `${last.text} ${clean}` };
      else if (clean.trim() !== "") pieces.push({ text: clean, line: at + 1, offset });
      offset += part.length + 2;
    }
  }
  return pieces;
}

/** Cases and matrices, which have rows of their own. */
const OPENS = /^\\begin\{(?:cases|[pbB]?matrix|smallmatrix)\}/;
const CLOSES = /^\\end\{(?:cases|[pbB]?matrix|smallmatrix)\}/;

/** At `\\`, outside of cases and matrices, of which so many are open before the line. */
function splitRows(line: string, outside: number): { readonly parts: readonly string[]; readonly depth: number } {
  const rows: string[] = [];
  let depth = outside;
  let from = 0;
  for (let i = 0; i < line.length; i++) {
    if (OPENS.test(line.slice(i, i + 24))) depth++;
    if (CLOSES.test(line.slice(i, i + 24))) depth--;
    if (depth === 0 && line.startsWith("\\\\", i)) {
      rows.push(line.slice(from, i));
      from = i + 2;
      i++;
    }
  }
  return { parts: [...rows, line.slice(from)], depth };
}

const asksForMore = (text: string): boolean =>
  depthOf(text) > 0 ||
  /(?:[-+−*@·⋅×⊙∘=]|\.\*|\\odot|\\cdot|\\times)\s*$/.test(text) ||
  count(text, OPENS) > count(text, CLOSES);

const count = (text: string, what: RegExp): number =>
  [...text.matchAll(/\\(?:begin|end)/g)].filter(({ index }) => what.test(text.slice(index))).length;

const depthOf = (text: string): number =>
  [...text].reduce((depth, c) => depth + ("([{".includes(c) ? 1 : ")]}".includes(c) ? -1 : 0), 0);

const blank = (text: string, pattern: RegExp): string => text.replace(pattern, (found) => " ".repeat(found.length));

function chainOf({ text, line, offset }: Piece): Statement | null {
  const dressed = text.replace(DRESSED_EQUALS, (found) => "=".padEnd(found.length));
  const leading = LEADING.exec(dressed)?.[0].length ?? 0;
  const members: Member[] = [];
  let depth = 0;
  let from = leading;
  for (let i = leading; i <= dressed.length; i++) {
    const c = dressed[i];
    if (c !== undefined && "([{".includes(c)) depth++;
    if (c !== undefined && ")]}".includes(c)) depth = Math.max(0, depth - 1);
    const ends = i === dressed.length || (c === "=" && depth === 0 && isEquals(dressed, i));
    if (!ends) continue;
    members.push({ text: unaligned(dressed.slice(from, i)), line, offset: offset + from });
    from = i + 1;
  }
  const goesOn = members.length > 1 && members[0]?.text.trim() === "";
  const some = (goesOn ? members.slice(1) : members).filter(({ text: member }) => member.trim() !== "");
  return some.length === 0 ? null : { members: some, goesOn };
}

/** No comparison, and not the limit of a sum as in sum_i=1^m. */
const isEquals = (text: string, at: number): boolean =>
  !/[<>!=]$/.test(text.slice(0, at)) && text[at + 1] !== "=" && !/(?:sum|Σ|∑)\s*_[a-z]$/.test(text.slice(0, at));

/** Without the marks at which LaTeX aligns; those of cases and of matrices stay. */
const unaligned = (text: string): string => (/cases|matrix/.test(text) ? text : text.replaceAll("&", " "));
