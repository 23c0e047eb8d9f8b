import fs from "node:fs";
import { inData, writePrivately } from "./data.mjs";
import { whoIsRunning } from "./lock.mjs";

const file = inData("runtime.json");

/** Leaves the addresses and keys of the running product where `npm run worker` and `npm run nablab` find them. */
export const writeRuntime = (runtime) => writePrivately(file, runtime);
export const removeRuntime = () => fs.rmSync(file, { force: true });

/** The running product's environment for the worker and for the command line, or null where none runs here. */
export async function readRuntime() {
  if (!fs.existsSync(file) || !(await whoIsRunning())) return null;
  return JSON.parse(fs.readFileSync(file, "utf8"));
}
