"use client";
import type * as Monaco from "monaco-editor";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { onThemeChange } from "../base/use-theme-colours.ts";
import { type CodeMarker, decorationsFor, type MarkedLine, type ShapeHint } from "./code-marks.ts";
import { CodeText } from "./code-text.tsx";
import { loadMonaco, type MonacoApi } from "./monaco-load.ts";
import { applyTheme } from "./monaco-theme.ts";
import { type OpenEditor, toldAtLines } from "./told-lines.ts";

export type CodeHandle = {
  /** Replaces the text; it can be undone. */
  readonly reset: (source: string) => void;
  readonly goTo: (line: number, column?: number) => void;
  /** Brings a line into sight; the cursor stays. */
  readonly reveal: (line: number) => void;
  readonly focus: () => void;
};

export type CodeFieldProps = {
  /** Read once: the field is the only owner of its text, and tells every change. */
  readonly initial: string;
  readonly label: string;
  readonly onChange: (source: string) => void;
  readonly onCursor?: (line: number, column: number) => void;
  readonly markers?: readonly CodeMarker[];
  readonly marked?: MarkedLine | null;
  readonly hints?: readonly ShapeHint[];
  readonly readOnly?: boolean;
  readonly ref?: Ref<CodeHandle>;
};

/** Declarations that the editor shows for the guest library; each is added once. */
export type ExtraTypes = { readonly path: string; readonly text: string };

const options = (label: string, readOnly: boolean): Monaco.editor.IStandaloneEditorConstructionOptions => ({
  ariaLabel: `${label}. Control M lets Tab leave the editor.`,
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  contextmenu: false,
  fixedOverflowWidgets: true,
  folding: false,
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontLigatures: false,
  fontSize: 13,
  glyphMargin: false,
  guides: { indentation: false },
  hideCursorInOverviewRuler: true,
  lineDecorationsWidth: 14,
  lineHeight: 21,
  lineNumbersMinChars: 4,
  minimap: { enabled: false },
  occurrencesHighlight: "off",
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  padding: { top: 8, bottom: 24 },
  quickSuggestions: { other: true, comments: false, strings: false },
  readOnly,
  renderLineHighlight: "none",
  renderWhitespace: "none",
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  tabSize: 2,
  unicodeHighlight: { ambiguousCharacters: false },
  wordWrap: "off",
});

function prepare(monaco: MonacoApi, types: ExtraTypes | undefined): void {
  const defaults = monaco.typescript.typescriptDefaults;
  defaults.setCompilerOptions({
    target: 7,
    lib: ["es2020"],
    module: 99,
    allowNonTsExtensions: true,
    noEmit: true,
    strict: false,
  });
  // Answers may leave types out; a hint under every parameter would only be noise.
  defaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
  if (types) defaults.addExtraLib(types.text, types.path);
}

/**
 * Monaco for one file, uncontrolled: it reads `initial` once and is driven by its handle afterwards, since a value written back
 * by React scrambles fast typing. Until it is there the same text stands in the same metrics.
 */
export function CodeEditor({
  initial,
  label,
  onChange,
  onCursor,
  markers = [],
  marked = null,
  hints = [],
  readOnly = false,
  types,
  onUnavailable,
  ref,
}: CodeFieldProps & { types?: ExtraTypes; onUnavailable?: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<OpenEditor | null>(null);
  const [shown, setShown] = useState(false);
  const tell = useRef({ onChange, onCursor, onUnavailable });
  tell.current = { onChange, onCursor, onUnavailable };
  const first = useRef(initial);

  useEffect(() => {
    let gone = false;
    let stop = () => {};
    loadMonaco().then(
      (monaco) => {
        if (gone || !box.current) return;
        prepare(monaco, types);
        applyTheme(monaco);
        const model = monaco.editor.createModel(first.current, "typescript");
        model.setEOL(monaco.editor.EndOfLineSequence.LF);
        const code = monaco.editor.create(box.current, { ...options(label, readOnly), model });
        code.onDidChangeModelContent(() => tell.current.onChange(model.getValue()));
        code.onDidChangeCursorPosition(({ position }) => tell.current.onCursor?.(position.lineNumber, position.column));
        const offTheme = onThemeChange(() => applyTheme(monaco));
        setEditor({ monaco, code });
        whenColoured(box.current, code, () => setShown(true));
        stop = () => {
          offTheme();
          code.dispose();
          model.dispose();
        };
      },
      () => tell.current.onUnavailable?.(),
    );
    return () => {
      gone = true;
      setEditor(null);
      setShown(false);
      stop();
    };
  }, [label, readOnly, types]);

  useImperativeHandle(ref, () => handleOf(() => editor?.code ?? null), [editor]);

  const key = JSON.stringify([markers, marked, hints]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is marked
  useEffect(() => {
    const model = editor?.code.getModel();
    if (!editor || !model) return;
    editor.monaco.editor.setModelMarkers(
      model,
      "nablab",
      markers.map(({ line, column, message }) => {
        const word = model.getWordAtPosition({ lineNumber: Math.min(line, model.getLineCount()), column });
        return {
          severity: editor.monaco.MarkerSeverity.Error,
          message,
          startLineNumber: line,
          endLineNumber: line,
          startColumn: column,
          endColumn: word?.endColumn ?? column + 1,
        };
      }),
    );
    return toldAtLines(editor, decorationsFor(model, marked, hints));
  }, [editor, key]);

  return (
    <div className="relative h-full min-h-0 w-full">
      <div ref={box} className="absolute inset-0" />
      {shown ? null : (
        <div
          aria-hidden={editor !== null}
          className={`scroll-quiet absolute inset-0 overflow-auto bg-surface ${editor ? "pointer-events-none" : ""}`}
        >
          <CodeText source={first.current} marked={marked?.line ?? null} />
        </div>
      )}
    </div>
  );
}

const PATIENCE_MS = 3000;

/**
 * The editor colours its text when the page has a quiet moment, which may take seconds while the sandbox compiles. The static
 * text stands over it until then, or until the person does something in it.
 */
function whenColoured(box: HTMLElement, code: Monaco.editor.IStandaloneCodeEditor, then: () => void): void {
  let over = false;
  const end = () => {
    if (!over) then();
    over = true;
  };
  const began = performance.now();
  const look = () => {
    if (over) return;
    if (box.querySelector('.view-line [class^="mtk"]:not(.mtk1)') || performance.now() - began > PATIENCE_MS) end();
    else requestAnimationFrame(look);
  };
  look();
  code.onDidFocusEditorText(end);
  code.onDidChangeModelContent(end);
  code.onDidScrollChange(({ scrollTopChanged }) => scrollTopChanged && end());
  code.onDidDispose(() => {
    over = true;
  });
}

function handleOf(code: () => Monaco.editor.IStandaloneCodeEditor | null): CodeHandle {
  return {
    reset(source) {
      const model = code()?.getModel();
      code()?.pushUndoStop();
      code()?.executeEdits("nablab", model ? [{ range: model.getFullModelRange(), text: source }] : []);
      code()?.pushUndoStop();
    },
    goTo(line, column = 1) {
      code()?.setPosition({ lineNumber: line, column });
      code()?.revealLineInCenterIfOutsideViewport(line);
      code()?.focus();
    },
    reveal: (line) => code()?.revealLineInCenterIfOutsideViewport(line),
    focus: () => code()?.focus(),
  };
}
