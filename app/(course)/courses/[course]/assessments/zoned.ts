/** Minutes by which a zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  return Math.round((wall - Math.floor(instant / 60_000) * 60_000) / 60_000);
}

/** An instant by the clocks of a zone: `2026-11-27 23:59`. */
export function wallTime(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, timeZone) * 60_000).toISOString().slice(0, 16).replace("T", " ");
}

/**
 * The instant at which the clocks of a zone show a wall time. Of two such instants (clocks going back) it is the first; a time
 * that clocks skip (going forward) is read with the offset before. Null for what is no such time.
 */
export function instantOf(wall: string, timeZone: string): string | null {
  const typed = wall.trim().replace(/\s+|T/, " ");
  const asUtc = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(typed)
    ? Date.parse(`${typed.replace(" ", "T")}:00Z`)
    : Number.NaN;
  // The 30th of February is read as one of March.
  if (Number.isNaN(asUtc) || wallTime(new Date(asUtc).toISOString(), "UTC") !== typed) return null;
  const offsets = [offsetAt(asUtc - 86_400_000, timeZone), offsetAt(asUtc + 86_400_000, timeZone)];
  const fits = offsets
    .map((offset) => asUtc - offset * 60_000)
    .filter((at) => wallTime(new Date(at).toISOString(), timeZone) === typed);
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - (offsets[0] ?? 0) * 60_000).toISOString();
}
