import fs from "node:fs";
import { at } from "./paths.mjs";
import { runNode } from "./run.mjs";
import { hashInputs, unlessStamped } from "./stamps.mjs";

const inputs = [
  "app",
  "lib",
  "generated",
  "lessons",
  "exercises",
  "public",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
  "scripts/lib/web-build.mjs",
];

/** Copies what Next leaves out of its standalone folder. */
function completeStandalone() {
  const pairs = [
    [at(".next", "static"), at(".next", "standalone", ".next", "static")],
    [at("public"), at(".next", "standalone", "public")],
  ];
  for (const [from, to] of pairs) {
    fs.rmSync(to, { recursive: true, force: true });
    if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
  }
}

/** Builds the pages if anything they are made of has changed. */
export const buildWeb = (say) =>
  unlessStamped({
    stamp: ".next/standalone/.stamp",
    outputs: [".next/standalone/server.js"],
    fingerprint: () => hashInputs(inputs),
    async run() {
      say("Building the pages");
      const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
      await runNode(at("node_modules", "next", "dist", "bin", "next"), ["build"], { env, title: "next build" });
      completeStandalone();
    },
  });
