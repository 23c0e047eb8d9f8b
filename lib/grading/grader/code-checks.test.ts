// Longer than most: what each kind of check holds and refuses, on one small exercise.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckReport, Report } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { grade } from "./index.ts";
import { code, FILES, lineFit, RIGHT } from "./line-fit.test-data.ts";

const runner = createLocalRunner();
const exercise = lineFit();
const variant = { seed: "printed", given: {} };

const gradeSource = (source: string, hiddenSeed = "s"): Promise<Report> =>
  grade(exercise, variant, code(source), runner, { hiddenSeed });
const checkOf = (report: Report, id: string): CheckReport =>
  report.parts[0]?.checks.find((check) => check.id === id) as CheckReport;
const held = (report: Report): string[] =>
  report.parts[0]?.checks.filter(({ verdict }) => verdict === "correct").map(({ id }) => id) ?? [];

describe("a backward pass that fits its own loss", () => {
  const COUNTS = "Your backward pass is the derivative of your own loss, and counts as such.";

  it("is said to where its forward pass is off, and nowhere else", async () => {
    const forward = await gradeSource(RIGHT.replace("X.mul(p.w).add(p.b)", "X.mul(p.w).add(p.b).add(0.5)"));
    expect(checkOf(forward, "outputs").message).toContain(COUNTS);
    const yaml = (FILES.get("exercise.yaml") as string)
      .replace("    gradients:", "      size: { args: [p], returns: number }\n    gradients:")
      .replace(
        "    mistakes:",
        "      - { id: size, title: Size, points: 1, outputs: { of: size, cases: 2 } }\n    mistakes:",
      );
    const sized = (n: number) => `${RIGHT}export const size = (p) => ${n};`;
    const files = new Map([...FILES, ["exercise.yaml", yaml], ["solution.ts", sized(2)]]);
    const report = await grade(lineFit(files), variant, code(sized(1)), runner, { hiddenSeed: "s" });
    expect(checkOf(report, "size")).toMatchObject({ verdict: "incorrect" });
    expect(checkOf(report, "size").message).not.toContain(COUNTS);
  });
});

describe("a right answer", () => {
  it("has full marks under every hidden seed", async () => {
    for (let k = 0; k < 10; k++) {
      const report = await gradeSource(RIGHT, `seed ${k}`);
      expect(report.parts[0]?.checks.filter(({ verdict }) => verdict !== "correct")).toEqual([]);
      expect(report.points).toBe(7);
    }
  });

  it("may be written with plain loops and give back nested arrays", async () => {
    const loops = `
      const plain = (a) => (Array.isArray(a) ? a : a.toArray());
      const row = (p, X) => plain(X)[0].map((x) => plain(p.w)[0][0] * x + plain(p.b)[0][0]);
      export const forward = (p, X) => ({ A: [row(p, X)] });
      export const loss = (p, X, Y) => row(p, X).reduce((sum, a, k) => sum + (a - plain(Y)[0][k]) ** 2, 0) / plain(Y)[0].length;
      export function backward(p, X, Y) {
        const x = plain(X)[0], y = plain(Y)[0], a = row(p, X);
        let dw = 0, db = 0;
        for (let k = 0; k < x.length; k++) { dw += 2 * (a[k] - y[k]) * x[k] / x.length; db += 2 * (a[k] - y[k]) / x.length; }
        return { dw: [[dw]], db: [[db]] };
      }
      export function train(p, X, Y, { epochs, rate }) {
        let w = plain(p.w)[0][0], b = plain(p.b)[0][0];
        const losses = [];
        for (let e = 0; e < epochs; e++) {
          const now = { w: [[w]], b: [[b]] };
          losses.push(loss(now, X, Y));
          const g = backward(now, X, Y);
          w -= rate * g.dw[0][0];
          b -= rate * g.db[0][0];
        }
        return { w: [[w]], b: [[b]], losses };
      }`;
    expect((await gradeSource(loops)).points).toBe(7);
  });

  it("may record another curve beside its losses, and the report shows both", async () => {
    const both = RIGHT.replace(
      "return { w, b, losses }",
      "return { w, b, losses, heldOut: losses.map((x) => 2 * x), note: [1, 2] }",
    );
    const yaml = (FILES.get("exercise.yaml") as string).replace(
      "losses: [epochs] }, optional: [losses]",
      "losses: [epochs], heldOut: [epochs], note: [two] }, optional: [losses, heldOut, note]",
    );
    const declared = lineFit(new Map([...FILES, ["exercise.yaml", yaml]]));
    const report = await grade(declared, variant, code(both), runner, { hiddenSeed: "s" });
    const { evidence } = checkOf(report, "trains");
    if (evidence?.kind !== "training") throw new Error("no training evidence");
    expect(Object.keys(evidence.further ?? {})).toEqual(["heldOut"]);
    expect(evidence.further?.heldOut?.[3]?.[1]).toBe(2 * (evidence.losses[3]?.[1] as number));
  });

  it("may give back plain numbers for 1×1 parameters, and gets tensors again when it predicts", async () => {
    const numbers = RIGHT.replace("X.mul(p.w).add(p.b)", "X.mul(p.w.item()).add(p.b.item())").replace(
      "return { w, b, losses }",
      "return { w: w.item(), b: b.item(), losses }",
    );
    expect((await gradeSource(numbers)).points).toBe(7);
  });
});

