import "server-only";
import { cookies } from "next/headers";

type Options = {
  path?: string;
  maxAge?: number;
  expires?: Date;
  httpOnly?: boolean;
  secure?: boolean;
  sameSite?: "lax" | "strict" | "none";
  domain?: string;
};

const attributes: { readonly [name: string]: (value: string) => Options } = {
  path: (value) => ({ path: value }),
  domain: (value) => ({ domain: value }),
  "max-age": (value) => ({ maxAge: Number(value) }),
  expires: (value) => ({ expires: new Date(value) }),
  httponly: () => ({ httpOnly: true }),
  secure: () => ({ secure: true }),
  samesite: (value) => ({ sameSite: value.toLowerCase() as "lax" | "strict" | "none" }),
};

/** Copies the Set-Cookie headers that a sign-in service gave into the answer of a server action. */
export async function copyCookies(from: Headers): Promise<void> {
  const jar = await cookies();
  for (const line of from.getSetCookie()) {
    const [pair = "", ...rest] = line.split(";");
    const at = pair.indexOf("=");
    const options: Options = {};
    for (const part of rest) {
      const [name = "", value = ""] = part.trim().split("=");
      Object.assign(options, attributes[name.toLowerCase()]?.(value));
    }
    jar.set(pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1)), options);
  }
}
