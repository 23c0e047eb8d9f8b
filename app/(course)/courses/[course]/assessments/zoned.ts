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

/** An instant as `datetime-local` shows it, by the clocks of a zone: `2026-11-27T23:59`. */
export function wallTime(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, timeZone) * 60_000).toISOString().slice(0, 16);
}

/**
 * The instant at which the clocks of a zone show a wall time. Of two such instants (clocks going back) it is the first; a time
 * that clocks skip (going forward) is read with the offset before.
 */
export function instantOf(wall: string, timeZone: string): string | null {
  const asUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall) ? Date.parse(`${wall}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const offsets = [offsetAt(asUtc - 86_400_000, timeZone), offsetAt(asUtc + 86_400_000, timeZone)];
  const fits = offsets
    .map((offset) => asUtc - offset * 60_000)
    .filter((at) => wallTime(new Date(at).toISOString(), timeZone) === wall);
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - (offsets[0] ?? 0) * 60_000).toISOString();
}
