import type { BetterAuthOptions } from "better-auth";
import { database } from "#lib/platform/db/index.ts";
import { hashPassword, verifyPassword } from "./password.ts";

const required = (name: "BETTER_AUTH_SECRET" | "APP_URL"): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

/** The page may be opened under either name of this machine, and each is an origin of its own. */
function origins(appUrl: string): string[] {
  const { protocol, hostname, port } = new URL(appUrl);
  const names = ["localhost", "127.0.0.1"].includes(hostname) ? ["localhost", "127.0.0.1"] : [hostname];
  return names.map((name) => `${protocol}//${name}${port ? `:${port}` : ""}`);
}

/** Loaded at the first use: it is the slowest of all packages to load, and only the web server needs it. */
async function open() {
  const { betterAuth } = await import("better-auth");
  const { prismaAdapter } = await import("better-auth/adapters/prisma");
  const appUrl = required("APP_URL");
  return betterAuth({
    baseURL: appUrl,
    secret: required("BETTER_AUTH_SECRET"),
    trustedOrigins: origins(appUrl),
    database: prismaAdapter(database(), { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash: stored, password }) => verifyPassword(stored, password) },
    },
    // Signing in and up have one door, our own actions, which count tries per account and per address.
    disabledPaths: ["/sign-in/email", "/sign-up/email", "/change-email", "/update-user", "/delete-user"],
    rateLimit: { enabled: true, storage: "database", modelName: "rateLimit" },
    advanced: {
      // Cookies do not tell ports apart, so two installs on one machine would sign each other out.
      cookiePrefix: `nablab-${new URL(appUrl).port || "web"}`,
      useSecureCookies: appUrl.startsWith("https:"),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    logger: { level: "error" },
  } satisfies BetterAuthOptions);
}

/** Set by the web server from the connection itself; what a client sends under this name is overwritten. */
export const ADDRESS_HEADER = "x-nablab-ip";

const shared = globalThis as { nablabAuth?: ReturnType<typeof open> };

/** Made at the first use, since a build evaluates modules without a database. */
export const auth = (): ReturnType<typeof open> => {
  shared.nablabAuth ??= open();
  return shared.nablabAuth;
};
