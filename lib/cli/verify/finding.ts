/**
 * What a statement is about. `guard` is for answers that must not count: another choice, values that were not updated. `links` is for
 * what lies outside the folder, `texts` for what a student reads.
 */
export type About =
  | "solution"
  | "starter"
  | "witnesses"
  | "alternative"
  | "mistake"
  | "guard"
  | "mutant"
  | "links"
  | "texts";

/** What a known mistake got where it was graded whole. */
export type Seen = {
  readonly id: string;
  readonly verdict: string;
  readonly points: number | null;
  readonly outOf: number;
  /** The name of the first diagnosis, as the student reads it. */
  readonly diagnosis: string | null;
};

/** One statement about an exercise, and whether it holds. */
export type Finding = {
  readonly holds: boolean;
  readonly about: About;
  readonly what: string;
  readonly detail: string | null;
  readonly seen?: Seen;
};

/** A finding and the part it belongs to. */
export type Told = Finding & { readonly part: string };

export const holds = (about: About, what: string, detail: string | null = null): Finding => ({
  holds: true,
  about,
  what,
  detail,
});
export const misses = (about: About, what: string, detail: string): Finding => ({ holds: false, about, what, detail });

/** A statement that holds where no complaint was raised. */
export const unless = (
  about: About,
  what: string,
  complaints: readonly string[],
  detail: string | null = null,
): Finding =>
  complaints.length === 0 ? holds(about, what, detail) : misses(about, what, complaints.slice(0, 3).join("\n"));

/** Work that is under way at the same time, told in the order of the list. */
export async function* inOrder<T>(underWay: readonly Promise<T>[]): AsyncGenerator<T> {
  // The first that rejects is thrown below; the others must not count as unheard.
  for (const one of underWay) one.catch(() => undefined);
  for (const one of underWay) yield await one;
}
