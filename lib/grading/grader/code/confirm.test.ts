import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { PlatformFault, type Runner, type RunRequest } from "#lib/core/runner.ts";
import { type CodePart, drawVariant, type Exercise, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { grade } from "../index.ts";
import { AuthorFault } from "../trusted.ts";
import { confirm } from "./confirm.ts";
import { codeContext } from "./part.ts";
import { judge } from "./table.ts";

vi.setConfig({ testTimeout: 120_000 });
const runner = createLocalRunner();

async function load(slug: string): Promise<{ exercise: Exercise; part: CodePart; text: (file: string) => string }> {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const part = loaded.value.spec.parts.find((one): one is CodePart => one.kind === "code");
  if (part === undefined) throw new Error(`${slug} has no code`);
  return { exercise: loaded.value, part, text: (file) => loaded.value.files.get(file) ?? "" };
}

/** The checks that confirming holds, and what each check finds by itself. */
async function both(slug: string, source: string) {
  const { exercise, part } = await load(slug);
  const checks = part.checks.filter((check) => !("trains" in check));
  const contextOf = (shared: Runner) =>
    codeContext({ exercise, part, runner: shared, seed: `confirm:${slug}` }, source);
  const { held } = await confirm(checks, runner, contextOf);
  const alone = await Promise.all(checks.map((check) => judge(contextOf(runner), check)));
  return checks.map((check, i) => ({ id: check.id, held: held.get(check), alone: alone[i] }));
}

const shown = ({
  held,
  message,
  evidence,
  inputs,
  run,
}: NonNullable<Awaited<ReturnType<typeof both>>[0]["alone"]>) => ({
  held,
  message,
  evidence: JSON.parse(JSON.stringify(evidence, roughly)),
  inputs,
  run,
});

/**
 * A slope from two values and one from four are both right to some 1e-11 of a loss of about 1: of either, seven decimals. An error is
 * relative to its entry, which may be as small as 1e-4: six decimals.
 */
const DECIMALS: { readonly [key: string]: number } = { numeric: 7, error: 6 };
const roughly = (key: string, value: unknown): unknown =>
  key in DECIMALS && Array.isArray(value)
    ? value.map((x: number) => Math.round(x * 10 ** (DECIMALS[key] as number)) / 10 ** (DECIMALS[key] as number))
    : value;

describe("Confirming together", () => {
  it.each(["tanh-swap", "svm-hinge", "relu-derivative", "gradient-clipping"])(
    "finds of every answer of %s what each check finds alone, and no more",
    async (slug) => {
      const { part, text } = await load(slug);
      const files = [part.solution, ...part.alternatives, ...part.mistakes.map(({ file }) => file)];
      let confirmed = 0;
      for (const file of files)
        for (const { id, held, alone } of await both(slug, text(file))) {
          if (held === undefined) continue;
          confirmed++;
          expect({ file, id, ...shown(held) }).toEqual({ file, id, ...shown(alone as typeof held) });
        }
      expect(confirmed).toBeGreaterThan(3 * files.length);
      // a corner of the loss near the direction sends a right answer to the whole check; most are not near one
      const right = await both(slug, text(part.solution));
      expect(right.filter(({ held }) => held === undefined).length).toBeLessThan(2);
    },
  );

  it("takes three runs for a right answer: the solution, all gradients and values, all losses", async () => {
    const { exercise, text } = await load("tanh-swap");
    const asked: RunRequest[] = [];
    const watched: Runner = {
      run: (request) => {
        asked.push(request);
        return runner.run(request);
      },
    };
    const variant = await drawVariant(exercise, PRINTED, runner);
    if (!variant.ok) throw new Error(variant.error.message);
    const answer = { implement: { kind: "code", source: text("solution.ts") } } as const;
    const report = await grade(exercise, variant.value, answer, watched, { hiddenSeed: "three", without: ["trains"] });
    expect(report.verdict).toBe("correct");
    expect(asked.map(({ place }) => place)).toEqual(["trusted", "guest", "guest"]);
    // forward: 20 cases, the first 3 of them as examples too; backward: 12 cases for both checks of gradients
    const callsOf = ({ calls }: RunRequest, fn: string) =>
      calls.filter((call) => call.fn === fn && call.count === undefined).length;
    expect(asked.slice(0, 2).map((one) => [callsOf(one, "forward"), callsOf(one, "backward")])).toEqual([
      [20, 12],
      [20, 12],
    ]);
  });

  it.each([
    ["an entry a hundredth as large as the others", "db2: db2.mul(1.0001)"],
    [
      "one entry of many, by a little",
      "dW1: dW1.add(nd.eye(dW1.shape[0]).slice([0, dW1.shape[0]], [0, 2]).mul(1e-6)), db2",
    ],
    ["two that cancel in the sum of all entries", "dW2: dW2.add(1e-5), db1: db1.sub(1e-5), db2"],
  ])("does not hold a gradient that is off in %s", async (_, change) => {
    const { text } = await load("tanh-swap");
    const source = text("solution.ts").replace(
      /return \{ dW1, db1, dW2, db2 \};/,
      () => `return { dW1, db1, dW2, ${change} };`,
    );
    expect(source).toContain(change);
    const found = (await both("tanh-swap", source)).find(({ id }) => id === "own-derivative");
    expect(found?.alone).not.toBeInstanceOf(AuthorFault);
    expect([found?.held, found?.alone?.held]).toEqual([undefined, false]);
  });

  it("ends with the platform's fault where a run is lost, and leaves no promise that nobody waits for", async () => {
    const { exercise, text } = await load("tanh-swap");
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on("unhandledRejection", hear);
    let guests = 0;
    const losing: Runner = {
      run: async (request) => {
        if (request.place === "guest" && ++guests > 1) throw new PlatformFault("the thread is gone");
        return runner.run(request);
      },
    };
    const variant = await drawVariant(exercise, PRINTED, runner);
    if (!variant.ok) throw new Error(variant.error.message);
    const answer = { implement: { kind: "code", source: text("solution.ts") } } as const;
    const options = { hiddenSeed: "lost", without: ["trains"] } as const;
    await expect(grade(exercise, variant.value, answer, losing, options)).rejects.toThrow("the thread is gone");
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", hear);
    expect(unheard).toEqual([]);
  });

  it("judges an answer that keeps what the last call left by what it does in each check alone", async () => {
    const { text, exercise } = await load("tanh-swap");
    const source = text("solution.ts")
      .replace("const Z1 = nd.matmul", "kept = X;\n  const Z1 = nd.matmul")
      .replace(
        "export function backward(p: Params, X: Tensor, Y: Tensor) {",
        "let kept = null;\nexport function backward(p, X, Y) {\n  if (kept !== null && kept.shape[1] !== X.shape[1]) throw new Error('another batch');",
      );
    const found = await both("tanh-swap", source);
    expect(found.every(({ held }) => held === undefined)).toBe(true);
    const variant = await drawVariant(exercise, PRINTED, runner);
    if (!variant.ok) throw new Error(variant.error.message);
    const report = await grade(exercise, variant.value, { implement: { kind: "code", source } }, runner, {
      hiddenSeed: "confirm:tanh-swap",
      without: ["trains"],
      diagnose: false,
    });
    const verdicts = report.parts[0]?.checks.map(({ id, verdict }) => [id, verdict]);
    expect(verdicts).toEqual(
      expect.arrayContaining([
        ["forward", "correct"],
        ["examples", "correct"],
      ]),
    );
  });

  it("keeps what an answer printed while it was loaded, and its checks hold", async () => {
    const { text, exercise } = await load("tanh-swap");
    const variant = await drawVariant(exercise, PRINTED, runner);
    if (!variant.ok) throw new Error(variant.error.message);
    const source = `console.log("here");\n${text("solution.ts")}`;
    const report = await grade(exercise, variant.value, { implement: { kind: "code", source } }, runner, {
      hiddenSeed: "printed",
      without: ["trains"],
    });
    expect([report.verdict, report.parts[0]?.console]).toEqual(["correct", ["here"]]);
  });
});
