import type * as Monaco from "monaco-editor";

/** A run's error at its place; 1-based. */
export type CodeMarker = { readonly line: number; readonly column: number; readonly message: string };
/** The line that a diagnosis names, with the short name of the slip. */
export type MarkedLine = { readonly line: number; readonly name: string | null };
/** A shape seen in the last run, shown at the end of its line. */
export type ShapeHint = { readonly line: number; readonly shape: string };

type Change = { readonly range: Monaco.IRange };

/**
 * Whether what is told at the end of a line still holds there once the text has changed. It moves along with what is typed, and
 * goes with the line: where this was replaced as a whole, or where something stands behind it now, it would be told of a text
 * that is gone.
 */
export function stillTold(
  before: Monaco.IRange,
  changes: readonly Change[],
  now: Monaco.IRange | null,
  lineEnd: (line: number) => number,
): boolean {
  if (now === null || now.endColumn !== lineEnd(now.endLineNumber) || now.endColumn === 1) return false;
  return !changes.some(({ range }) => coversLine(range, before.endLineNumber, before.endColumn));
}

/** Whether the range holds everything of the line up to the column, which is its end. */
function coversLine(range: Monaco.IRange, line: number, column: number): boolean {
  const fromItsBegin = range.startLineNumber < line || (range.startLineNumber === line && range.startColumn === 1);
  const toItsEnd = range.endLineNumber > line || (range.endLineNumber === line && range.endColumn >= column);
  return fromItsBegin && toItsEnd;
}

/** Whether words fit one after the other behind a line of code in an editor; widths in pixels, those of words with the gap before. */
export const endFits = (line: number, words: readonly number[], editor: number): boolean =>
  words.reduce((sum, width) => sum + width, line) <= editor;

const whole = (line: number): Monaco.IRange => ({
  startLineNumber: line,
  endLineNumber: line,
  startColumn: 1,
  endColumn: 1,
});

/** Decorations for a named line and for shapes; lines beyond the text are left out. */
export function decorationsFor(
  model: Monaco.editor.ITextModel,
  marked: MarkedLine | null,
  hints: readonly ShapeHint[],
): Monaco.editor.IModelDeltaDecoration[] {
  const has = (line: number) => line >= 1 && line <= model.getLineCount();
  const end = (line: number): Monaco.IRange => {
    const column = model.getLineMaxColumn(line);
    return { startLineNumber: line, endLineNumber: line, startColumn: column, endColumn: column };
  };
  const shapes = hints
    .filter(({ line }) => has(line))
    .map(({ line, shape }) => ({
      range: end(line),
      options: {
        showIfCollapsed: true,
        after: { content: shape, inlineClassName: "shape-hint", inlineClassNameAffectsLetterSpacing: true },
      },
    }));
  if (!marked || !has(marked.line)) return shapes;
  return [
    ...shapes,
    {
      range: whole(marked.line),
      options: { isWholeLine: true, className: "marked-line", lineNumberClassName: "marked-number" },
    },
    ...(marked.name
      ? [
          {
            range: end(marked.line),
            options: {
              showIfCollapsed: true,
              after: {
                content: `← ${marked.name}`,
                inlineClassName: "slip-name",
                inlineClassNameAffectsLetterSpacing: true,
              },
            },
          },
        ]
      : []),
  ];
}
