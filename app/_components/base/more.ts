/** On which sides of a scroller there is more of it: `start`, `end`, both, or none. */
export function moreOf({
  scrollLeft,
  scrollWidth,
  clientWidth,
}: Pick<HTMLElement, "scrollLeft" | "scrollWidth" | "clientWidth">): string {
  const before = scrollLeft > 1;
  const after = scrollLeft + clientWidth < scrollWidth - 1;
  return [before ? "start" : "", after ? "end" : ""].filter(Boolean).join(" ");
}

/** Tells the style sheet, which lets these edges fade. */
export function tellMore(scroller: HTMLElement): void {
  const more = moreOf(scroller);
  if (more === "") delete scroller.dataset.more;
  else scroller.dataset.more = more;
}
