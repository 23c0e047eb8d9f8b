"use client";
import { themeColours } from "../base/use-theme-colours.ts";
import type { MonacoApi } from "./monaco-load.ts";

const names = [
  "surface",
  "sunken",
  "paper",
  "line",
  "line-2",
  "line-strong",
  "ink",
  "ink-2",
  "ink-3",
  "fwd",
  "fwd-tint",
  "bwd",
  "bad",
  "code-key",
  "code-type",
  "code-string",
  "code-number",
  "code-comment",
] as const;

/** Sets the editor's theme from the page's colours as they are now; the system's high contrast where colours are forced. */
export function applyTheme(monaco: MonacoApi): void {
  const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
  if (matchMedia("(forced-colors: active)").matches) {
    monaco.editor.setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "hc-black" : "hc-light");
    return;
  }
  const colour = themeColours(names);
  const bare = (name: (typeof names)[number]) => colour[name].replace("#", "");
  monaco.editor.defineTheme("nablab", {
    base: dark ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      { token: "", foreground: bare("ink") },
      { token: "keyword", foreground: bare("code-key"), fontStyle: "bold" },
      { token: "type", foreground: bare("code-type") },
      { token: "string", foreground: bare("code-string") },
      { token: "number", foreground: bare("code-number") },
      { token: "comment", foreground: bare("code-comment"), fontStyle: "italic" },
    ],
    colors: {
      "editor.background": colour.surface,
      "editor.foreground": colour.ink,
      "editorLineNumber.foreground": colour["ink-3"],
      "editorLineNumber.activeForeground": colour.ink,
      "editorCursor.foreground": colour.ink,
      "editor.selectionBackground": `${colour.fwd}38`,
      "editor.inactiveSelectionBackground": `${colour.fwd}22`,
      "editor.lineHighlightBackground": "#00000000",
      "editor.lineHighlightBorder": "#00000000",
      "editor.wordHighlightBackground": `${colour.fwd}1c`,
      "editor.findMatchBackground": `${colour.fwd}40`,
      "editor.findMatchHighlightBackground": `${colour.fwd}22`,
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, colour.ink]),
      ),
      "editorBracketHighlight.unexpectedBracket.foreground": colour.bad,
      "editorBracketMatch.background": `${colour.fwd}22`,
      "editorBracketMatch.border": "#00000000",
      "editorIndentGuide.background1": "#00000000",
      "editorError.foreground": colour.bad,
      "editorWarning.foreground": colour.bwd,
      "editorWidget.background": colour.surface,
      "editorWidget.foreground": colour.ink,
      "editorWidget.border": colour["line-2"],
      "editorSuggestWidget.background": colour.surface,
      "editorSuggestWidget.foreground": colour.ink,
      "editorSuggestWidget.border": colour["line-2"],
      "editorSuggestWidget.selectedBackground": colour["fwd-tint"],
      "editorSuggestWidget.selectedForeground": colour.ink,
      "editorSuggestWidget.highlightForeground": colour.fwd,
      "editorSuggestWidget.focusHighlightForeground": colour.fwd,
      "editorHoverWidget.background": colour.surface,
      "editorHoverWidget.foreground": colour.ink,
      "editorHoverWidget.border": colour["line-2"],
      "list.hoverBackground": colour.sunken,
      "input.background": colour.surface,
      "input.foreground": colour.ink,
      "input.border": colour["line-strong"],
      "scrollbarSlider.background": `${colour["line-strong"]}44`,
      "scrollbarSlider.hoverBackground": `${colour["line-strong"]}77`,
      "scrollbarSlider.activeBackground": `${colour["line-strong"]}99`,
      focusBorder: colour.fwd,
    },
  });
  monaco.editor.setTheme("nablab");
}
