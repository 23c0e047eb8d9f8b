import type * as Monaco from "monaco-editor";
import { endFits, stillTold } from "./code-marks.ts";
import type { MonacoApi } from "./monaco-load.ts";

export type OpenEditor = { readonly monaco: MonacoApi; readonly code: Monaco.editor.IStandaloneCodeEditor };

type Code = Monaco.editor.IStandaloneCodeEditor;
type Decoration = Monaco.editor.IModelDeltaDecoration;

/** What is told of one line: its decoration, where that stands now, and what takes its words below the line away. */
type Told = {
  readonly decoration: Decoration;
  readonly one: Monaco.editor.IEditorDecorationsCollection;
  readonly before: Monaco.IRange;
  readonly isBelow: boolean;
  readonly takeBelow: () => void;
};

const nothing = () => {};

/**
 * Shows what is told of lines, each for as long as its line is there; gives what takes all of it away. Words that stand at the end
 * of a line that is too long for the editor would be out of sight: they stand below it.
 */
export function toldAtLines({ monaco, code }: OpenEditor, decorations: readonly Decoration[]): () => void {
  const { typicalHalfwidthCharacterWidth } = code.getOption(monaco.editor.EditorOption.fontInfo);
  /** Only the name of a slip may stand below: a shape belongs to its line, and what else stands behind that comes before the name. */
  const fits = (decoration: Decoration, { endLineNumber }: Monaco.IRange): boolean => {
    if (decoration.options.after?.inlineClassName !== "slip-name") return true;
    const columns = (code.getModel()?.getLineMaxColumn(endLineNumber) ?? 1) - 1;
    const behind = decorations
      .filter(({ range }) => range.endLineNumber === decoration.range.endLineNumber)
      .map((one) => widthOf(code, one));
    return endFits(columns * typicalHalfwidthCharacterWidth, behind, code.getLayoutInfo().contentWidth);
  };
  const place = (decoration: Decoration, range: Monaco.IRange): Told => {
    const isBelow = !fits(decoration, range);
    const shown = isBelow ? { range, options: { showIfCollapsed: true } } : { ...decoration, range };
    const takeBelow = isBelow ? wordsBelow(code, decoration, range.endLineNumber) : nothing;
    return { decoration, one: code.createDecorationsCollection([shown]), before: range, isBelow, takeBelow };
  };
  const take = ({ one, takeBelow }: Told) => {
    one.clear();
    takeBelow();
  };
  /** As it has to stand now, where the line or the editor became longer or shorter. */
  const placedAnew = (told: Told, now: Monaco.IRange): Told => {
    if (fits(told.decoration, now) === !told.isBelow) return { ...told, before: now };
    take(told);
    return place(told.decoration, now);
  };

  let shown = decorations.map((one) => place(one, one.range));
  const following = code.onDidChangeModelContent(({ changes }) => {
    const lineEnd = (line: number) => code.getModel()?.getLineMaxColumn(line) ?? 0;
    shown = shown.flatMap((told) => {
      const now = told.one.getRange(0);
      // A line that is tinted as a whole has no place in it.
      const holds = told.before.endColumn === 1 ? now !== null : stillTold(told.before, changes, now, lineEnd);
      if (now !== null && holds) return [placedAnew(told, now)];
      take(told);
      return [];
    });
  });
  const laid = code.onDidLayoutChange(() => {
    shown = shown.map((told) => placedAnew(told, told.one.getRange(0) ?? told.before));
  });
  return () => {
    following.dispose();
    laid.dispose();
    for (const told of shown) take(told);
  };
}

const wordsOf = ({ options }: Decoration): string | null => options.after?.content ?? null;

/** How wide what stands behind a line is where it is shown, its margins included. */
function widthOf(code: Code, { options: { after } }: Decoration): number {
  const lines = code.getDomNode()?.querySelector(".view-lines");
  if (!after || !lines) return 0;
  const shown = document.createElement("span");
  shown.className = after.inlineClassName ?? "";
  shown.textContent = after.content;
  shown.style.position = "absolute";
  shown.style.visibility = "hidden";
  shown.style.whiteSpace = "pre";
  lines.append(shown);
  const { marginLeft, marginRight } = getComputedStyle(shown);
  const width = shown.getBoundingClientRect().width + Number.parseFloat(marginLeft) + Number.parseFloat(marginRight);
  shown.remove();
  return width;
}

const BELOW_PX = 18;

/** The words on a row of their own; gives what takes them away. The row moves with its line. */
function wordsBelow(code: Code, decoration: Decoration, afterLineNumber: number): () => void {
  const domNode = document.createElement("div");
  domNode.className = "slip-name slip-below";
  domNode.textContent = (wordsOf(decoration) ?? "").replace("←", "↑");
  let id = "";
  code.changeViewZones((zones) => {
    id = zones.addZone({ afterLineNumber, heightInPx: BELOW_PX, domNode });
  });
  return () => code.changeViewZones((zones) => zones.removeZone(id));
}
