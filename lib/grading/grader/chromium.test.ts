import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "#lib/core/answer.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, type Exercise, PRINTED } from "../exercise/index.ts";
import { loadExercise } from "../exercise/node.ts";
import { type GradeOptions, grade } from "./index.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** Only for this test: no bundle that is served has the grader beside an exercise's files. */
const PAGE = `
import { createLocalRunner } from "./lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED } from "./lib/grading/exercise/index.ts";
import { grade } from "./lib/grading/grader/index.ts";

globalThis.reportOf = async (spec, files, hash, answer, options) => {
  const runner = createLocalRunner({ wasmLocation: new URL("/engine.wasm", location.href).href, deadlineMs: 60_000 });
  const exercise = { spec, files: new Map(files), hash };
  const variant = await drawVariant(exercise, answer.values === undefined ? "${PRINTED}" : "7", runner);
  if (!variant.ok) throw new Error(variant.error.message);
  return JSON.stringify(await grade(exercise, variant.value, answer, runner, options));
};
`;

async function reportHere(exercise: Exercise, answer: Answer, options: GradeOptions): Promise<string> {
  const runner = createLocalRunner({ deadlineMs: 60_000 });
  const variant = await drawVariant(exercise, answer.values === undefined ? PRINTED : "7", runner);
  if (!variant.ok) throw new Error(variant.error.message);
  return JSON.stringify(await grade(exercise, variant.value, answer, runner, options));
}

const file = (path: string): string => readFileSync(join(root, "exercises", path), "utf8");

const ANSWERS: readonly (readonly [string, string, Answer])[] = [
  [
    "code with a known mistake, training included",
    "tanh-swap",
    { implement: { kind: "code", source: file("tanh-swap/mistakes/sigmoid-slope.ts") } },
  ],
  [
    "code in plain loops with the guest's own Math",
    "sin-regression",
    { implement: { kind: "code", source: file("sin-regression/alternatives/loops.ts") } },
  ],
  [
    "a worksheet of a drawn variant",
    "manual-backprop",
    {
      values: {
        kind: "worksheet",
        fields: { z1: ["1.1", "2"], a1: ["0.750260", "0.880797"], z2: ["1.4"], newW1: ["0.5", "0.3", "0.2", "0.8"] },
      },
    },
  ],
  [
    "a derivation and prose",
    "two-hidden-layers",
    {
      lines: { kind: "derivation", lines: { delta3: "y - yhat", delta2: "W3^T delta3 .* g'(z2)", dW1: "x" } },
      words: { kind: "text", text: "Backwards." },
    },
  ],
  [
    "a derivation in steps, with the small case in which one does not follow",
    "x-tanh-x",
    {
      slope: {
        kind: "derivation",
        lines: { df: "\\frac{df}{dx} = \\tanh x + x\\operatorname{sech}^2 x\n= tanh(x) + x - tanh(x)^2" },
      },
    },
  ],
];

describe("a report made in Chromium", () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: PAGE, resolveDir: root, loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
      logLevel: "silent",
    });
    const wasm = join(root, "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm");
    const files: { readonly [path: string]: readonly [type: string, body: string | Buffer] } = {
      "/": ["text/html", '<!doctype html><title>grader</title><script type="module" src="/page.js"></script>'],
      "/page.js": ["text/javascript", outputFiles[0]?.text ?? ""],
      "/engine.wasm": ["application/wasm", readFileSync(wasm)],
    };
    server = createServer((request, response) => {
      const [type, body] = files[request.url ?? ""] ?? ["text/plain", ""];
      response.writeHead(200, { "content-type": type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { chromiumArgs, findChromium } = await import("../../../scripts/lib/chromium.mjs");
    browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumArgs] });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction("globalThis.reportOf !== undefined");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it.each(ANSWERS)("has the same bytes as one made in Node: %s", { timeout: 240_000 }, async (_, slug, answer) => {
    const loaded = await loadExercise(join(root, "exercises", slug));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
    const { spec, files, hash } = loaded.value;
    // Training in plain loops takes a minute and shows nothing that the other checks do not.
    const options: GradeOptions = { hiddenSeed: "hidden", without: slug === "tanh-swap" ? [] : ["trains"] };
    const there = await page.evaluate(
      (args) => (globalThis as unknown as { reportOf: (...args: unknown[]) => Promise<string> }).reportOf(...args),
      [spec, [...files], hash, answer, options] as unknown[],
    );
    expect(there).toBe(await reportHere(loaded.value, answer, options));
    expect(there.length).toBeGreaterThan(1000);
  });
});
