import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { replaceCode, submit } from "./support/editor.ts";
import { fileOf, filesUnder, root } from "./support/files.ts";
import { courseHome, exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const exercises = fs.readdirSync(path.join(root, "exercises"));

/** What no student may be handed: whole lines of what authors wrote for the grader alone, long enough not to stand anywhere else. */
const secrets: ReadonlyMap<string, string> = new Map(
  exercises.flatMap((slug) => {
    const folder = path.join(root, "exercises", slug);
    const shown = new Set(linesOf(slug, ["starter.ts", "statement.md"]));
    const hidden = filesUnder(folder).filter((file) =>
      /^(solution|fields|variant|properties)\.ts$|^(mistakes|alternatives)\//.test(file),
    );
    const lines = linesOf(slug, hidden).filter((line) => !shown.has(line) && line.length >= 40);
    return [...lines, ...specSecrets(slug)].map((line): [string, string] => [line, slug]);
  }),
);

function linesOf(slug: string, files: readonly string[]): readonly string[] {
  const there = files.filter((file) => fs.existsSync(path.join(root, "exercises", slug, file)));
  return there.flatMap((file) => fileOf(slug, file).split("\n")).map((line) => line.trim());
}

type Spec = {
  readonly parts: readonly {
    readonly hints?: readonly { readonly text: string }[];
    readonly options?: readonly { readonly feedback: string }[];
    readonly mistakes?: readonly { readonly diagnosis?: { readonly says: string } }[];
    readonly rubric?: readonly { readonly note?: string }[];
    readonly lines?: readonly { readonly answer: string }[];
  }[];
};

/** Hints before they are opened, feedback, diagnoses, rubric notes and answers of lines. */
function specSecrets(slug: string): readonly string[] {
  const { parts } = parse(fileOf(slug, "exercise.yaml")) as Spec;
  return parts
    .flatMap((part) => [
      ...(part.hints ?? []).map(({ text }) => text),
      ...(part.options ?? []).map(({ feedback }) => feedback),
      ...(part.mistakes ?? []).map(({ diagnosis }) => diagnosis?.says ?? ""),
      ...(part.rubric ?? []).map(({ note }) => note ?? ""),
      ...(part.lines ?? []).map(({ answer }) => answer),
    ])
    .filter((text) => text.length >= 16);
}

/** Text of code or prose as it may stand inside JSON, HTML or a script. */
const plain = (text: string) =>
  text
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&")
    .replace(/\\+(["'\\])/g, "$1");

function found(text: string): readonly string[] {
  const searched = plain(text);
  return [...secrets].filter(([line]) => searched.includes(plain(line))).map(([line, slug]) => `${slug}: ${line}`);
}

test("The search finds a secret that was planted, however it is written", () => {
  expect(secrets.size).toBeGreaterThan(150);
  const [line = ""] = [...secrets.keys()].filter((one) => one.includes('"') || one.includes("'"));
  for (const planted of [line, JSON.stringify(line), JSON.stringify(JSON.stringify(line))])
    expect(found(`self.__next_f.push([1,${planted}])`)).toHaveLength(1);
  expect(found(fileOf("tanh-swap", "solution.ts")).length).toBeGreaterThan(0);
});

test("No file that a browser may fetch holds a solution, a mistake or a hidden check", () => {
  const folders = [".next/static", ".next/standalone/.next/static", "public"].map((one) => path.join(root, one));
  let searched = 0;
  for (const folder of folders.filter((one) => fs.existsSync(one))) {
    for (const file of filesUnder(folder).filter((one) => /\.(js|css|json|map|html|txt|wasm)$/.test(one))) {
      searched += 1;
      expect(found(fs.readFileSync(path.join(folder, file), "latin1")), file).toEqual([]);
    }
  }
  expect(searched).toBeGreaterThan(20);
});

test("Nothing that a student is sent, before and after an attempt, holds one either", async ({ visit }) => {
  const page = await visit({ newcomer: "Sana Iqbal" });
  const leaks: string[] = [];
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (!/html|json|javascript|x-component|event-stream/.test(type)) return;
    const read = response.text().then(
      (text) => void leaks.push(...found(text).map((secret) => `${response.url()} sent ${secret}`)),
      () => {},
    );
    reading.push(read);
  });
  for (const slug of exercises) await page.goto(exercisePath(slug), { waitUntil: "networkidle" });
  await page.goto(courseHome);
  await page.goto(exercisePath("tanh-swap"));
  // What was handed in by the person is no secret: an empty network has none of the known mistakes.
  await replaceCode(page, "export const forward = () => 1;\n");
  await submit(page);
  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("of 12");
  await Promise.all(reading);
  expect(leaks).toEqual([]);
});
