import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { exerciseFromFiles, exerciseSpec } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { contentErrorLine } from "./content.ts";
import { KINDS } from "./new/templates.ts";
import { passProbability } from "./verify/binomial.ts";
import { EQUIVALENT, equivalentOf } from "./verify/equivalent.ts";
import { proveExercise } from "./verify/prove.ts";
import { judgeSurroundings, readSurroundings } from "./verify/surroundings.ts";

const folder = join(import.meta.dirname, "..", "..", "docs", "authoring");
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
const read = (page: string): string => readFileSync(join(folder, page), "utf8");

type Block = { readonly language: string; readonly about: string; readonly text: string };
const blocksOf = (page: string): Block[] =>
  [...read(page).matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language = "", about = "", text = ""]) => ({
    language,
    about,
    text,
  }));

const FILE = /^file=(\S+)$/;
const filesOf = (page: string): Map<string, string> =>
  new Map(
    blocksOf(page).flatMap(({ about, text }): [string, string][] => {
      const name = FILE.exec(about)?.[1];
      return name === undefined ? [] : [[name, text]];
    }),
  );
const around = await readSurroundings(join(folder, "..", ".."));
const examples = pages.filter((page) => filesOf(page).size > 0);
const slope = filesOf("code.md");

/** The example of code.md with another row among its checks or mistakes. */
function withRow(key: "checks" | "mistakes", row: string): unknown {
  const spec = parse(slope.get("exercise.yaml") ?? "") as { parts: { [key: string]: unknown }[] };
  return { ...spec, parts: spec.parts.map((part) => ({ ...part, [key]: [parse(row)] })) };
}

const READ: { readonly [about: string]: (text: string) => unknown } = {
  spec: (text) =>
    exerciseFromFiles(
      new Map([
        ["exercise.yaml", text],
        ["statement.md", "Pick."],
      ]),
    ),
  check: (text) => exerciseSpec.safeParse(withRow("checks", text)),
  equivalent: (text) => ({ success: equivalentOf({ files: new Map([[EQUIVALENT, text]]) }).length === 1 }),
  mistake: (text) => exerciseSpec.safeParse(withRow("mistakes", text)),
};

describe("the page about nd", () => {
  it("prints what it says it prints", async () => {
    const page = readFileSync(join(folder, "..", "nd.md"), "utf8");
    const [, source = "", printed = ""] = /^```ts\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```/m.exec(page) ?? [];
    const outcome = await createLocalRunner().run({
      place: "guest",
      files: [{ name: "answer.ts", source }],
      calls: [],
      budget: { fuel: 100, tensorBytes: 1_000_000 },
      seed: 1,
    });
    expect(outcome.status === "ok" ? outcome.console : outcome).toEqual(printed.trim().split("\n"));
  });
});

describe("the page about the command line", () => {
  it("has every command and every option, and none that there is not", () => {
    const page = readFileSync(join(folder, "..", "cli.md"), "utf8");
    const source = readFileSync(join(import.meta.dirname, "main.ts"), "utf8");
    const commands = [...source.matchAll(/\.command\("([\w-]+)"\)/g)].map(([, name]) => name);
    const options = [...source.matchAll(/\.option\("(--[\w-]+)/g)].map(([, name]) => name as string);
    expect([...page.matchAll(/^## ([\w-]+)$/gm)].map(([, name]) => name)).toEqual(commands);
    expect([...new Set([...page.matchAll(/^\| `(--[\w-]+)/gm)].map(([, name]) => name))].sort()).toEqual(
      [...new Set(options)].sort(),
    );
  });
});

describe("the pages for authors", () => {
  it("say of every block of YAML or TypeScript what it is", () => {
    const stray = pages.flatMap((page) =>
      blocksOf(page).filter(
        ({ language, about }) =>
          /^(yaml|ts)$/.test(language) && !FILE.test(about) && !(language === "yaml" && about in READ),
      ),
    );
    expect(stray).toEqual([]);
  });

  it.each(
    pages.flatMap((page) => blocksOf(page).map((block) => ({ page, ...block }))).filter(({ about }) => about in READ),
  )("$page: a $about reads", ({ about, text }) => {
    expect(READ[about]?.(text)).toMatchObject(about === "spec" ? { ok: true } : { success: true });
  });

  it("would not read a check with a key that there is not", () => {
    const block = blocksOf("checks.md").find(({ about }) => about === "check") as Block;
    expect(READ.check?.(block.text.replace("cases:", "case:"))).toMatchObject({ success: false });
  });

  it.each(examples)("%s holds a whole exercise, and its grader is proved", { timeout: 300_000 }, async (page) => {
    const loaded = exerciseFromFiles(filesOf(page));
    expect(loaded.ok ? [] : loaded.error).toEqual([]);
    if (!loaded.ok) return;
    const missed: string[] = [];
    for (const { holds, what, detail } of judgeSurroundings(loaded.value, around))
      if (!holds) missed.push(`${what}\n${detail}`);
    for await (const { holds, what, detail } of proveExercise(loaded.value, createLocalRunner()))
      if (!holds) missed.push(`${what}\n${detail}`);
    expect(missed).toEqual([]);
  });

  it("teach every part kind with a whole exercise of its own", () => {
    const kinds = examples.flatMap((page) => {
      const loaded = exerciseFromFiles(filesOf(page));
      return loaded.ok ? loaded.value.spec.parts.map(({ kind }) => kind) : [];
    });
    expect([...new Set(kinds)].sort()).toEqual([...KINDS].sort());
  });

  it("would not hold a worksheet's alternative to full marks for nothing", { timeout: 60_000 }, async () => {
    const files = filesOf("worksheet.md");
    const file = "alternatives/rounded-as-one-goes.yaml";
    const judged = async (text: string) => {
      const loaded = exerciseFromFiles(new Map([...files, [file, text]]));
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
      const found: boolean[] = [];
      for await (const { about, holds } of proveExercise(loaded.value, createLocalRunner())) {
        if (about !== "alternative") continue;
        found.push(holds);
        break;
      }
      return found;
    };
    const text = files.get(file) ?? "";
    expect(await judged(text)).toEqual([true]);
    expect(await judged(text.replace("0.8337", "0.8437"))).toEqual([false]);
    expect(await judged(text.replace('["1.2"]', "[1.2]"))).toEqual([false]);
  });

  it("show an error as it is told", () => {
    const misspelt = (slope.get("exercise.yaml") ?? "").replace(
      "gradcheck: { of: backward,",
      "gradcheck: { of: backwards,",
    );
    const loaded = exerciseFromFiles(new Map([...slope, ["exercise.yaml", misspelt]]));
    const told = loaded.ok ? [] : loaded.error.map((error) => contentErrorLine("slope", error));
    expect(
      blocksOf("README.md")
        .find(({ language }) => language === "text")
        ?.text.trim(),
    ).toBe(told.join("\n"));
  });

  it("have the table of margins as it is computed", () => {
    const rows = [...read("proof.md").matchAll(/^\| (\d+) of (\d+) \| (\d+) \| (\d+) \|$/gm)].map((row) =>
      row.slice(1).map(Number),
    );
    const all = Array.from({ length: 101 }, (_, reached) => reached);
    expect(rows.length).toBeGreaterThan(4);
    for (const [k = 0, n = 0, solution, mistake] of rows) {
      expect(all.find((reached) => passProbability(reached, 100, k, n) >= 0.999)).toBe(solution);
      expect(all.findLast((reached) => passProbability(reached, 100, k, n) <= 0.001)).toBe(mistake);
    }
  });
});
