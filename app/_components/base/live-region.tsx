"use client";
import { create } from "./signal.ts";

const said = create("");

/** Says one sentence to readers, politely. Results, start and stop are said; streaming numbers are not. */
export function announce(sentence: string): void {
  // The same sentence twice is said twice: a no-break space makes it new.
  said.set(said.get() === sentence ? `${sentence}\u00A0` : sentence);
}

/** The one live region of a page; it stands in the root layout. */
export function LiveRegion() {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {said.use()}
    </div>
  );
}
