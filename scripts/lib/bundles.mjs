import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { at } from "./paths.mjs";
import { Explained } from "./run.mjs";
import { hashInputs } from "./stamps.mjs";

const ownSources = [
  "lib",
  "generated/prisma",
  "generated/kernel",
  "generated/expression",
  "generated/engine-hash.ts",
  "package.json",
  "package-lock.json",
];

async function bundle(options) {
  const { build } = await import("esbuild");
  try {
    return await build({
      absWorkingDir: at(),
      bundle: true,
      format: "esm",
      logLevel: "silent",
      legalComments: "none",
      ...options,
    });
  } catch (error) {
    const messages = error.errors?.map(
      (e) => `${e.location ? `${e.location.file}:${e.location.line}: ` : ""}${e.text}`,
    );
    throw messages ? new Explained(`The bundle does not build:\n${messages.join("\n")}`) : error;
  }
}

/** One file for Node; packages stay in node_modules. */
const serverStep = (name, title, entry) => ({
  name,
  title,
  needs: [entry],
  stamp: `dist/.stamp-${name}`,
  outputs: [`dist/${name}.mjs`],
  fingerprint: () => hashInputs([...ownSources, "scripts/lib/bundles.mjs"]),
  run: () =>
    bundle({
      entryPoints: [entry],
      outfile: `dist/${name}.mjs`,
      platform: "node",
      target: "node20",
      packages: "external",
      loader: { ".wasm": "binary" },
      sourcemap: "linked",
    }),
});

export const serverSteps = [
  serverStep("sandbox-thread", "Bundling the sandbox thread", "lib/worker/sandbox-thread.ts"),
  serverStep("worker", "Bundling the grading worker", "lib/worker/main.ts"),
  serverStep("prepare", "Bundling what is prepared for grading", "lib/worker/prepare.ts"),
  serverStep("migrate", "Bundling the migrations", "lib/platform/db/migrate-main.ts"),
  serverStep("seed", "Bundling the demo course", "lib/platform/services/seed-main.ts"),
  serverStep("cli", "Bundling the command line", "lib/cli/main.ts"),
];

const vendor = "public/vendor";

/** Moves finished files to a folder named by their content, removes older ones, and returns the public path. */
function publish(name, building) {
  const hash = createHash("sha256");
  for (const file of fs.readdirSync(building).sort())
    hash.update(file).update(fs.readFileSync(path.join(building, file)));
  const folder = `${name}-${hash.digest("hex").slice(0, 12)}`;
  for (const old of fs.readdirSync(at(vendor))) {
    if (old.startsWith(`${name}-`) && at(vendor, old) !== building) fs.rmSync(at(vendor, old), { recursive: true });
  }
  fs.renameSync(building, at(vendor, folder));
  return `/vendor/${folder}`;
}

function freshFolder(name) {
  const folder = at(vendor, `.building-${name}`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

function writeManifest(file, doc, values) {
  const lines = Object.entries(values).map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`);
  fs.mkdirSync(at("generated"), { recursive: true });
  fs.writeFileSync(at("generated", file), `// ${doc}\n${lines.join("\n")}\n`);
}

const browser = {
  platform: "browser",
  target: "es2022",
  minify: true,
  define: { "process.env.NODE_ENV": '"production"' },
};

const monacoStep = {
  name: "monaco",
  title: "Bundling the editor",
  stamp: `${vendor}/.stamp-monaco`,
  outputs: ["generated/monaco.ts"],
  fingerprint: () => hashInputs(["package-lock.json", "scripts/lib/bundles.mjs", "scripts/monaco"]),
  async run() {
    const building = freshFolder("monaco");
    const shared = { ...browser, outdir: building, loader: { ".ttf": "file" }, assetNames: "[name]" };
    await bundle({ ...shared, entryPoints: { monaco: "scripts/monaco/main.js" } });
    await bundle({
      ...shared,
      format: "iife",
      entryPoints: { "editor.worker": "monaco-editor/editor/editor.worker.js" },
    });
    await bundle({
      ...shared,
      format: "iife",
      entryPoints: { "ts.worker": "monaco-editor/language/typescript/ts.worker.js" },
    });
    const base = publish("monaco", building);
    writeManifest(
      "monaco.ts",
      "Where the bundled editor lies: monaco.js, monaco.css, editor.worker.js, ts.worker.js.",
      {
        monacoBase: base,
      },
    );
  },
};

const runWorkerEntry = "lib/worker/browser.ts";
const quickjsWasm = "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm";
const sandboxStep = {
  name: "sandbox",
  title: "Bundling the browser's sandbox",
  needs: [runWorkerEntry],
  stamp: `${vendor}/.stamp-sandbox`,
  outputs: ["generated/browser-worker.ts"],
  fingerprint: () => hashInputs([...ownSources, "scripts/lib/bundles.mjs"]),
  async run() {
    const building = freshFolder("sandbox");
    await bundle({
      ...browser,
      outdir: building,
      entryPoints: { "run-worker": runWorkerEntry },
      loader: { ".wasm": "binary" },
    });
    fs.copyFileSync(at(quickjsWasm), path.join(building, "emscripten-module.wasm"));
    const base = publish("sandbox", building);
    writeManifest("browser-worker.ts", "Where the browser's sandbox worker and its QuickJS module lie.", {
      runWorkerUrl: `${base}/run-worker.js`,
      quickjsWasmUrl: `${base}/emscripten-module.wasm`,
    });
  },
};

export const browserSteps = [monacoStep, sandboxStep];