describe("a planted defect", () => {
  /** What is changed, and the checks that must not hold then. */
  const PLANTED: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "the forward pass forgets the bias",
      RIGHT.replace(".add(p.b) })", ".add(p.b.mul(0)) })"),
      ["outputs", "published", "consistent", "gradcheck", "steps"],
    ],
    ["the loss is a sum", RIGHT.replace(".mean()", ".sum()"), ["published", "consistent"]],
    [
      "the gradient has the opposite sign",
      RIGHT.replace(".mul(2)", ".mul(-2)"),
      ["gradcheck", "consistent", "steps", "falls", "trains"],
    ],
    [
      "one gradient is a hair off",
      RIGHT.replace("sum(1, true), db", "sum(1, true).mul(1.00001), db"),
      ["gradcheck", "consistent", "steps"],
    ],
    [
      "a gradient has another shape",
      RIGHT.replace("db: error.sum(1, true)", "db: error.sum(1)"),
      ["gradcheck", "consistent"],
    ],
    ["training steps with the old gradient's double", RIGHT.replace("g.dw.mul(rate)", "g.dw.mul(2 * rate)"), ["steps"]],
    ["training does nothing", RIGHT.replace("epoch < epochs", "epoch < 0"), ["steps", "falls", "trains"]],
    [
      "the loss is the same for all parameters",
      RIGHT.replace(/export const loss.*\n/, "export const loss = () => 0.7;\n").replace(".mul(2)", ".mul(0)"),
      ["published", "consistent"],
    ],
    [
      "the loss does not look at the data",
      RIGHT.replace(/export const loss.*\n/, "export const loss = (p) => p.w.add(p.b).sum();\n").replace(
        /const error =[\s\S]*?return .*\n/,
        "return { dw: [[1]], db: [[1]] };\n",
      ),
      ["published", "consistent"],
    ],
    ["the loss is not a number", RIGHT.replace(".mean()", ".mean().mul(NaN)"), ["published", "consistent"]],
    [
      "the loss is rounded",
      RIGHT.replace(
        "forward(p, X).A.sub(Y).square().mean();",
        "Math.floor(forward(p, X).A.sub(Y).square().mean().mul(1000).item()) / 1000;",
      ),
      ["consistent"],
    ],
    [
      "the gradient enters forward again and again",
      RIGHT.replace("const error =", "forward(p, X); forward(p, X);\n  const error ="),
      ["consistent"],
    ],
  ];

  for (const [what, source, fails] of PLANTED) {
    it(`is seen where ${what}`, async () => {
      const report = await gradeSource(source);
      expect(held(report).filter((id) => fails.includes(id))).toEqual([]);
      for (const id of fails) expect(checkOf(report, id).message.length).toBeGreaterThan(10);
    });
  }

  it("is seen where a hidden copy of the forward pass is differenced", async () => {
    const copy = `${RIGHT.replace(/export function backward[\s\S]*?\n}\n/, "")}
      const quiet = (w, b, X, Y) => X.mul(w).add(b).sub(Y).square().mean().item();
      export function backward(p, X, Y) {
        const w = p.w.item(), b = p.b.item();
        const at = (f) => { let s = 0; for (let i = 0; i < 12; i++) s += (f(1e-5) - f(-1e-5)) / 2e-5; return [[s / 12]]; };
        return { dw: at((h) => quiet(w + h, b, X, Y)), db: at((h) => quiet(w, b + h, X, Y)) };
      }`;
    const report = await gradeSource(copy);
    expect(checkOf(report, "consistent").verdict).toBe("incorrect");
    expect(checkOf(report, "consistent").message).toContain("evaluations of loss");
  });

  it("never raises the score when any factor but 1 stands before the gradient", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -3, max: 3, noNaN: true }).filter((c) => Math.abs(c - 1) > 1e-4),
        async (c) => {
          const report = await gradeSource(RIGHT.replace(".mul(2)", `.mul(${2 * c})`));
          expect(held(report)).not.toContain("consistent");
          expect(held(report)).not.toContain("gradcheck");
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });
});

