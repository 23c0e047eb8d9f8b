import { diffLines, diffWordsWithSpace } from "diff";

export type Piece = { readonly text: string; readonly changed: boolean };
export type DiffLine =
  | {
      readonly kind: "equal" | "removed" | "added";
      readonly before: number | null;
      readonly after: number | null;
      readonly pieces: readonly Piece[];
    }
  | { readonly kind: "skipped"; readonly count: number };

const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");
const whole = (text: string): readonly Piece[] => [{ text, changed: false }];

/** Marks the words that differ between a removed line and the added line that took its place. */
function worded(before: string, after: string, side: "removed" | "added"): readonly Piece[] {
  return diffWordsWithSpace(before, after)
    .filter((part) => (side === "removed" ? !part.added : !part.removed))
    .map((part) => ({ text: part.value, changed: Boolean(part.added || part.removed) }));
}

/** A line diff with `context` equal lines around each change; [] where both texts are equal. Lines count from 1. */
export function diffOf(before: string, after: string, context = 2): readonly DiffLine[] {
  if (before === after) return [];
  const lines: DiffLine[] = [];
  const at = { before: 1, after: 1 };
  const parts = diffLines(before, after);
  for (const [index, part] of parts.entries()) {
    const texts = linesOf(part.value);
    const partner = part.removed ? parts[index + 1] : part.added ? parts[index - 1] : undefined;
    const others = partner && (part.removed ? partner.added : partner.removed) ? linesOf(partner.value) : [];
    for (const [row, text] of texts.entries()) {
      const other = others.length === texts.length ? others[row] : undefined;
      if (part.removed)
        lines.push({
          kind: "removed",
          before: at.before++,
          after: null,
          pieces: other === undefined ? whole(text) : worded(text, other, "removed"),
        });
      else if (part.added)
        lines.push({
          kind: "added",
          before: null,
          after: at.after++,
          pieces: other === undefined ? whole(text) : worded(other, text, "added"),
        });
      else lines.push({ kind: "equal", before: at.before++, after: at.after++, pieces: whole(text) });
    }
  }
  return folded(lines, context);
}

function folded(lines: readonly DiffLine[], context: number): readonly DiffLine[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some((line) => line.kind !== "equal"),
  );
  const shown: DiffLine[] = [];
  let skipped = 0;
  for (const [at, line] of lines.entries()) {
    if (near[at]) {
      if (skipped > 0) shown.push({ kind: "skipped", count: skipped });
      skipped = 0;
      shown.push(line);
    } else skipped += 1;
  }
  if (skipped > 0) shown.push({ kind: "skipped", count: skipped });
  return shown;
}
