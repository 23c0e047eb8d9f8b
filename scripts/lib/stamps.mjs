import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { oneAtATime } from "./lock.mjs";
import { at, root } from "./paths.mjs";

const isTest = (name) => /\.(test|spec)\.tsx?$/.test(name);

/** Every file under the given files and folders (relative to the checkout), sorted; tests and dot files are left out. */
function filesUnder(inputs) {
  const found = [];
  const visit = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile()) found.push(file);
    else if (stat?.isDirectory()) {
      for (const name of fs.readdirSync(file)) {
        if (!name.startsWith(".") && name !== "node_modules" && !isTest(name)) visit(path.join(file, name));
      }
    }
  };
  for (const input of inputs) visit(at(input));
  return found.sort();
}

const digests = new Map();

/** Digest of one file; the same file is read once per process unless it changed meanwhile. */
function digestOf(file) {
  const { mtimeMs, size } = fs.statSync(file);
  const known = digests.get(file);
  if (known?.mtimeMs === mtimeMs && known.size === size) return known.digest;
  const digest = createHash("sha256").update(fs.readFileSync(file)).digest();
  digests.set(file, { mtimeMs, size, digest });
  return digest;
}

/**
 * Content hash (hex, 24 characters) of files and folders, their names, the version of Node and its platform.
 * A missing input counts as absent and changes the hash once it appears.
 */
export function hashInputs(inputs, salt = "") {
  const hash = createHash("sha256").update(`${process.version} ${process.platform}-${process.arch} ${salt}\n`);
  for (const file of filesUnder(inputs)) {
    hash.update(path.relative(root, file).split(path.sep).join("/")).update("\0").update(digestOf(file));
  }
  return hash.digest("hex").slice(0, 24);
}

const readStamp = (file) => {
  try {
    return fs.readFileSync(at(file), "utf8");
  } catch {
    return null;
  }
};

/** Whether the stamp says that a step was done with the inputs as they are, and its outputs are there. */
export const isFresh = ({ stamp, fingerprint, outputs = [] }) =>
  readStamp(stamp) === fingerprint() && outputs.every((output) => fs.existsSync(at(output)));

/**
 * Runs a step unless its stamp says that the same inputs were built before. The stamp lies beside the output,
 * so whoever deletes the output deletes the stamp; it is removed before the work and written after it, so a
 * step cut short is done again. The stamp is of the inputs as they were before the work: one that is edited meanwhile was not built.
 * @param {{ stamp: string, fingerprint: () => string, outputs?: string[], run: () => unknown }} step
 * @returns true if work was done.
 */
export async function unlessStamped({ stamp, fingerprint, outputs = [], run }) {
  if (isFresh({ stamp, fingerprint, outputs })) return false;
  return oneAtATime(async () => {
    if (isFresh({ stamp, fingerprint, outputs })) return false;
    const before = fingerprint();
    fs.rmSync(at(stamp), { force: true });
    await run();
    fs.mkdirSync(path.dirname(at(stamp)), { recursive: true });
    fs.writeFileSync(at(stamp), before);
    return true;
  });
}
