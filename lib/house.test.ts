import fs from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** Where each part of the house lies; the longest prefix wins. */
const places: Readonly<Record<string, string>> = {
  core: "lib/core/",
  kernel: "lib/engine/kernel/",
  tensor: "lib/engine/tensor/",
  autodiff: "lib/engine/autodiff/",
  expression: "lib/engine/expression/",
  exercise: "lib/grading/exercise/",
  sandbox: "lib/grading/sandbox/",
  slip: "lib/grading/slip/",
  grader: "lib/grading/grader/",
  assessment: "lib/platform/assessment/",
  db: "lib/platform/db/",
  queue: "lib/platform/queue/",
  auth: "lib/platform/auth/",
  text: "lib/platform/text/",
  services: "lib/platform/services/",
  worker: "lib/worker/",
  "browser worker": "lib/worker/browser",
  cli: "lib/cli/",
  app: "app/",
};

/** Who may import whom: downwards only, not transitive, and everyone may import core. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  kernel: [],
  tensor: ["kernel"],
  autodiff: ["tensor"],
  expression: ["tensor"],
  // The guest's interpreter lives in the kernel's memory, and calls it by operation number.
  sandbox: ["tensor", "kernel"],
  slip: ["expression"],
  exercise: [],
  grader: ["slip", "exercise", "expression", "autodiff", "tensor"],
  assessment: [],
  // A version of an exercise is stored as it was parsed, so its row has the exercise's types.
  db: ["exercise"],
  queue: ["db"],
  auth: ["db"],
  text: [],
  // What cannot be read is refused before it is recorded, and a preview is graded without a job: both need a sandbox.
  services: ["db", "queue", "auth", "assessment", "grader", "exercise", "text", "sandbox"],
  // The worker's process wires the queue to the service that grades, and closes the database at its end.
  worker: ["services", "queue", "db", "grader", "sandbox", "exercise"],
  "browser worker": ["grader", "sandbox", "exercise"],
  // `verify` holds solution, tape and central differences against one another.
  // `make-instructor` is the one command that needs the platform, and loads it only then. `verify` sets every text as a page would.
  cli: ["exercise", "sandbox", "slip", "grader", "autodiff", "tensor", "services", "text"],
  // The editor shows the declarations of `nd`, which lie beside its operations; the formula box reads what is typed.
  app: ["services", "text", "exercise", "sandbox", "tensor", "expression"],
};

/** These know no Node, no DOM, no Next and no database, but for the named doors. */
const pure = ["core", "kernel", "tensor", "autodiff", "expression", "slip", "grader", "assessment"];

/** The files of a folder that others may import, beside index.ts. */
const furtherDoors: Readonly<Record<string, readonly string[]>> = {
  exercise: ["node.ts"],
  sandbox: ["node.ts", "browser.ts"],
  // What only the worker may do: grade, and take over what another engine left.
  services: ["worker.ts"],
};

type Import = { readonly from: string; readonly specifier: string };

const specifiers = /(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)["']([^"'\n]+)["']/g;
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|(^|[^:"'`])\/\/.*$/gm, "$1");

function importsOf(file: string, source: string): readonly Import[] {
  return [...withoutComments(source).matchAll(specifiers)].map((match) => ({ from: file, specifier: match[1] ?? "" }));
}

/** The checkout's path that a specifier names, or null for a package. */
function target({ from, specifier }: Import): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(from), specifier) : null;
}

function placeOf(file: string): string | null {
  const matching = Object.entries(places).filter(([, prefix]) => file.startsWith(prefix));
  matching.sort(([, a], [, b]) => b.length - a.length);
  return matching[0]?.[0] ?? null;
}

