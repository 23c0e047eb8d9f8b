"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** True where a key is typed text, or belongs to a shortcut with Ctrl, Alt or ⌘. */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target;
  const field = at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
  return field || event.ctrlKey || event.metaKey || event.altKey;
}

const nextForm = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>("#next-answer");

/** J and K walk through the answers, C goes to the comment. */
export function ReviewKeys({ previous }: { previous: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const keys: { readonly [key: string]: () => void } = {
      j: () => nextForm()?.requestSubmit(),
      k: () => previous && router.push(previous),
      c: () => document.getElementById("comment-body")?.focus(),
    };
    const onKey = (event: KeyboardEvent) => {
      const act = isTyping(event) ? undefined : keys[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [router, previous]);
  return null;
}
