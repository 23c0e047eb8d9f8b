/** Bytes of a request's body; Next takes as many in an action. */
const MOST_BYTES = 1024 * 1024;

/** What a page of ours refers to in what it sends: an argument left out, a form, and what is bound to an action. */
const REFERENCE = /^\$(?:\$|undefined$|K[\da-f]+$|@[\da-f]+$)/;

/** Of a form that was sent without scripts: what names its action, one field after the other. */
const NAMES_ACTION = /^\$ACTION_[\da-f]+:[\da-f]+$/;

/**
 * Why a request that may call a server action is refused before Next decodes it, as a status; null where it is not. Next would
 * answer 500 to what no page of ours sends: a body that is none, or too long, or sent by a page of somebody else.
 */
export async function refusedAction(request: Request): Promise<400 | 403 | 413 | null> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return 413;
  const type = request.headers.get("content-type") ?? "";
  const named = request.headers.has("next-action");
  const form = type.startsWith("multipart/form-data");
  if (request.method !== "POST" || !(named || form)) return null;
  if (fromElsewhere(request.headers)) return 403;
  const body = await bytesOf(request.clone());
  if (body === null) return 413;
  if (!form) return readable(new TextDecoder().decode(body)) ? null : 400;
  const fields = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => null);
  if (fields === null) return 400;
  if (named) return readable(fields.get("0")) ? null : 400;
  for (const [name, value] of fields) if (NAMES_ACTION.test(name) && !refersWell(value)) return 400;
  return null;
}

function fromElsewhere(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return origin !== null && !(URL.canParse(origin) && new URL(origin).host === host);
}

/** The body; null where it is longer than any of ours, whatever its head said. */
async function bytesOf({ body }: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    // Read to its end all the same: giving up a clone waits for the other reader.
    if (length <= MOST_BYTES) parts.push(part);
  }
  return length > MOST_BYTES ? null : new Uint8Array(Buffer.concat(parts));
}

/** Whether these are arguments as our pages write them. */
const readable = (sent: unknown): boolean => refersWell(sent) && Array.isArray(JSON.parse(String(sent)));

/** Whether it is JSON in which every reference is of a kind that our pages use. */
function refersWell(sent: unknown): boolean {
  if (typeof sent !== "string") return false;
  let well = true;
  try {
    JSON.parse(sent, (_, value: unknown) => {
      if (typeof value === "string" && value.startsWith("$") && !REFERENCE.test(value)) well = false;
      return value;
    });
  } catch {
    return false;
  }
  return well;
}
