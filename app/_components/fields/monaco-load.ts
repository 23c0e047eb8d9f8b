"use client";
import type * as Monaco from "monaco-editor";
import { monacoBase } from "#generated/monaco.ts";
import { keywords } from "./code-tokens.ts";

export type MonacoApi = typeof Monaco;

const workers: { readonly [label: string]: string } = { typescript: "ts.worker.js", javascript: "ts.worker.js" };

let loading: Promise<MonacoApi> | null = null;

/** Loads the bundled editor once; its workers come from the same folder. Rejects where the network does not give it. */
export function loadMonaco(): Promise<MonacoApi> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<MonacoApi> {
  self.MonacoEnvironment = {
    getWorker: (_, label) => new Worker(`${monacoBase}/${workers[label] ?? "editor.worker.js"}`, { name: label }),
  };
  const [monaco] = await Promise.all([
    import(/* webpackIgnore: true */ /* turbopackIgnore: true */ `${monacoBase}/monaco.js`) as Promise<MonacoApi>,
    stylesheet(`${monacoBase}/monaco.css`),
    document.fonts.load('13px "JetBrains Mono Variable"'),
  ]);
  monaco.languages.setMonarchTokensProvider("typescript", grammar);
  // Makes the language ready now, so that no text is ever shown without its colours.
  await monaco.editor.colorize("const ready = true", "typescript", {});
  return monaco;
}

function stylesheet(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = () => resolve();
    link.onerror = () => reject(new Error("The editor's stylesheet did not load."));
    document.head.append(link);
  });
}

/** The same kinds of token as in `tokenRules`, in the form that the editor wants. */
const grammar: Monaco.languages.IMonarchLanguage = {
  defaultToken: "",
  keywords: keywords.split(" "),
  types: ["number", "string", "boolean", "any", "unknown", "never"],
  tokenizer: {
    root: [
      [/\/\/.*$/, "comment"],
      [/\/\*/, "comment", "@comment"],
      [/"(?:[^"\\]|\\.)*"?/, "string"],
      [/'(?:[^'\\]|\\.)*'?/, "string"],
      [/`/, "string", "@template"],
      [/\b(?:0x[\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\b/, "number"],
      [/[A-Z][a-z]\w*/, "type"],
      [/[a-zA-Z_$][\w$]*/, { cases: { "@keywords": "keyword", "@types": "type", "@default": "" } }],
      [/[{}()[\]]/, "@brackets"],
    ],
    comment: [
      [/[^*]+/, "comment"],
      [/\*\//, "comment", "@pop"],
      [/\*/, "comment"],
    ],
    template: [
      [/[^`\\]+/, "string"],
      [/\\./, "string"],
      [/`/, "string", "@pop"],
    ],
  },
};
