import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { Check } from "../../exercise/index.ts";
import { slips } from "../../slip/index.ts";
import type { KnownSlip } from "./explain.ts";
import { alikeOnManyCases, lastingOf } from "./many-cases.ts";

vi.setConfig({ testTimeout: 60_000 });

const known = (code: string, id: string): KnownSlip => {
  const slip = slips.find((one) => one.id === id);
  if (slip === undefined) throw new Error(id);
  return { slip, code, print: {} };
};
const check = { id: "gradients", title: "Gradients", points: 1, public: false } as const;
const gradients: Check = { ...check, gradcheck: { of: "backward", fields: ["dW", "db"], cases: 1, rtol: 1, atol: 0 } };

describe("Slips that explain an answer on two probes", () => {
  const mean = known("mean", "mean-left-out");
  const sign = known("sign", "minus-left-out");

  it("are told from the first on that does on many cases", async () => {
    const asked: string[] = [];
    const isAlike = async (_: string, __: readonly string[] | undefined, code: string) => {
      asked.push(code);
      return code === asked[1];
    };
    const lasting = await lastingOf(isAlike, gradients, [{ slips: [sign, mean], fields: ["dW"] }]);
    expect(lasting?.map((slips) => slips.map(({ code }) => code))).toEqual([[asked[1]]]);
  });

  it("are no pair where one of the two does not: each is asked of its own fields", async () => {
    const asked: unknown[] = [];
    const isAlike = async (fn: string, fields: readonly string[] | undefined, code: string) => {
      asked.push([fn, fields, code]);
      return code === "mean";
    };
    const reasons = [
      { slips: [mean], fields: ["dW"] },
      { slips: [sign], fields: ["db"] },
    ];
    expect(await lastingOf(isAlike, gradients, reasons)).toBeNull();
    expect(asked).toEqual([
      ["backward", ["dW"], "mean"],
      ["backward", ["db"], "sign"],
    ]);
  });
});

describe("Whether two texts compute the same on many cases", () => {
  it("is asked of an answer and of a changed text of it", async () => {
    const folder = path.resolve("exercises", "tanh-swap");
    const loaded = await loadExercise(folder);
    const solution = readFileSync(path.join(folder, "solution.ts"), "utf8");
    if (!loaded.ok) throw new Error("tanh-swap");
    const part = loaded.value.spec.parts.find((one) => one.kind === "code");
    if (part?.kind !== "code") throw new Error("code");
    const turned = solution.replace("nd.tanh", "nd.sin");
    expect(turned).not.toBe(solution);
    const place = { runner: createLocalRunner(), exercise: loaded.value, part, source: turned };
    const isAlike = alikeOnManyCases(place);
    const [fn] = Object.keys(part.functions);
    if (fn === undefined) throw new Error("function");
    expect(await isAlike(fn, undefined, solution)).toBe(false);
    expect(await isAlike(fn, undefined, turned)).toBe(true);
    expect(await isAlike(fn, undefined, solution, solution)).toBe(true);
    expect(await isAlike(fn, undefined, turned, solution)).toBe(false);
  });
});
