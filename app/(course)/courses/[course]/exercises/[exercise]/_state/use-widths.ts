"use client";
import { useState } from "react";
import { type PaneWidths, paneWidthsCookie, paneWidthsText } from "#app/_components/shell/pane-widths.ts";

/** Widths of the side panes; each change is kept in the person's cookie. */
export function useWidths(first: PaneWidths): readonly [PaneWidths, (change: Partial<PaneWidths>) => void] {
  const [widths, setWidths] = useState(first);
  const change = (next: Partial<PaneWidths>) => {
    const both = { ...widths, ...next };
    setWidths(both);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
    document.cookie = `${paneWidthsCookie}=${paneWidthsText(both)}; path=/; max-age=31536000; samesite=lax`;
  };
  return [widths, change];
}
