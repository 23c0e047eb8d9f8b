import { hash, verify } from "@node-rs/argon2";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { database } from "#lib/platform/db/index.ts";

/** argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

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

function open() {
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
      password: { hash: hashPassword, verify: ({ hash: stored, password }) => verify(stored, password) },
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
