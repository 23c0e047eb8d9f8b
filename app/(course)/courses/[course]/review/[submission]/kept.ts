/** Texts by name: what a form holds. */
export type Kept = { readonly [name: string]: string };

/** What was kept of a form; null where nothing was, or something that is no form. By hand: zod asks a browser for `eval`, which no page has. */
export function keptOf(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null || Array.isArray(found)) return null;
    const entries = Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === "string");
    return Object.fromEntries(entries);
  } catch {
    return null;
  }
}

/** Ids that were chosen, as one text; and of such a text those that there are. */
export const chosenText = (ids: Iterable<string>): string => [...ids].join(" ");
export const chosenFrom = (text: string | undefined, known: readonly string[]): readonly string[] =>
  (text ?? "").split(" ").filter((id) => known.includes(id));
