import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { refusedAction } from "#app/_server/action-body.ts";

const inDevelopment = process.env.NODE_ENV === "development";

/** Styles may be inline because the editor injects style elements and KaTeX uses style attributes. */
const policy = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${inDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

const always = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

/** Whether an address can be read: Next would answer 500 to a `%` that stands for nothing. */
function decodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Gives every page a nonce of its own; Next puts it on the scripts it writes. Refuses what no page of ours sends. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const status = decodable(request.nextUrl.pathname) ? await refusedAction(request) : 400;
  if (status !== null) return new NextResponse(null, { status, headers: always });
  const nonce = randomBytes(16).toString("base64");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy(nonce));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy(nonce));
  for (const [name, value] of Object.entries(always)) response.headers.set(name, value);
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|vendor/).*)"] };
