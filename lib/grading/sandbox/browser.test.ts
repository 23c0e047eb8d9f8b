import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOSTILE } from "./hostile/programs.ts";
import { requestFor } from "./hostile/row.ts";
import { createLocalRunner } from "./index.ts";
import { written } from "./testing.ts";
import { REQUESTS } from "./testing-requests.ts";

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
    await expect(bundle({ text: 'import fs from "node:fs"; console.log(fs);' })).rejects.toThrow(/node:fs/);
    const pool = 'import { createPoolRunner } from "./lib/grading/sandbox/node.ts"; createPoolRunner();';
    await expect(bundle({ text: pool })).rejects.toThrow(/node:/);
  });
});

const PAGE = `
import { createBrowserRunner } from "./lib/grading/sandbox/browser.ts";
import { asked, written } from "./lib/grading/sandbox/testing.ts";
import { HOSTILE } from "./lib/grading/sandbox/hostile/programs.ts";
import { requestFor } from "./lib/grading/sandbox/hostile/row.ts";
import { REQUESTS } from "./lib/grading/sandbox/testing-requests.ts";

const made = (deadlineMs: number) => createBrowserRunner({ workerUrl: "/worker.js", wasmUrl: "/engine.wasm", deadlineMs });
const endless = { budget: { fuel: 1e9, tensorBytes: 1 << 20 } };

Object.assign(globalThis, {
  outcomes: async () => {
    const runner = made(60_000);
    const all: string[] = [];
    for (const request of REQUESTS) all.push(written(await runner.run(request)));
    runner.close();
    return all;
  },
  hostile: async (names: string[]) => {
    const runner = made(60_000);
    const all: string[] = [];
    for (const row of HOSTILE.filter(({ name }) => names.includes(name))) all.push(written(await runner.run(requestFor(row, row.source ?? ""))));
    runner.close();
    return all;
  },
  stopped: async () => {
    const runner = made(60_000);
    const points: unknown[] = [];
    const source = "export const f = () => { for (let i = 0; ; i++) { progress(i, 1); nd.ones(50, 50); } }";
    const started = runner.start({ type: "run", request: asked(source, [{ fn: "f" }], endless) }, { onProgress: (batch) => points.push(...batch) });
    while (points.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    runner.stop();
    const after = await runner.run(asked("export const f = () => 1", [{ fn: "f" }]));
    runner.close();
    return [(await started).stopped, after.status];
  },
  ended: async () => {
    const runner = made(2000);
    const source = 'export const f = () => new Array(1e9) + ""';
    const outcome = await runner.run(asked(source, [{ fn: "f" }], endless));
    const after = await runner.run(asked("export const f = () => 1", [{ fn: "f" }]));
    runner.close();
    return [outcome, after.status];
  },
});
`;

describe("a runner in a page", () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const [worker, own] = await Promise.all([bundle({ entry: "lib/worker/browser.ts" }), bundle({ text: PAGE })]);
    const wasm = "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm";
    const files: { readonly [path: string]: readonly [type: string, body: string | Buffer] } = {
      "/": ["text/html", '<!doctype html><title>runner</title><script type="module" src="/page.js"></script>'],
      "/page.js": ["text/javascript", own.outputFiles[0]?.text ?? ""],
      "/worker.js": ["text/javascript", worker.outputFiles[0]?.text ?? ""],
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
    await page.waitForFunction("globalThis.outcomes !== undefined");
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it("gives the same bytes as Node for every end", { timeout: 120_000 }, async () => {
    const runner = createLocalRunner({ deadlineMs: 60_000 });
    const here: string[] = [];
    for (const request of REQUESTS) here.push(written(await runner.run(request)));
    expect(await page.evaluate("outcomes()")).toEqual(here);
  });

  it("gives the same bytes as Node for hostile answers, the fuel of those that run out among them", {
    timeout: 120_000,
  }, async () => {
    const rows = HOSTILE.filter(
      (row) =>
        row.source !== undefined &&
        !row.thread &&
        !row.bigStack &&
        (row.end === "outOfBudget" || (row.threat > 10 && row.end !== "outOfMemory") || row.name.startsWith("tensor-")),
    );
    const runner = createLocalRunner({ deadlineMs: 60_000 });
    const here: string[] = [];
    for (const row of rows) here.push(`${row.name} ${written(await runner.run(requestFor(row, row.source ?? "")))}`);
    const names = rows.map(({ name }) => name);
    const there = (await page.evaluate(`hostile(${JSON.stringify(names)})`)) as string[];
    expect(there.map((text, i) => `${names[i]} ${text}`)).toEqual(here);
    expect(here.filter((text) => text.includes('"outOfBudget"')).length).toBeGreaterThan(40);
  });

  it("streams progress, stops when the person says so, and is ready again", async () => {
    expect(await page.evaluate("stopped()")).toEqual(["person", "ok"]);
  });

  it("ends what cannot be interrupted by the clock, and is ready again", async () => {
    expect(await page.evaluate("ended()")).toEqual([{ status: "killed", timesKilled: 1 }, "ok"]);
  });
});
