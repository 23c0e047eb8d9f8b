/** Widths of the side panes in px, kept per person in a cookie so that the server lays the page out as it was left. */
export type PaneWidths = { readonly left: number; readonly right: number };

export const paneWidthsCookie = "nablab-panes";
export const usualWidths: PaneWidths = { left: 392, right: 452 };
export const paneLimits = { left: { min: 260, max: 620 }, right: { min: 320, max: 720 } } as const;

const within = (value: number, { min, max }: { min: number; max: number }) => Math.min(max, Math.max(min, value));

/** Reads `392.452`; anything else gives the usual widths. */
export function paneWidthsFrom(value: string | undefined): PaneWidths {
  const match = /^(\d{3})\.(\d{3})$/.exec(value ?? "");
  if (!match) return usualWidths;
  return { left: within(Number(match[1]), paneLimits.left), right: within(Number(match[2]), paneLimits.right) };
}

export const paneWidthsText = (widths: PaneWidths): string => `${widths.left}.${widths.right}`;
