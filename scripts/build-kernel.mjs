// Builds the numeric kernel: AssemblyScript in lib/engine/kernel/assembly → generated/kernel/kernel.wasm, and the same
// bytes as a module (generated/kernel/kernel-bytes.ts) that Node, bundlers and workers load without a fetch.
// `npm run setup` calls `buildKernel`; `node scripts/build-kernel.mjs` runs it alone.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = "lib/engine/kernel/assembly/index.ts";
const folder = join(root, "generated/kernel");

/** Fixed flags: no relaxed SIMD, no fused multiply-add, no static data (tables are placed where the host says). */
const flags = [
  ...["-O3", "--converge", "--runtime", "stub", "--importMemory", "--initialMemory", "1", "--noExportMemory"],
  ...["--enable", "simd", "--disable", "relaxed-simd", "--noAssert", "--use", "abort="],
];

/** Gives the SHA-256 of the wasm file; throws with the compiler's own words when the source does not compile. */
export async function buildKernel() {
  const asc = await import("assemblyscript/asc");
  await mkdir(folder, { recursive: true });
  const wasm = join(folder, "kernel.wasm");
  const { error, stderr } = await asc.main([source, "-o", wasm, ...flags, "--baseDir", root]);
  if (error) throw new Error(`The kernel does not compile.\n${stderr.toString()}`);
  const bytes = await readFile(wasm);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const text = [
    "// Made by scripts/build-kernel.mjs from lib/engine/kernel/assembly; do not edit.",
    `export const kernelSha256 = "${sha256}";`,
    `export const kernelBase64 =\n  "${bytes.toString("base64")}";`,
    "",
  ].join("\n");
  await writeFile(join(folder, "kernel-bytes.ts"), text);
  return sha256;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sha256 = await buildKernel();
  console.log(`kernel ${sha256.slice(0, 12)} → generated/kernel/`);
}
