// Grades what was packed in this Node and prints a line per answer: `node node.mjs <file> [training]`.
import { readFile } from "node:fs/promises";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { digests, type Packed } from "./digest.ts";

const [file = "", training] = process.argv.slice(2);
const runner = createLocalRunner({ deadlineMs: 600_000 });
for (const packed of JSON.parse(await readFile(file, "utf8")) as readonly Packed[])
  for (const line of await digests(packed, runner, training === "training")) console.log(line);
