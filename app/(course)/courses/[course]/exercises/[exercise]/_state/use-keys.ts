"use client";
import { useEffect, useRef } from "react";

export type View = "read" | "answer" | "results";

export type KeyActions = {
  readonly run: () => void;
  readonly submit: () => void;
  readonly save: () => void;
  readonly show: (view: View) => void;
  readonly part: (step: 1 | -1) => void;
  readonly list: () => void;
};

const views: { readonly [code: string]: View } = { Digit1: "read", Digit2: "answer", Digit3: "results" };

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest(".monaco-editor") !== null);

/** Which action a key press asks for; null for all others. */
export function actionOf(
  event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
  typing: boolean,
): ((actions: KeyActions) => void) | null {
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey && event.key === "Enter") return event.shiftKey ? (on) => on.submit() : (on) => on.run();
  if (mod && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") return (on) => on.save();
  const view = views[event.code];
  if (event.altKey && !mod && view) return (on) => on.show(view);
  if (event.altKey && !mod && !typing && event.key === "ArrowLeft") return (on) => on.part(-1);
  if (event.altKey && !mod && !typing && event.key === "ArrowRight") return (on) => on.part(1);
  if (event.key === "?" && !mod && !event.altKey && !typing) return (on) => on.list();
  return null;
}

/** Keys of the page. They are heard before the editor hears them, since it has uses of its own for some. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = event.isComposing ? null : actionOf(event, isTyping(event.target));
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action(latest.current);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
