import type { ErrorCode, YAMLError } from "yaml";

/** What to do about what YAML refuses, in the words of whoever writes a spec. */
const REMEDIES: { readonly [code in ErrorCode]?: string } = {
  BLOCK_AS_IMPLICIT_KEY: "Put a text with “: ” in it between quotes.",
  BAD_DQ_ESCAPE: String.raw`Between double quotes a backslash is written twice, as in "\\partial"; between single quotes once.`,
  TAB_AS_INDENT: "Indent by spaces.",
  BAD_INDENT: "Begin it in the column of its neighbours, or close the bracket that is open before it.",
  BLOCK_IN_FLOW: "Close the bracket or brace that is open before this line.",
  MULTILINE_IMPLICIT_KEY: "A key ends with a colon, as in “checks:”.",
  DUPLICATE_KEY: "Each key stands once at its place.",
  MISSING_CHAR: "Close what is open: a quote, a bracket or a brace; a key ends with a colon.",
  BAD_COLLECTION_TYPE: "Close the bracket or brace that is open before this line.",
  UNEXPECTED_TOKEN: "Put a text with signs of YAML's own in it between quotes.",
};

/** The first thing that keeps a text from being YAML: what comes after it mostly follows from it. */
export function firstProblem(
  errors: readonly YAMLError[],
): { at: number; message: string; suggestion: string | null } | null {
  const [first] = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return null;
  const message = `This is not YAML: ${first.message.replace(/^./, (c) => c.toLowerCase())}.`;
  return { at: first.pos[0], message, suggestion: REMEDIES[first.code] ?? null };
}
