"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { Suspense, useEffect } from "react";

/** A formula wider than its column scrolls; then, and only then, it can be reached by keys. */
function markWide(): void {
  for (const formula of document.querySelectorAll<HTMLElement>(".katex-display")) {
    if (formula.scrollWidth > formula.clientWidth + 1) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  }
}

function Watch() {
  const path = usePathname();
  const search = useSearchParams();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address has other formulas
  useEffect(() => {
    const observer = new ResizeObserver(markWide);
    for (const prose of document.querySelectorAll(".prose")) observer.observe(prose);
    void document.fonts.ready.then(markWide);
    return () => observer.disconnect();
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