describe("a result written in another way", () => {
  it("counts: a number for 1×1, one row for a list", async () => {
    const other = RIGHT.replace("db: error.sum(1, true)", "db: error.sum().item()").replace(
      "b.sub(g.db.mul(rate))",
      "b.sub(g.db * rate)",
    );
    expect((await gradeSource(other)).verdict).toBe("correct");
  });
});

describe("training that records no losses", () => {
  it("still trains, and is told so where losses are asked for", async () => {
    const files = new Map(FILES);
    files.set("exercise.yaml", (FILES.get("exercise.yaml") as string).replace(", optional: [losses] }", " }"));
    const report = await grade(
      lineFit(files),
      { seed: "printed", given: {} },
      code(RIGHT.replace("return { w, b, losses };", "return { w, b };")),
      runner,
      { hiddenSeed: "s" },
    );
    expect(checkOf(report, "trains").verdict).toBe("correct");
    expect(checkOf(report, "falls").message).toContain("losses");
  });
});

describe("a gradient that is asked for, of a loss that is not", () => {
  it("is told to look at the loss", async () => {
    const report = await gradeSource(RIGHT.replace(".mean()", ".sum()"));
    expect(checkOf(report, "consistent").message).toContain("so it is loss that differs");
  });
});

describe("a backward pass that fits its own forward pass", () => {
  it("earns its points although the forward pass is not the one asked for", async () => {
    const other = RIGHT.replace("X.mul(p.w)", "X.mul(p.w).mul(3)").replace("error.mul(X)", "error.mul(X).mul(3)");
    const report = await gradeSource(other);
    expect(held(report)).toContain("consistent");
    expect(held(report)).not.toContain("outputs");
  });
});

describe("the evidence", () => {
  it("shows the smallest case first and names the relation", async () => {
    const report = await gradeSource(RIGHT.replace(".mul(2)", ""));
    const { evidence } = checkOf(report, "consistent");
    expect(evidence).toMatchObject({
      kind: "tensors",
      sizes: { m: 1 },
      casesHeld: 0,
      cases: 3,
      largest: { relation: "half as large" },
    });
  });

  it("has exact figures of the answer's own derivative, and none of hidden references", async () => {
    const report = await gradeSource(RIGHT.replace(".mul(2)", ""));
    const own = checkOf(report, "consistent").evidence;
    const hidden = checkOf(report, "gradcheck").evidence;
    expect(own?.kind === "tensors" && own.tensors[0]?.numeric).toHaveLength(1);
    expect(
      hidden?.kind === "tensors" && hidden.tensors.map(({ yours, numeric, error }) => [yours, numeric, error]),
    ).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  });
});

describe("a run that does not come through", () => {
  it.each([
    ["throws", `throw new Error(JSON.stringify([...p.w.toArray(), "LEAK"]));`, "threw"],
    ["does not end", "for (;;);", "outOfBudget"],
    ["gives back something else", `return { dw: "x", db: 1 };`, "malformed"],
  ])("counts as incorrect where it %s on hidden cases, and shows nothing of them", async (_, body, status) => {
    const report = await gradeSource(RIGHT.replace("const error = forward", `${body}\n  const error = forward`));
    const check = checkOf(report, "gradcheck");
    expect(check.verdict).toBe("incorrect");
    expect(check.run?.status).toBe(status);
    expect(JSON.stringify(report.parts)).not.toContain("LEAK");
    expect(held(report)).toContain("outputs");
  });

  it("counts as incorrect in every check where the code does not parse", async () => {
    const report = await gradeSource("export function forward( {");
    expect(report.points).toBe(0);
    expect(checkOf(report, "outputs").run?.status).toBe("notParsed");
  });

  it("that was killed twice counts as incorrect and makes the report not replayable", async () => {
    const clockwork = {
      run: async (request: Parameters<typeof runner.run>[0]) =>
        request.calls[0]?.fn === "train" && request.place === "guest"
          ? ({ status: "killed", timesKilled: 2 } as const)
          : runner.run(request),
    };
    const report = await grade(exercise, variant, code(RIGHT), clockwork, { hiddenSeed: "s" });
    expect(checkOf(report, "trains").verdict).toBe("incorrect");
    expect(report.replayable).toBe(false);
  });
});

describe("a solution that does not run", () => {
  it("makes the checks that need it ungradable, never incorrect", async () => {
    const broken = lineFit(
      new Map([...exercise.files, ["solution.ts", "export const forward = () => { throw new Error('x') };"]]),
    );
    const report = await grade(broken, variant, code(RIGHT), runner, { hiddenSeed: "s" });
    expect(checkOf(report, "outputs")).toMatchObject({ verdict: "ungradable", points: null });
    expect(checkOf(report, "consistent").verdict).toBe("correct");
    expect(report.verdict).toBe("ungradable");
  });
});
