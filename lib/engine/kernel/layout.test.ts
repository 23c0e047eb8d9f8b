import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { operations } from "#lib/engine/tensor/index.ts";
import { kernelSha256 } from "./index.ts";
import * as layout from "./layout.ts";

const constants = (file: string) =>
  new Map(
    [...readFileSync(new URL(file, import.meta.url), "utf8").matchAll(/export const (\w+): \w+ = (-?\w+);/g)].map(
      ([, name = "", value]) => [name, Number(value)] as const,
    ),
  );

test("the kernel's hash is that of the wasm file it was built to", () => {
  const file = readFileSync("generated/kernel/kernel.wasm");
  expect(createHash("sha256").update(file).digest("hex")).toBe(kernelSha256);
});

test("host and kernel agree on every address and status that both name", () => {
  const kernel = constants("assembly/layout.ts");
  for (const [name, value] of Object.entries(layout)) expect([name, kernel.get(name)]).toEqual([name, value]);
});

test("the table of operations and the kernel agree on every number", () => {
  const codes = constants("assembly/codes.ts");
  const own = new Map(operations.map((o) => [o.name.replace(/([A-Z])/g, "_$1").toUpperCase(), o.code]));
  const marks = ["MATH", "HOST", "SLOTS", "IN_PLACE"]; // where a range begins
  for (const [name, code] of codes) if (!marks.includes(name)) expect([name, own.get(name)]).toEqual([name, code]);
  expect(new Set(operations.map((o) => o.code)).size).toBe(operations.length);
});
