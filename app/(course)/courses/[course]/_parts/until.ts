/** How long from one instant to another, in the two largest units: `in 3 days 9 h`, `2 h ago`. */
export function until(now: string, then: string): string {
  const minutes = Math.round((Date.parse(then) - Date.parse(now)) / 60_000);
  const size = Math.abs(minutes);
  const days = Math.floor(size / 1440);
  const hours = Math.floor((size % 1440) / 60);
  const text =
    days >= 4
      ? `${days} days`
      : days > 0
        ? `${days} ${days === 1 ? "day" : "days"}${hours > 0 ? ` ${hours} h` : ""}`
        : hours > 0
          ? `${hours} h${size % 60 > 0 && hours < 3 ? ` ${size % 60} min` : ""}`
          : `${size} min`;
  return minutes < 0 ? `${text} ago` : `in ${text}`;
}
