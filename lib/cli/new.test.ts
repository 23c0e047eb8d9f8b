import { mkdir, mkdtemp, readdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PartKind } from "#lib/grading/exercise/index.ts";
import { exerciseFromFiles } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { asking } from "./new/ask.ts";
import { folderOf } from "./new/folder.ts";
import { oneOf } from "./new/read.ts";
import { KINDS } from "./new/templates.ts";
import { answering, usual } from "./new/testing.ts";
import { newExercise } from "./new.ts";
import { proveExercise } from "./verify/prove.ts";
import { judgeSurroundings } from "./verify/surroundings.ts";

const root = await mkdtemp(join(tmpdir(), "nablab-new-"));
await symlink(join(import.meta.dirname, "..", "..", "lessons"), join(root, "lessons"));
await mkdir(join(root, "exercises"));
vi.stubEnv("NABLAB_ROOT", root);
vi.spyOn(console, "log").mockImplementation(() => {});
afterEach(() => vi.mocked(console.log).mockClear());

const wanted = { title: "A new one", summary: "One sentence for the list.", lesson: "walking-downhill" };

describe("a new exercise", () => {
  it.each<[PartKind, { readonly [option: string]: string }]>([
    ...KINDS.map((kind): [PartKind, Record<string, string>] => [kind, {}]),
    ["code", { "--activation": "tanh" }],
    ["code", { "--activation": "sigmoid" }],
    ["worksheet", { "--decimals": "3", "--numbers": "same" }],
    ["worksheet", { "--decimals": "6" }],
    ["derivation", { "--inputs": "2", "--outputs": "2" }],
    ["derivation", { "--inputs": "4", "--outputs": "2" }],
    [
      "choice",
      {
        "--choice-question": "What is a loss?",
        "--right": "A number | One number for all examples.",
        "--wrong": "A vector; A matrix",
      },
    ],
    ["choice", { "--choice-question": "Which are losses?", "--right": "MSE; hinge", "--wrong": "tanh" }],
    ["text", { "--text-question": "What is a loss for?", "--rubric": 'Measures; Can be differentiated; "Quoted"' }],
  ])(
    "with a %s part reads, and every statement about its grader holds: %o",
    { timeout: 120_000 },
    async (kind, said) => {
      const read = exerciseFromFiles(await folderOf({ ...wanted, slug: "a-new-one", kinds: [kind] }, answering(said)));
      expect(read.ok ? [] : read.error).toEqual([]);
      if (!read.ok) return;
      const missed: string[] = [];
      const around = { exercises: new Map(), lessons: new Map([["walking-downhill", []]]) };
      for (const { holds, what, detail } of judgeSurroundings(read.value, around))
        if (!holds) missed.push(`${what}\n${detail}`);
      for await (const { holds, what, detail } of proveExercise(read.value, createLocalRunner()))
        if (!holds) missed.push(`${what}\n${detail}`);
      expect(missed).toEqual([]);
    },
  );

  it("with a part of every kind reads", async () => {
    const read = exerciseFromFiles(await folderOf({ ...wanted, slug: "all", kinds: KINDS }, usual));
    expect(read.ok ? read.value.spec.parts.map(({ kind }) => kind) : read.error).toEqual(KINDS);
  });

  it("keeps formulas, signs and names that YAML takes for something else", async () => {
    const said = {
      "--choice-question": "Which is $|x|$?",
      "--right": "$|x|$ | since $\\sqrt{x^2}\\;$ is | and not $x$",
      "--wrong": 'A "quote"; f(x\\; w); null',
    };
    const read = exerciseFromFiles(await folderOf({ ...wanted, slug: "null", kinds: ["choice"] }, answering(said)));
    const [part] = read.ok ? read.value.spec.parts : [];
    expect(read.ok ? read.value.spec.slug : read.error).toBe("null");
    expect(
      part?.kind === "choice" && part.options.map(({ text, correct, feedback }) => [text, correct, feedback]),
    ).toEqual([
      ["$|x|$", true, "since $\\sqrt{x^2}\\;$ is | and not $x$"],
      ['A "quote"', false, "That is not it."],
      ["f(x; w)", false, "That is not it."],
      ["null", false, "That is not it."],
    ]);
  });

  it("is written whole, once, and its first line tells an editor its schema", async () => {
    await newExercise("first-one", { kind: ["choice"], title: "First one" });
    expect(await readdir(join(root, "exercises"))).toEqual(["first-one"]);
    await expect(newExercise("first-one", { kind: ["choice"], title: "First one" })).rejects.toThrow(
      "exercises/first-one is there already.",
    );
  });

  it("is refused in a folder without lessons, which says what to do: every exercise belongs to one", async () => {
    vi.stubEnv("NABLAB_ROOT", await mkdtemp(join(tmpdir(), "nablab-empty-")));
    const making = newExercise("mine", { kind: ["text"], title: "Mine" });
    await expect(making.finally(() => vi.stubEnv("NABLAB_ROOT", root))).rejects.toThrow(
      "put its folder lessons/ beside",
    );
  });

  it.each([
    ["an address that cannot be one", "My First!", { kind: ["text"], title: "Mine" }, "For example my-first."],
    [
      "a kind that there is not",
      "mine",
      { kind: ["coed"], title: "Mine" },
      "There is no part kind coed. Did you mean code?",
    ],
    [
      "no kind near it",
      "mine",
      { kind: ["essayistic"], title: "Mine" },
      "There are: worksheet, code, derivation, choice, text.",
    ],
    ["a kind twice", "mine", { kind: ["text", "text"], title: "Mine" }, "text is asked for twice."],
    [
      "a title that is too short, by its option",
      "mine",
      { kind: ["text"], title: "M" },
      "--title: “M” is too short: 3 characters or more",
    ],
    [
      "a lesson that there is not",
      "mine",
      { kind: ["text"], title: "Mine", lesson: "walking-downhil" },
      "Did you mean walking-downhill?",
    ],
    [
      "an activation that there is not",
      "mine",
      { kind: ["code"], title: "Mine", activation: "tahn" },
      "“tahn” is none of these. Did you mean tanh?",
    ],
    ["too many decimals", "mine", { kind: ["worksheet"], title: "Mine", decimals: "12" }, "a whole number from 3 to 6"],
    [
      "an option twice",
      "mine",
      { kind: ["choice"], title: "Mine", choiceQuestion: "What is a loss?", right: "A number; A number" },
      "“A number” is there twice.",
    ],
    [
      "an option that is right and wrong",
      "mine",
      { kind: ["choice"], title: "Mine", choiceQuestion: "What is a loss?", right: "A | x", wrong: "A | y; B" },
      "“A” is an option twice.",
    ],
    [
      "an option without a text",
      "mine",
      { kind: ["choice"], title: "Mine", choiceQuestion: "What is a loss?", right: "| because" },
      "has no text before the |",
    ],
    [
      "a section that cannot be one",
      "mine",
      { kind: ["text"], title: "Mine", lesson: "walking-downhill#a: b" },
      "names no section",
    ],
    [
      "an option of another kind",
      "mine",
      { kind: ["text"], title: "Mine", decimals: "5" },
      "--decimals changes nothing here. It is for worksheet",
    ],
    [
      "options without their question",
      "mine",
      { kind: ["choice"], title: "Mine", right: "A number" },
      "--right changes nothing here. It is for choice, beside --choice-question",
    ],
  ])("is refused with what to do: %s", async (_, slug, options, told) => {
    await expect(newExercise(slug, options)).rejects.toThrow(told);
    expect(await readdir(join(root, "exercises"))).not.toContain("mine");
  });
});

