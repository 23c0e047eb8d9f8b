import { dataFolder } from "./data.mjs";
import { root } from "./paths.mjs";

/** The demo's people: who they are and where they sign in is printed at each start. */
export const demoRoles = ["student", "assistant", "instructor"];
export const demoEmail = (role) => `${role}@demo.nablab.local`;

/** What every process of the product is told. */
export function commonEnvironment(secrets, appUrl) {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    APP_URL: appUrl,
    NABLAB_ROOT: root,
    NABLAB_DATA: dataFolder,
    NABLAB_SERVER_KEY: process.env.NABLAB_SERVER_KEY ?? secrets.serverKey,
    BETTER_AUTH_SECRET: process.env.BETTER_AUTH_SECRET ?? secrets.authSecret,
  };
}

/** Whether the demo's people are made: in our own database yes, in one that DATABASE_URL names only with NABLAB_DEMO=yes. */
export const hasDemo = () => (process.env.NABLAB_DEMO || (process.env.DATABASE_URL ? "no" : "yes")) === "yes";

/** Migrations and seeding run as the owner; only the seed knows the demo's passwords. */
export function ownerEnvironment(common, urls, secrets) {
  const passwords = (hasDemo() ? demoRoles : []).map((role) => [
    `NABLAB_DEMO_${role.toUpperCase()}_PASSWORD`,
    secrets.demo[role],
  ]);
  return { ...common, DATABASE_OWNER_URL: urls.owner, DATABASE_URL: urls.owner, ...Object.fromEntries(passwords) };
}

export const webEnvironment = (common, urls, { port, host }) => ({
  ...common,
  DATABASE_URL: urls.web,
  DATABASE_LISTEN_URL: urls.web,
  DATABASE_OWNER_URL: undefined,
  PORT: String(port),
  HOSTNAME: host,
});

export const workerEnvironment = (common, urls) => ({
  ...common,
  DATABASE_URL: urls.worker,
  DATABASE_OWNER_URL: undefined,
});
