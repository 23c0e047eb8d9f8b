/**
 * The title as an address, or `otherwise` where no letter of it is one of an address; with a number behind it where that is
 * taken.
 */
export function freeSlug(title: string, otherwise: string, taken: readonly string[]): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const base = plain === "" ? otherwise : plain;
  let slug = base;
  for (let k = 2; taken.includes(slug); k++) slug = `${base}-${k}`;
  return slug;
}
