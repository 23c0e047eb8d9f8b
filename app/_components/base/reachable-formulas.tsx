"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { Suspense, useEffect } from "react";
import { tellMore } from "./more.ts";

/** A formula wider than its column scrolls and fades where it goes on; then, and only then, it can be reached by keys. */
function markWide(): void {
  for (const formula of document.querySelectorAll<HTMLElement>(".katex-display")) {
    tellMore(formula);
    if (formula.scrollWidth > formula.clientWidth + 1) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  }
}

function scrolled({ target }: Event): void {
  if (target instanceof HTMLElement && target.matches(".katex-display")) tellMore(target);
}

function Watch() {
  const path = usePathname();
  const search = useSearchParams();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address has other formulas
  useEffect(() => {
    const observer = new ResizeObserver(markWide);
    for (const prose of document.querySelectorAll(".prose")) observer.observe(prose);
    void document.fonts.ready.then(markWide);
    // Scrolling is not told upwards, only downwards.
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      document.removeEventListener("scroll", scrolled, { capture: true });
    };
  }, [path, search]);
  return null;
}

/** Stands once in the layout. */
export function ReachableFormulas() {
  return (
    <Suspense>
      <Watch />
    </Suspense>
  );
}
