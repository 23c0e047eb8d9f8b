import type * as Monaco from "monaco-editor";

/** A run's error at its place; 1-based. */
export type CodeMarker = { readonly line: number; readonly column: number; readonly message: string };
/** The line that a diagnosis names, with the short name of the slip. */
export type MarkedLine = { readonly line: number; readonly name: string | null };
/** A shape seen in the last run, shown at the end of its line. */
export type ShapeHint = { readonly line: number; readonly shape: string };

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
