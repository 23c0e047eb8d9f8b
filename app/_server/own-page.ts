import "server-only";

/**
 * Whether a request that changes something comes from a page of ours, or from no page at all. A page of another site cannot send JSON
 * without being asked for permission first, which is never given; its browser says besides where it comes from.
 */
export function fromOwnPage({ headers }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (origin !== null && URL.parse(origin)?.host !== host) return false;
  return (headers.get("content-type") ?? "").startsWith("application/json");
}

/** The body as JSON; undefined for one that is none, or longer than so many bytes. */
export async function jsonBody(request: Request, most: number): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.length;
    if (length > most) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    return undefined;
  }
}
