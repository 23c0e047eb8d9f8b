import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { exercisesRoot } from "./content.ts";

/** Measures the figures of bench/README.md: the named ones, or all of them. */
export async function bench(figures: readonly string[]): Promise<void> {
  const script = join(exercisesRoot(), "..", "scripts", "bench.mjs");
  const child = spawn(process.execPath, [script, ...figures], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  process.exitCode = typeof code === "number" ? code : 1;
}
