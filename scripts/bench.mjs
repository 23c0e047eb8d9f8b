// `npm run bench`: every figure of bench/README.md, one after the other; `npm run bench -- kernel` runs one of them.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { at, root } from "./lib/paths.mjs";
import { freePort } from "./lib/ports.mjs";
import { explainAndExit, setup } from "./lib/setup.mjs";

const rows = [
  { name: "kernel", title: "Training in the sandbox against NumPy", file: "bench/kernel-training.ts", product: false },
  { name: "sandbox", title: "Fresh runs and kills", file: "bench/sandbox-run.ts", product: false },
  {
    name: "gradings",
    title: "Gradings of one core, and a numeric gradient check",
    file: "bench/gradings.ts",
    product: false,
  },
  { name: "rss", title: "A worker's memory over many gradings", file: "bench/rss.ts", product: false },
  { name: "fuzz", title: "Random calls of the kernel", file: "bench/fuzz.ts", product: false },
  { name: "diagnosis", title: "Slips named, one style left out", file: "bench/diagnosis.ts", product: false },
  { name: "trace", title: "Following a gradient to its first wrong step", file: "bench/trace.ts", product: false },
  { name: "pages", title: "Run and Submit in the browser", file: "bench/pages.ts", product: true },
];

function run(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}`))));
  });
}

/** Starts the product with data of its own, calls `use` with where it is, and stops it. */
async function withProduct(use) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "nablab-bench-"));
  fs.chmodSync(data, 0o711);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const product = spawn(process.execPath, [at("scripts/start.mjs")], {
    cwd: root,
    env: { ...process.env, PORT: String(port), NABLAB_DATA: data, HOST: "" },
    stdio: "ignore",
  });
  const gone = new Promise((resolve) => product.on("close", resolve));
  try {
    for (let tries = 0; ; tries++) {
      const answer = await fetch(`${url}/api/health`).catch(() => null);
      if (answer?.ok) break;
      if (tries > 600) throw new Error("the product did not start within ten minutes");
      await new Promise((later) => setTimeout(later, 1000));
    }
    await use({ NABLAB_E2E_URL: url, NABLAB_DATA: data });
  } finally {
    product.kill("SIGINT");
    await gone;
    fs.rmSync(data, { recursive: true, force: true });
  }
}

try {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !rows.some((row) => row.name === name));
  if (unknown !== undefined) {
    console.error(`There is no figure called ${unknown}. There are: ${rows.map(({ name }) => name).join(", ")}.`);
    process.exit(2);
  }
  await setup({ say: (step) => console.log(`${step} …`) });
  console.log(`${os.cpus()[0]?.model ?? "unknown processor"}, ${os.cpus().length} cores, Node ${process.version}`);
  for (const { title, file, product } of rows.filter((row) => wanted.length === 0 || wanted.includes(row.name))) {
    console.log(`\n== ${title}`);
    const measure = (env) => run([at("node_modules/tsx/dist/cli.mjs"), at(file)], env);
    await (product ? withProduct(measure) : measure({}));
  }
} catch (error) {
  explainAndExit(error);
}
