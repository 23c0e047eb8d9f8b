import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { at } from "./lib/paths.mjs";
import { supervisor } from "./lib/supervise.mjs";
import { closeNow, waitingServer } from "./lib/waiting-page.mjs";

const node = (script: string) =>
  spawn(process.execPath, ["-e", `${script}; console.log("up")`], { stdio: ["ignore", "pipe", "ignore"] });
const part = (name: string, script: string, grace = 5000) => ({
  name,
  signal: "SIGTERM",
  grace,
  spawn: () => node(script),
});

describe("the supervisor", () => {
  it("starts a part again with growing pauses, and gives up after five times in a minute", async () => {
    const said: string[] = [];
    const verdict = await new Promise<string>((giveUp) => {
      const one = supervisor({ say: (sentence: string) => said.push(sentence), giveUp });
      one.start(part("The doomed", "process.exit(3)"));
    });
    expect(said.map((sentence) => sentence.match(/in ([\d.]+) s/)?.[1])).toEqual(["0.1", "0.2", "0.4", "0.8", "1.6"]);
    expect(verdict).toMatch(/^The doomed ended 6 times within a minute \(last: exit code 3\)/);
  });

  it("stops groups one after the other, waits for what a part finishes, and kills what does not end", async () => {
    const one = supervisor({ say: () => {}, giveUp: () => {} });
    const ended: string[] = [];
    const start = async (name: string, script: string, grace?: number) => {
      const it = part(name, script, grace);
      const child = one.start(it);
      child?.once("exit", (_code: number | null, signal: string | null) =>
        ended.push(`${name} ${signal ?? "by itself"}`),
      );
      if (child?.stdout) await once(child.stdout, "data");
      return it;
    };
    const drains = await start(
      "drains",
      'process.on("SIGTERM", () => setTimeout(() => process.exit(), 300)); setInterval(() => {}, 1000)',
    );
    const deaf = await start("deaf", 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', 800);
    const last = await start("last", "setInterval(() => {}, 1000)");
    await one.stopAll([[drains, deaf], [last]]);
    expect(ended).toEqual(["drains by itself", "deaf SIGKILL", "last SIGTERM"]);
  });
});

const server = `
  import http from "node:http";
  const server = http.createServer((request, response) => {
    if (request.url === "/stream") return response.write("data: open\\n\\n");
    response.end(JSON.stringify(request.headers));
  });
  process.on("SIGTERM", () => server.close(() => process.exit(0)));
  server.listen(Number(process.env.PORT), "127.0.0.1");
`;

function serve(port: number): ChildProcess {
  const args = ["--import", at("scripts", "lib", "preload.mjs"), "--input-type=module", "-e", server];
  const env = { ...process.env, PORT: String(port), NABLAB_SUPERVISED: "1" };
  return spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

async function answer(url: string) {
  for (let i = 0; i < 200; i++) {
    const response = await fetch(url, { headers: { "x-nablab-ip": "203.0.113.9" } }).catch(() => null);
    if (response?.ok) return response;
    await sleep(20);
  }
  throw new Error(`${url} did not answer`);
}

describe("a supervised server", () => {
  it("takes the port when the waiting page leaves it, knows the true client, and ends in time though a stream is open", async () => {
    const waiting = waitingServer(() => "Building the pages");
    await new Promise<void>((resolve) => waiting.listen(0, "127.0.0.1", resolve));
    const { port } = waiting.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const child = serve(port);
    await once(child, "message");
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining("Building the pages")]);
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ step: "Building the pages" });

    await closeNow(waiting);
    child.send("port free");
    expect(await (await answer(url)).json()).toMatchObject({ "x-nablab-ip": "127.0.0.1" });

    const stream = http.get(`${url}/stream`).on("error", () => {});
    await once(stream, "response");
    const began = performance.now();
    child.kill("SIGTERM");
    await once(child, "exit");
    const seconds = (performance.now() - began) / 1000;
    expect(seconds).toBeGreaterThan(0.9);
    expect(seconds).toBeLessThan(3);
  });

  it("ends when its supervisor is gone", async () => {
    const child = serve(0);
    await once(child, "message");
    child.disconnect();
    await once(child, "exit");
    expect(child.exitCode).toBe(0);
  });
});
