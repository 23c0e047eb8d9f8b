import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { editor, submit } from "./support/editor.ts";
import { fileOf, filesUnder, root } from "./support/files.ts";
import { courseHome, exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const exercises = fs.readdirSync(path.join(root, "exercises"));

/** What anybody may read. */
const shown = new Set(
  [
    ...exercises.flatMap((slug) => [`exercises/${slug}/starter.ts`, `exercises/${slug}/statement.md`]),
    ...filesUnder(path.join(root, "lessons")).map((file) => `lessons/${file}`),
  ]
    .flatMap(linesOf)
    // A starter's line says besides what belongs into it.
    .flatMap((line) => [line, line.replace(/\s*\/\/.*$/, "")]),
);

function linesOf(file: string): readonly string[] {
  const whole = path.join(root, file);
  return fs.existsSync(whole)
    ? fs
        .readFileSync(whole, "utf8")
        .split("\n")
        .map((line) => line.trim())
    : [];
}

/** The head of a loop stands in anybody's code. */
const LOOP = /^for \(/;

/** Lines that authors wrote for the grader alone, long enough not to stand anywhere by chance; each with its file. */
const code: ReadonlyMap<string, string> = new Map(
  exercises.flatMap((slug) =>
    filesUnder(path.join(root, "exercises", slug))
      .filter((file) => /^(solution|fields|variant|properties)\.ts$|^(mistakes|alternatives)\//.test(file))
      .flatMap((file) =>
        linesOf(`exercises/${slug}/${file}`).map((line): [string, string] => [line, `${slug}/${file}`]),
      )
      .filter(([line]) => line.length >= 30 && !LOOP.test(line) && !shown.has(line)),
  ),
);

/** Words that are told one by one, when the time has come. */
const words: ReadonlyMap<string, string> = new Map(
  exercises.flatMap((slug) => wordsOf(slug).map((text): [string, string] => [text, `${slug}/exercise.yaml`])),
);
const secrets: ReadonlyMap<string, string> = new Map([...code, ...words]);

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
function wordsOf(slug: string): readonly string[] {
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

function found(text: string, of: ReadonlyMap<string, string> = secrets): readonly string[] {
  const searched = plain(text);
  return [...of].filter(([line]) => searched.includes(plain(line))).map(([line, file]) => `${file}: ${line}`);
}

test("The search finds a secret that was planted, however it is written", () => {
  expect(code.size).toBeGreaterThan(100);
  expect(words.size).toBeGreaterThan(50);
  const [line = ""] = [...secrets.keys()].filter((one) => one.includes('"') || one.includes("'"));
  for (const planted of [line, JSON.stringify(line), JSON.stringify(JSON.stringify(line))])
    expect(found(`self.__next_f.push([1,${planted}])`)).toHaveLength(1);
  const solved = exercises.filter((one) => fs.existsSync(path.join(root, "exercises", one, "solution.ts")));
  for (const slug of solved) expect(found(fileOf(slug, "solution.ts")), slug).not.toEqual([]);
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

test("Nothing that a student is sent holds one either, before an attempt and after it", async ({ visit }) => {
  const page = await visit({ newcomer: "Sana Iqbal" });
  const leaks: string[] = [];
  const reading: Promise<void>[] = [];
  const streams: Promise<void>[] = [];
  let sought = secrets;
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (!/html|json|javascript|x-component|event-stream/.test(type)) return;
    const of = sought;
    const tell = (text: string) => void leaks.push(...found(text, of).map((one) => `${response.url()} sent ${one}`));
    // A page that is left has no text to read, nor has a stream before its end.
    (type.includes("event-stream") ? streams : reading).push(response.text().then(tell, () => {}));
  });
  for (const slug of exercises) await page.goto(exercisePath(slug), { waitUntil: "networkidle" });
  await page.goto(courseHome, { waitUntil: "networkidle" });
  await Promise.all(reading);
  expect(leaks).toEqual([]);

  // A report tells the words of what it recognised.
  sought = code;
  await page.goto(exercisePath("tanh-swap"));
  await editor(page);
  await submit(page);
  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("of 12");
  await expect(page.getByRole("definition").filter({ hasText: /^final$/ })).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("of 12");
  await Promise.all([...reading, ...streams]);
  expect(leaks).toEqual([]);
});
