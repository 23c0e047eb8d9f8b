// Writes generated/engine-hash.ts: SHA-256 over everything that decides a verdict, so that a report names the engine that made it.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(fileURLToPath(import.meta.url), "..", "..");

/** Interpreter, kernel, type stripper, then our own: harness, operations, grammar, checks and draws. */
export const engineInputs = [
  "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm",
  "node_modules/@jitl/quickjs-wasmfile-release-sync/package.json",
  "node_modules/quickjs-emscripten/package.json",
  "node_modules/sucrase/package.json",
  "generated/kernel/kernel.wasm",
  "lib/core",
  "lib/engine/kernel",
  "lib/engine/tensor",
  "lib/engine/autodiff",
  "lib/engine/expression",
  "lib/grading/exercise",
  "lib/grading/sandbox",
  "lib/grading/slip",
  "lib/grading/grader",
];

const COUNTS = /\.(ts|peggy|wasm|json)$/;
const TEST = /\.test\.ts$|(^|\/)(tables|testing|corpus)\//;

/** What decides the numbers of a training run; wording and other checks may change without measuring again. */
const runInputs = [
  ...engineInputs.filter((input) => /^(node_modules|generated)/.test(input)),
  "lib/core/random.ts",
  "lib/engine/tensor",
  "lib/grading/sandbox/harness",
  "lib/grading/sandbox/boundary",
  "lib/grading/grader/code/trains.ts",
];

/** The files behind the hash, as paths from the checkout, sorted. */
export function engineFiles(inputs = engineInputs) {
  return inputs
    .flatMap((input) => walk(input))
    .filter((file) => COUNTS.test(file) && !TEST.test(file))
    .sort();
}

export function engineHash(inputs = engineInputs) {
  const hash = createHash("sha256");
  for (const file of engineFiles(inputs)) {
    const bytes = fs.readFileSync(path.join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

export function writeEngineHash() {
  const target = path.join(root, "generated", "engine-hash.ts");
  const text = `// SHA-256 over interpreter, kernel, harness, type stripper, grammar and grader.\nexport const ENGINE_HASH = "${engineHash()}";
// The part of it that decides the numbers of a run.
export const RUN_HASH = "${engineHash(runInputs)}";
`;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (!fs.existsSync(target) || fs.readFileSync(target, "utf8") !== text) fs.writeFileSync(target, text);
}

function walk(input) {
  const at = path.join(root, input);
  if (!fs.existsSync(at)) return [];
  if (!fs.statSync(at).isDirectory()) return [input];
  return fs.readdirSync(at).flatMap((name) => walk(`${input}/${name}`));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeEngineHash();
