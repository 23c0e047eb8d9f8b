import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const bundle = (source: { readonly entry: string } | { readonly text: string }) =>
  build({
    ...("entry" in source
      ? { entryPoints: [source.entry] }
      : { stdin: { contents: source.text, resolveDir: process.cwd(), loader: "ts" } }),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "silent",
  });

describe("the bundle for browsers", () => {
  it("needs nothing of Node and carries one build of the engine", { timeout: 60_000 }, async () => {
    const { outputFiles, metafile } = await bundle({ entry: "lib/worker/browser.ts" });
    const text = outputFiles.map((file) => file.text).join("\n");
    expect(text).not.toMatch(/["']node:/);
    expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))).toEqual([]);
    const carried = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    const variants = carried.filter((path) => path.includes("@jitl/quickjs-") && path.includes("emscripten-module"));
    expect(variants).toEqual([
      expect.stringContaining("quickjs-wasmfile-release-sync/dist/emscripten-module.browser.mjs"),
    ]);
  });

  it("would be noticed to need Node", async () => {
    await expect(
      bundle({ text: 'import { readFileSync } from "node:fs"; console.log(readFileSync);' }),
    ).rejects.toThrow(/node:fs/);
    await expect(
      bundle({ text: 'import { createPoolRunner } from "./lib/grading/sandbox/node.ts"; createPoolRunner();' }),
    ).rejects.toThrow(/node:/);
  });
});
