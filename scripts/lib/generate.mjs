import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { engineInputs, writeEngineHash } from "../engine-hash.mjs";
import { at } from "./paths.mjs";
import { runNode } from "./run.mjs";
import { hashInputs } from "./stamps.mjs";

export const prismaStep = {
  name: "prisma",
  title: "Generating the database client",
  needs: ["prisma/schema.prisma"],
  stamp: "generated/prisma/.stamp",
  outputs: ["generated/prisma/client.ts"],
  fingerprint: () => hashInputs(["prisma/schema.prisma", "package-lock.json", "scripts/lib/generate.mjs"]),
  async run() {
    // The schema engine is not needed to generate, but the command downloads it unless one is named.
    const env = {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    };
    const args = ["generate", "--schema", at("prisma", "schema.prisma")];
    await runNode(at("node_modules", "prisma", "build", "index.js"), args, { env, title: "prisma generate" });
  },
};

export const kernelStep = {
  name: "kernel",
  title: "Compiling the numeric kernel",
  needs: ["scripts/build-kernel.mjs", "lib/engine/kernel/assembly"],
  stamp: "generated/kernel/.stamp",
  fingerprint: () => hashInputs(["scripts/build-kernel.mjs", "lib/engine/kernel/assembly", "package-lock.json"]),
  async run() {
    const { buildKernel } = await import(pathToFileURL(at("scripts", "build-kernel.mjs")).href);
    await buildKernel();
  },
};

const grammar = "lib/engine/expression/grammar.peggy";
export const grammarStep = {
  name: "grammar",
  title: "Generating the formula parser",
  needs: [grammar],
  stamp: "generated/expression/.stamp",
  outputs: ["generated/expression/parser.js", "generated/expression/parser.d.ts"],
  fingerprint: () => hashInputs([grammar, "package-lock.json", "scripts/lib/generate.mjs"]),
  async run() {
    const { default: peggy } = await import("peggy");
    const source = peggy.generate(fs.readFileSync(at(grammar), "utf8"), {
      output: "source",
      format: "es",
      grammarSource: grammar,
      // Every place is read once by each rule, so that no brackets take exponential time.
      cache: true,
      allowedStartRules: ["Start", "Quiet"],
    });
    const folder = at("generated", "expression");
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "parser.js"), source);
    fs.writeFileSync(path.join(folder, "parser.d.ts"), parserTypes);
  },
};

/** After the kernel, whose bytes it covers. */
export const engineHashStep = {
  name: "engine-hash",
  title: "Naming the engine",
  stamp: "generated/.stamp-engine-hash",
  outputs: ["generated/engine-hash.ts"],
  fingerprint: () => hashInputs([...engineInputs, "scripts/engine-hash.mjs"]),
  run: writeEngineHash,
};

const parserTypes = `export interface Place { offset: number; line: number; column: number }
export interface Range { source: unknown; start: Place; end: Place }
export class SyntaxError extends globalThis.SyntaxError {
  expected: { type: string; text?: string; description?: string }[] | null;
  found: string | null;
  location: Range;
}
export function parse(input: string, options?: { startRule?: string; grammarSource?: string; [option: string]: unknown }): unknown;
`;
