/** City of an IANA zone, as people say it: `Europe/Berlin` → `Berlin`. */
const cityOf = (timeZone: string): string => timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;

/** Parts of a moment in a zone, English, 24 hours. */
function partsOf(instant: string, timeZone: string): { readonly [part: string]: string } {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

/** `Thu 27 Nov, 23:59 Berlin`. */
export function moment(instant: string, timeZone: string): string {
  const { weekday, day, month, hour, minute } = partsOf(instant, timeZone);
  return `${weekday} ${day} ${month?.slice(0, 3)}, ${hour}:${minute} ${cityOf(timeZone)}`;
}

/** `14:41:07 Berlin`, or without the zone where it stands in a bar that has it already. */
export function clock(instant: string, timeZone: string, zone = true): string {
  const { hour, minute, second } = partsOf(instant, timeZone);
  return `${hour}:${minute}:${second}${zone ? ` ${cityOf(timeZone)}` : ""}`;
}

/** `24 Nov, 14:41:07 Berlin`. */
export function dayAndClock(instant: string, timeZone: string): string {
  const { day, month } = partsOf(instant, timeZone);
  return `${day} ${month?.slice(0, 3)}, ${clock(instant, timeZone)}`;
}

/** `24 Nov, 14:41`. */
export function dayAndTime(instant: string, timeZone: string): string {
  const { day, month, hour, minute } = partsOf(instant, timeZone);
  return `${day} ${month?.slice(0, 3)}, ${hour}:${minute}`;
}