const globals = /\b(?:document|navigator|localStorage|process|Buffer)\s*[.[]|\b__dirname\b/;
const foreign = /^(?:next|react|react-dom|server-only|@prisma|pg)(?:\/|$)|^#generated\/prisma/;

type Rule = (file: string, source: string) => readonly string[];

const followsArrows: Rule = (file, source) =>
  importsOf(file, source).flatMap((found) => {
    const [here, to] = [placeOf(file), target(found)];
    const there = to && placeOf(to);
    if (!here || !to || !there || here === there || there === "core") return [];
    // The entries of a worker share its folder.
    if (here === "browser worker" && there === "worker")
      return [`${file} imports ${to}: what runs in a browser knows no server`];
    if (arrows[here]?.includes(there)) return [];
    return [`${file} imports ${to}: there is no arrow from ${here} to ${there}`];
  });

const usesDoors: Rule = (file, source) =>
  importsOf(file, source).flatMap((found) => {
    const [here, to] = [placeOf(file), target(found)];
    const there = to && placeOf(to);
    if (!to || !there || here === there || there === "core" || there === "app") return [];
    const inside = to.slice((places[there] ?? "").length);
    const isDoor = inside === "index.ts" || furtherDoors[there]?.includes(inside);
    return isDoor ? [] : [`${file} imports ${to}, past the door of ${there}`];
  });

const isPure: Rule = (file, source) => {
  if (!pure.includes(placeOf(file) ?? "")) return [];
  const unwanted = importsOf(file, source).filter(({ specifier }) => isBuiltin(specifier) || foreign.test(specifier));
  const used = withoutComments(source).match(globals);
  return [
    ...unwanted.map(({ specifier }) => `${file} imports ${specifier}, and ${placeOf(file)} is pure`),
    ...(used ? [`${file} uses ${used[0]}, and ${placeOf(file)} is pure`] : []),
  ];
};

const keepsSecrets: Rule = (file, source) =>
  importsOf(file, source).flatMap((found) => {
    const to = target(found);
    return to?.startsWith("exercises/") ? [`${file} imports ${to}: what authors wrote runs in a guest only`] : [];
  });

const staysOnItsSide: Rule = (file, source) =>
  importsOf(file, source).flatMap((found) => {
    const to = target(found);
    const inBrowser = placeOf(file) === "browser worker" || placeOf(file) === "app";
    if (!to || !inBrowser || !/^lib\/grading\/\w+\/node\.ts$/.test(to)) return [];
    return [`${file} imports ${to}: the doors for Node are for the worker and the command line`];
  });

const rules: readonly Rule[] = [followsArrows, usesDoors, isPure, keepsSecrets, staysOnItsSide];

/** Everything that breaks a rule, one sentence each. Tests may import what they like. */
function violations(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([file, source]) => rules.flatMap((rule) => rule(file, source)));
}

function readHouse(): ReadonlyMap<string, string> {
  const files = ["lib", "app"].flatMap((folder) =>
    fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.posix.join(folder, name)),
  );
  const sources = files.filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/(testing|assembly)(\.ts$|\/)/.test(file),
  );
  return new Map(sources.map((file) => [file, fs.readFileSync(file, "utf8")]));
}

describe("the house", () => {
  it("keeps its arrows, its doors and its secrets", () => {
    expect(violations(readHouse())).toEqual([]);
  });

  it("is seen whole: every place has files", () => {
    const present = new Set([...readHouse().keys()].map(placeOf));
    expect(Object.keys(places).filter((place) => !present.has(place))).toEqual([]);
  });

  it.each([
    [
      "an import against the arrows",
      "lib/core/id.ts",
      'import { x } from "#lib/engine/tensor/index.ts";',
      "no arrow from core to tensor",
    ],
    [
      "a second step in one",
      "lib/grading/grader/a.ts",
      'import { k } from "../../engine/kernel/index.ts";',
      "no arrow from grader to kernel",
    ],
    [
      "the grader that knows its sandbox",
      "lib/grading/grader/a.ts",
      'export * from "#lib/grading/sandbox/index.ts";',
      "no arrow from grader to sandbox",
    ],
    [
      "a page that reads the database",
      "app/page.tsx",
      'const db = await import("#lib/platform/db/index.ts");',
      "no arrow from app to db",
    ],
    [
      "a browser that loads the platform",
      "lib/worker/browser.ts",
      'import "#lib/platform/services/index.ts";',
      "no arrow from browser worker to services",
    ],
    [
      "a way past the door",
      "lib/platform/services/a.ts",
      'import { a } from "#lib/platform/text/tree.ts";',
      "past the door of text",
    ],
    ["Node in a pure part", "lib/grading/slip/a.ts", 'import fs from "node:fs";', "slip is pure"],
    ["Node without its prefix", "lib/engine/tensor/a.ts", 'import fs from "fs";', "tensor is pure"],
    ["the page in a pure part", "lib/platform/assessment/a.ts", "const t = document.title;", "assessment is pure"],
    [
      "the database in a pure part",
      "lib/core/a.ts",
      'import { Prisma } from "#generated/prisma/client.ts";',
      "core is pure",
    ],
    [
      "a solution on its way to a bundle",
      "lib/worker/browser.ts",
      'import s from "../../exercises/sgd/solution.ts";',
      "runs in a guest only",
    ],
    [
      "a folder reader in the browser",
      "app/page.tsx",
      'import { a } from "#lib/grading/exercise/node.ts";',
      "the doors for Node",
    ],
  ])("would show %s", (_what, file, source, sentence) => {
    expect(violations(new Map([[file, source]])).join("\n")).toContain(sentence);
  });

  it("does not take a comment for an import", () => {
    expect(
      violations(new Map([["lib/core/a.ts", '// as in import "node:fs"\n/* from "next" */\nexport {};']])),
    ).toEqual([]);
  });
});
