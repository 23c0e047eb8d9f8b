export type CodeTokenKind = "comment" | "string" | "number" | "keyword" | "type" | "plain";
export type CodeToken = { readonly kind: CodeTokenKind; readonly text: string };

export const keywords =
  "as async await break case catch class const continue debugger default delete do else enum export extends false finally for from function if import in instanceof interface let new null of return static super switch this throw true try type typeof undefined var void while yield";

/**
 * The kinds of token in TypeScript, first match wins. A capital followed by a small letter is a type (`Params`, `Tensor`), while
 * `W1`, `dZ2` and `X` are the symbols of the theory and stay plain.
 */
export const tokenRules: readonly { readonly kind: CodeTokenKind; readonly pattern: string }[] = [
  { kind: "comment", pattern: "\\/\\/[^\\n]*" },
  { kind: "comment", pattern: "\\/\\*[\\s\\S]*?(?:\\*\\/|$)" },
  { kind: "string", pattern: '"(?:[^"\\\\\\n]|\\\\.)*"?' },
  { kind: "string", pattern: "'(?:[^'\\\\\\n]|\\\\.)*'?" },
  { kind: "string", pattern: "`(?:[^`\\\\]|\\\\.)*`?" },
  { kind: "number", pattern: "\\b(?:0x[\\da-fA-F]+|\\d[\\d_]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)\\b" },
  { kind: "keyword", pattern: `\\b(?:${keywords.replaceAll(" ", "|")})\\b` },
  { kind: "type", pattern: "\\b(?:[A-Z][a-z]\\w*|number|string|boolean|any|unknown|never)\\b" },
  { kind: "plain", pattern: "[\\w$]+|\\s+|[^\\w\\s]" },
];

const all = new RegExp(tokenRules.map(({ pattern }) => `(${pattern})`).join("|"), "g");

/** Source text in lines of tokens; the pieces of all lines joined by `\n` are the text again. */
export function tokenLines(source: string): readonly (readonly CodeToken[])[] {
  const lines: CodeToken[][] = [[]];
  for (const match of source.matchAll(all)) {
    const kind = tokenRules[match.slice(1).findIndex((group) => group !== undefined)]?.kind ?? "plain";
    for (const [at, text] of match[0].split("\n").entries()) {
      if (at > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ kind, text });
    }
  }
  return lines;
}

/** Text in lines of one plain token each. */
export const plainLines = (source: string): readonly (readonly CodeToken[])[] =>
  source.split("\n").map((text) => (text === "" ? [] : [{ kind: "plain", text }]));
