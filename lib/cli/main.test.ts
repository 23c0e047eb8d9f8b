import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const folder = await mkdtemp(join(tmpdir(), "nablab-cli-"));
/** What slips compute is kept in the user's cache, which a test leaves alone. */
process.env.XDG_CACHE_HOME = join(folder, "cache");

type Ran = { readonly code: number; readonly out: string; readonly err: string };

const nablab = (...args: readonly string[]): Promise<Ran> => nablabIn(root, ...args);

/** The command line on the exercises of another folder. */
function nablabIn(home: string, ...args: readonly string[]): Promise<Ran> {
  const command = [join(root, "node_modules", "tsx", "dist", "cli.mjs"), join(root, "lib", "cli", "main.ts"), ...args];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: root, env: { ...process.env, NABLAB_ROOT: home }, maxBuffer: 1e8 },
      (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : 1, out, err });
      },
    );
  });
}

describe("the command line", { timeout: 120_000 }, () => {
  it("lists the exercises with their points", async () => {
    const { out, code } = await nablab("list");
    expect(code).toBe(0);
    expect(out).toContain("tanh-swap");
    expect(out).toContain("12 points");
  });

  it("says in a folder without exercises that there are none, and where they can be", async () => {
    const home = await mkdtemp(join(tmpdir(), "nablab-empty-"));
    for (const command of [["list"], ["verify"], ["grade", "tanh-swap", "answer.ts"]]) {
      const { err, code } = await nablabIn(home, ...command);
      expect([code, err.trim()]).toEqual([
        2,
        `There is no folder exercises/ in ${home}. Work in a checkout of Nablab, or say with NABLAB_ROOT where it is.`,
      ]);
    }
  });

  it("ends quietly when whoever reads it has read enough", async () => {
    const tsx = [join(root, "node_modules", "tsx", "dist", "cli.mjs"), join(root, "lib", "cli", "main.ts")];
    const child = spawn(process.execPath, [...tsx, "verify", "--fresh"], { cwd: root });
    let err = "";
    child.stderr.on("data", (part) => {
      err += part;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = await once(child, "exit");
    expect([code, err]).toEqual([0, ""]);
  });

  it("says of prose that a person reads it, and how many points wait", async () => {
    const file = join(folder, "prose.yaml");
    await writeFile(file, "challenges: { kind: text, text: Too few examples for so many parameters. }\n");
    const { out } = await nablab("grade", "reaction-rates", file, "--part", "challenges");
    expect(out).toMatch(/0 of \d+ points; \d+(\.\d+)? more wait for a person/);
    expect(out).toContain("a person reads and marks it");
    expect(out).not.toMatch(/checks hold/);
  });

  it("prints a report: points per check, the first that does not hold opened, with diagnosis and heat map", async () => {
    const { out, code } = await nablab("grade", "tanh-swap", "exercises/tanh-swap/mistakes/sigmoid-slope.ts");
    expect(code).toBe(1);
    expect(out).toMatch(/From sigmoid to tanh: \d+(\.\d+)? of 12 points/);
    expect(out).toContain("← slope of the sigmoid");
    expect(out).toContain("Relative error, entry by entry");
    expect(out.split("\n").every((line) => line.length <= 90)).toBe(true);
  });

  it("prints the small case in which a formula is not what is asked for, once", async () => {
    const file = join(folder, "formulas.yaml");
    await writeFile(file, "lines: { kind: derivation, lines: { delta3: y - yhat } }\n");
    const { out } = await nablab("grade", "two-hidden-layers", file, "--part", "lines");
    // As it reads, wherever a line of the terminal ends.
    const read = out.replace(/\s+/g, " ");
    expect(read.match(/With y = \S+, yhat = \S+: asked for is \S+, here \S+\./g)).toHaveLength(1);
  });

  it("names the figures that can be measured where one is asked for that there is not", async () => {
    const { err, code } = await nablab("bench", "kernal");
    expect(code).toBe(2);
    expect(err).toContain("There is no figure called kernal. There are: kernel, sandbox,");
  });

  it("verifies the others of several where one does not read, and says where that is", async () => {
    const home = join(folder, "several");
    await cp(join(root, "exercises", "sgd"), join(home, "exercises", "sgd"), { recursive: true });
    await cp(join(root, "lessons"), join(home, "lessons"), { recursive: true });
    await mkdir(join(home, "exercises", "broken"));
    await writeFile(join(home, "exercises", "broken", "exercise.yaml"), "slug: broken\ntitel: Broken\n");
    const { out, code } = await nablabIn(home, "verify", "--fresh", "broken", "sgd");
    expect(code).toBe(1);
    expect(out).toMatch(/^× exercises\/broken\/exercise\.yaml:\d+:\d+ /m);
    expect(out).toMatch(/^sgd \([0-9a-f]{8}\)$/m);
    expect(out).toMatch(/^× broken .*\n[✓×] sgd /m);
    expect((await nablabIn(home, "verify", "broken")).code).toBe(2);
  });

  it("asks whether another exercise was meant", async () => {
    const { err, code } = await nablab("grade", "tan-swap", "x.ts");
    expect(code).toBe(2);
    expect(err).toContain("Did you mean tanh-swap?");
  });

  it("says which part an answer names that there is not, and how a cell is written", async () => {
    const answer = async (text: string) => {
      const path = join(folder, "answer.yaml");
      await writeFile(path, text);
      return nablab("grade", "manual-backprop", path);
    };
    const other = await answer('vals: { kind: worksheet, fields: { z1: ["1.2", "2.2"] } }\n');
    expect(other.err).toContain("There is no part vals. There are: values.");
    const kind = await answer("values: { kind: choice, chosen: [] }\n");
    expect(kind.err).toContain("values is a worksheet part");
    const number = await answer("values: { kind: worksheet, fields: { z1: [1.2, 2.2] } }\n");
    expect(number.err).toContain("a number belongs in quotes");
    const open = await answer('values: { kind: worksheet, fields: { z1: ["1.2", "2.2" } }\n');
    expect(open.err).toMatch(/answer\.yaml:1:\d+ /);
    expect(open.err).not.toContain("    at ");
    expect([other.code, kind.code, number.code, open.code]).toEqual([2, 2, 2, 2]);
    const python = await nablab("grade", "tanh-swap", "lessons/measure.py");
    expect([python.code, python.err]).toEqual([2, expect.stringContaining(".ts and .js, for the code part")]);
  });

  it("refuses code that does not parse, with line and column, and says that it costs nothing", async () => {
    const file = join(folder, "broken.ts");
    await writeFile(file, "export const a = 1;\nexport function forward( {\n");
    const { err, code } = await nablab("grade", "tanh-swap", file);
    expect(code).toBe(2);
    expect(err).toContain("would cost no attempt");
    expect(err).toMatch(/Line \d, column \d/);
  });

  it("grades a worksheet from YAML, and replays its report byte for byte", async () => {
    const answer = join(folder, "answer.yaml");
    await writeFile(answer, "values:\n  kind: worksheet\n  fields:\n    z1: ['1.2', '2.2']\n    L: ['0.5']\n");
    const junit = join(folder, "report.xml");
    const graded = await nablab("grade", "manual-backprop", answer, "--json", "--variant", "printed", "--junit", junit);
    expect(await readFile(junit, "utf8")).toContain(
      '<testcase name="Forward" classname="manual-backprop.values">\n<failure',
    );
    const report = join(folder, "report.json");
    await writeFile(report, graded.out);
    expect(JSON.parse(graded.out)).toMatchObject({ version: 1, verdict: "partial", seeds: { variant: "printed" } });
    const { out, code } = await nablab("replay", report, answer);
    expect(out).toContain("the same, byte for byte");
    expect(code).toBe(0);
    // As `npm run nablab -- grade … --json > report.json` leaves it.
    await writeFile(report, `\n> nablab@0.1.0 nablab\n> node scripts/cli.mjs grade\n\n${graded.out}`);
    expect((await nablab("replay", report, answer)).out).toContain("the same, byte for byte");
    await writeFile(report, "> nablab@0.1.0 nablab\n");
    expect((await nablab("replay", report, answer)).err).toMatch(/holds no report\. Write one with: grade/);
    await writeFile(report, graded.out.replace('"points":', '"points":1'));
    expect((await nablab("replay", report, answer)).out).toContain("differs from byte");
  });
});
