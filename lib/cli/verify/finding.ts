/** One statement about an exercise, and whether it holds. */
export type Finding = { readonly holds: boolean; readonly what: string; readonly detail: string | null };

export const holds = (what: string, detail: string | null = null): Finding => ({ holds: true, what, detail });
export const misses = (what: string, detail: string): Finding => ({ holds: false, what, detail });

/** A statement that holds where no complaint was raised. */
export const unless = (what: string, complaints: readonly string[]): Finding =>
  complaints.length === 0 ? holds(what) : misses(what, complaints.slice(0, 3).join("\n"));