describe("a question", () => {
  const answering = (...lines: string[]) => {
    let asked = "";
    const output = new Writable({
      write(chunk, _encoding, done) {
        asked += String(chunk);
        done();
      },
    });
    return { ask: asking(Readable.from(lines.map((line) => `${line}\n`)), output), said: () => asked };
  };
  const number = { asks: "How many?", option: "--many", as: (typed: string) => Number(typed) };

  it("is not asked where it was answered before", async () => {
    const { ask, said } = answering();
    expect(await ask(number, "3")).toBe(3);
    expect(said()).toBe("");
  });

  it("takes what is usual for an empty line, and for no line at all", async () => {
    const { ask } = answering("");
    expect(await ask({ ...number, usual: "7" }, undefined)).toBe(7);
    expect(await ask({ ...number, usual: "8" }, undefined)).toBe(8);
  });

  it("says as which option it could have been answered, where no one answers", async () => {
    const { ask } = answering();
    await expect(ask(number, undefined)).rejects.toThrow("Say it as --many");
  });

  it("ends where no one types anything else and what is usual cannot be used: it was asked without an end", async () => {
    const { ask } = answering();
    const refuses = { ...number, usual: "", as: oneOf(["one", "two"]) };
    await expect(ask(refuses, undefined)).rejects.toThrow("There are: one, two. Say it as --many.");
  });
});
