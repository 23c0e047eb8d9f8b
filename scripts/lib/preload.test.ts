import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { expect, it } from "vitest";

const server = `
  const http = await import("node:http");
  http.createServer((_, response) => response.end("made")).listen(0, "127.0.0.1", function () {
    console.log(this.address().port);
  });`;

async function statusOf(port: number, method: string): Promise<number | undefined> {
  const request = http.request({ port, host: "127.0.0.1", method });
  request.end();
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  response.resume();
  return response.statusCode;
}

it("A server answers TRACE with 405 and leaves what can be asked to the pages", async () => {
  const child = spawn(
    process.execPath,
    ["--import", "./scripts/lib/preload.mjs", "--input-type=module", "-e", server],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const port = Number(line.toString());
    expect(await statusOf(port, "TRACE")).toBe(405);
    expect(await statusOf(port, "GET")).toBe(200);
    expect(await statusOf(port, "POST")).toBe(200);
  } finally {
    child.kill("SIGKILL");
  }
});
