import { undress } from "./undress.ts";

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

type Piece = {
  readonly text: string;
  readonly line: number;
  readonly offset: number;
  /** It follows a formula after a comma: `(1 - t^2) x, t = tanh x`. */
  readonly clause?: boolean;
};

const LEADING =
  /^[\s&]*(?:(?:=>|⇒|⟹|∴|→|\\Rightarrow|\\Longrightarrow|\\implies|\\therefore|\\to(?![a-z])|(?:so|then|thus|hence|therefore|now|where|with|mit|wobei|let|and|set)\b(?!\s*\()|(?:[A-Za-z]{2,}[ ]+)+[A-Za-z]{2,}:(?![=:])|\d+[.):](?=\s)|\(\d{1,2}\)(?=\s)|[•](?=\s)|\*(?=\s)|-\s+(?=[a-z]['′’]+(?:\([a-z]\))?\s*=|d[a-z]\/d[a-z]\s*=))[\s:,]*)+/i;
const ENVIRONMENT =
  /\\(?:begin|end)\{(?:align|aligned|equation|gather|split|eqnarray)\*?\}|\$\$|(?<!\\)\\\[|(?<!\\)\\\]/g;
const DOLLARS = /^\s*(?:\$|\\\()|(?:\$|\\\))\s*$/g;
const REMARK =
  /(?:\/\/|#|%(?!\d)|\\text\s*\{\s*\(|\\(?:quad|qquad)?\s*\\(?:text|mathrm)\{\s*\(|\\tag\b|(?:\\in(?![a-z])|∈)\s*(?:\\mathbb\s*\{?\s*R|ℝ|R\s*\^)|\\(?:text|textrm|mathrm)\s*\{\s*,?\s*(?:by|using|since|because|as|from)\b|[\s,](?:because|since|weil|denn)\s[^=]*$|\s\((?:by|using|since|because|from|def|product rule|chain rule|quotient rule|sum rule|identity)\b).*$/i;
const SAID =
  /\\(?:text|textrm|mathrm)\s*\{\s*(?:where|with|mit|wobei)\s*:?\s*\}|(?<=[^\s,;&]) (?:where|with|mit|wobei|since|because|weil) (?=[^=(]*=)|(?<=[^\s,;&]) and (?=[^=,;]{1,12}=)/g;
/** The same words after a comma, in as many characters. */
const apart = (found: string): string =>
  `,${/where|with|mit|wobei|since|because|weil/.exec(found)?.[0] ?? ""} `.padEnd(found.length);
const DRESSED_EQUALS = /\\(?:stackrel|overset|underset)\{[^{}]*\}\{\s*=\s*\}|\\equiv(?![a-z])|:=|≔|≡|\\coloneqq/g;

/** A text as statements: one per line (also where LaTeX breaks lines), each a chain of members joined by =. */
export function statementsOf(text: string): readonly Statement[] {
  return clausesFirst(piecesOf(text.slice(0, LONGEST_TEXT)).flatMap(sentencesOf)).flatMap((piece) => {
    const statement = chainOf(piece);
    return statement === null ? [] : [statement];
  });
}

const SPACE = /^(?:\s|\\q?quad(?![a-z])|\\[,;: ])*$/;
/** What says of a statement what its names are: `… , where t = tanh x`. */
const CLAUSE =
  /^[\s&,;]*(?:\\q?quad|\\[ ,;:])*[\s,]*(?:where|with|mit|wobei|since|because|weil)\b(?!\s*\()[\s:~,]*(?:\\[ ,;:])*/i;

const LETTER = /^[\s,]*(?:and\s+)?[A-Za-z](?:_\w)?\s*=/;

/** A clause is read before the chain that it belongs to. */
function clausesFirst(pieces: readonly Piece[]): readonly Piece[] {
  const ordered: Piece[] = [];
  let chain = 0;
  let said = 0;
  for (const piece of pieces) {
    const lead = CLAUSE.exec(piece.text)?.[0].length ?? 0;
    const bare = lead === 0 ? piece : { ...piece, text: " ".repeat(lead) + piece.text.slice(lead) };
    // with u = x, v = tanh x: what a letter is goes on.
    const more = piece.line === said && LETTER.test(piece.text);
    if (chain < ordered.length && (piece.clause || lead > 0 || more) && piece.text.includes("=")) {
      ordered.splice(chain, 0, bare);
      chain++;
      said = lead > 0 || more ? piece.line : 0;
    } else {
      if (!/^[\s&]*=/.test(piece.text)) chain = ordered.length;
      ordered.push(bare);
    }
  }
  return ordered;
}

/** `u = x, v = tanh x`, `let s = sech x. Then …` and `x t, t = tanh x` are two statements. */
function sentencesOf({ text, line, offset }: Piece): readonly Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let from = 0;
  let opened = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    depth += opening(text, i);
    const ends = depth === 0 && (/[,;]/.test(c) ? text[i - 1] !== "\\" : /^\.\s+[A-Za-z]/.test(text.slice(i, i + 4)));
    if (!ends || !text.slice(i).includes("=")) continue;
    // A formula with no = before the comma may only be followed by what its names are.
    const clause = !text.slice(from, i).includes("=");
    if (clause && (c === "." || SPACE.test(text.slice(from, i)))) continue;
    pieces.push({ text: text.slice(from, i), line, offset: offset + from, ...(opened ? { clause: true } : {}) });
    opened ||= clause;
    from = i + 1;
  }
  const last = { text: text.slice(from), line, offset: offset + from };
  return [...pieces, opened ? { ...last, clause: true } : last];
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
      const clean = undress(blank(blank(part, ENVIRONMENT), DOLLARS))
        .replace(SAID, apart)
        .replace(REMARK, "");
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

/** 1 where a bracket, cases or a matrix open, −1 where they are closed. */
function opening(text: string, at: number): number {
  const c = text[at] ?? "";
  if (c === "\\") return OPENS.test(text.slice(at, at + 24)) ? 1 : CLOSES.test(text.slice(at, at + 24)) ? -1 : 0;
  return c !== "" && "([{".includes(c) ? 1 : c !== "" && ")]}".includes(c) ? -1 : 0;
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
    depth = Math.max(0, depth + opening(dressed, i));
    const ends = i === dressed.length || (c === "=" && depth === 0 && isEquals(dressed, i));
    if (!ends) continue;
    members.push({ text: unaligned(dressed.slice(from, i)), line, offset: offset + from });
    from = i + 1;
  }
  const goesOn = members.length > 1 && members[0]?.text.trim() === "";
  const some = (goesOn ? members.slice(1) : members).filter(({ text: member }) => member.trim() !== "");
  return some.length === 0 ? null : { members: some, goesOn };
}

/** A test that has begun: 1 if i = j else 0. */
const TESTS = /\b(?:if|for|when)\b(?:(?!\b(?:else|otherwise)\b).)*$/;

/** No comparison, no test of indices, and not the limit of a sum as in sum_i=1^m. */
const isEquals = (text: string, at: number): boolean =>
  !/[<>!=]$/.test(text.slice(0, at)) &&
  !TESTS.test(text.slice(0, at)) &&
  text[at + 1] !== "=" &&
  !/(?:sum|Σ|∑)\s*_[a-z]$/.test(text.slice(0, at));

/** Without the marks at which LaTeX aligns; those of cases and of matrices stay. */
const unaligned = (text: string): string => (/cases|matrix/.test(text) ? text : text.replaceAll(/(?<!&)&(?!&)/g, " "));
