import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** For tests: the thread's bundle made from today's sources. Gives the file. */
export async function bundleThread(): Promise<string> {
  const folder = join(process.cwd(), "node_modules", ".cache", "nablab");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `sandbox-thread-${process.pid}.mjs`);
  await build({
    entryPoints: [join(process.cwd(), "lib", "worker", "sandbox-thread.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "silent",
  });
  return outfile;
}
