"use client";
import { useImperativeHandle, useRef, useState } from "react";
import type { CodeFieldProps } from "./code-editor.tsx";
import { CodeText } from "./code-text.tsx";

/** What the keys of a phone hide; each is put in at the cursor, which then stands before the last `back` characters. */
const symbols = [
  { shown: "nd.", text: "nd.", back: 0 },
  { shown: ".T", text: ".T", back: 0 },
  { shown: "( )", text: "()", back: 1 },
  { shown: "[ ]", text: "[]", back: 1 },
  { shown: "{ }", text: "{}", back: 1 },
  { shown: "=>", text: " => ", back: 0 },
  { shown: ".mul", text: ".mul()", back: 1 },
  { shown: ".sub", text: ".sub()", back: 1 },
] as const;

/** A plain textarea over highlighted text, for touch, for phones, and wherever the large editor is not wanted. */
export function PlainEditor({
  initial,
  label,
  onChange,
  onCursor,
  markers = [],
  marked = null,
  readOnly = false,
  ref,
}: CodeFieldProps) {
  const [source, setSource] = useState(initial);
  const area = useRef<HTMLTextAreaElement>(null);
  const change = (next: string) => {
    setSource(next);
    onChange(next);
  };
  const insert = (text: string, back: number) => {
    const field = area.current;
    if (!field) return;
    const at = field.selectionStart + text.length - back;
    change(source.slice(0, field.selectionStart) + text + source.slice(field.selectionEnd));
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(at, at);
    });
  };
  const placed = () => {
    const before = source.slice(0, area.current?.selectionStart ?? 0).split("\n");
    onCursor?.(before.length, (before.at(-1)?.length ?? 0) + 1);
  };
  useImperativeHandle(ref, () => ({
    reset: change,
    goTo(line, column = 1) {
      const at = source
        .split("\n")
        .slice(0, line - 1)
        .reduce((sum, text) => sum + text.length + 1, column - 1);
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
      area.current?.parentElement?.parentElement?.scrollTo({ top: Math.max(0, (line - 6) * 21) });
    },
    reveal: (line) => area.current?.parentElement?.parentElement?.scrollTo({ top: Math.max(0, (line - 6) * 21) }),
    focus: () => area.current?.focus(),
  }));
  const at = marked?.line ?? markers[0]?.line ?? null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="scroll-quiet min-h-0 flex-1 overflow-auto has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-fwd">
        <div className="relative w-max min-w-full">
          <div aria-hidden="true">
            <CodeText source={source} marked={at} />
          </div>
          <textarea
            ref={area}
            aria-label={label}
            value={source}
            readOnly={readOnly}
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            autoComplete="off"
            wrap="off"
            onChange={(event) => change(event.target.value)}
            onSelect={placed}
            className="absolute inset-0 m-0 resize-none overflow-hidden bg-transparent py-2 pr-4 pl-[46px] font-mono text-code whitespace-pre text-transparent caret-ink outline-none"
          />
        </div>
      </div>
      {readOnly ? null : (
        <div className="scroll-quiet flex shrink-0 gap-2 overflow-x-auto border-t border-line bg-sunken p-2">
          {symbols.map(({ shown, text, back }) => (
            <button
              key={shown}
              type="button"
              className="h-10 min-w-[42px] shrink-0 rounded-box border border-line-2 bg-surface px-2 font-mono text-caption text-ink"
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => insert(text, back)}
            >
              <span className="sr-only">Insert </span>
              {shown}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
