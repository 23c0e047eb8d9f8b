/** Somewhere to go: an exercise, a lesson, a page of a course. `within` tells it from others of its name. */
export type Place = { readonly label: string; readonly within: string; readonly href: string };

const MOST = 12;

/** Without capitals and accents: `Übung` is found by `ubung`. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Places that have every typed word, those whose name begins with the first one before the others; at most a dozen. */
export function placesFor(typed: string, places: readonly Place[]): readonly Place[] {
  const words = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== "");
  const [first = ""] = words;
  const found = places.filter(({ label, within }) => {
    const text = plain(`${label} ${within}`);
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label }: Place) => plain(label).startsWith(first);
  return [...found.filter(begins), ...found.filter((place) => !begins(place))].slice(0, MOST);
}
