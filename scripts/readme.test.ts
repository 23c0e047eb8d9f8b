import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { at } from "./lib/paths.mjs";

const documents = ["README.md", "CONTRIBUTING.md"];
const scripts: Readonly<Record<string, string>> = JSON.parse(fs.readFileSync(at("package.json"), "utf8")).scripts;

/** The lines of the shell blocks of a document. */
const commandsOf = (file: string) =>
  [...fs.readFileSync(at(file), "utf8").matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    (block ?? "").trim().split("\n"),
  );

/** These run in tests of their own: a start in start.test.ts, the whole suite around this file. */
const coveredElsewhere = ["npm start", "npm test", "npm run dev"];

describe("the documents", () => {
  it.each(documents.flatMap((file) => commandsOf(file).map((command) => [file, command])))(
    "%s: %s runs",
    (_file, command) => {
      const [, name, rest] = command.match(/^npm (?:run )?([\w-]+)(?: -- (.*))?$/) ?? [];
      expect(Object.keys(scripts)).toContain(name);
      if (coveredElsewhere.includes(command)) return;
      const [, script, ...fixed] = (scripts[name ?? ""] ?? "").split(" ");
      const args = [at(script ?? ""), ...fixed, ...(rest?.split(" ") ?? [])];
      expect(execFileSync(process.execPath, args, { cwd: at(), encoding: "utf8" })).not.toBe("");
    },
    180_000,
  );

  it("name only scripts, files and folders that exist", () => {
    for (const file of [...documents, "ARCHITECTURE.md"]) {
      const text = fs.readFileSync(at(file), "utf8");
      for (const [, name] of text.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts), file).toContain(name);
      for (const [, path] of text.matchAll(
        /(?:`|\]\()((?:lib|app|scripts|exercises|lessons|prisma|e2e|bench|docs)\/[\w./-]*|[A-Z]+\.md)[`)]/g,
      )) {
        expect(fs.existsSync(at(path ?? "")), `${file} names ${path}`).toBe(true);
      }
    }
  });
});
