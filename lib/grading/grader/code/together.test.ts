import { describe, expect, it } from "vitest";
import type { Call, Runner, RunRequest } from "#lib/core/runner.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { together } from "./together.ts";

const sandbox = createLocalRunner();
const SOURCE = `
let entered = 0;
export const twice = (x) => 2 * x;
export const count = () => ++entered;
export const say = (x) => (console.log(x), x);
export const fall = () => { throw new Error("no"); };
`;
const call = (fn: string, ...args: number[]): Call => ({ fn, args, returns: "number" });
const request = (calls: readonly Call[], more: Partial<RunRequest> = {}): RunRequest => ({
  place: "guest",
  files: [{ name: "answer.ts", source: SOURCE }],
  calls,
  budget: { fuel: 100, tensorBytes: 1_000_000 },
  seed: 1,
  ...more,
});

/** A runner that keeps what it was asked for. */
function watched(): { runner: Runner; asked: RunRequest[] } {
  const asked: RunRequest[] = [];
  return {
    asked,
    runner: {
      run: (one) => {
        asked.push(one);
        return sandbox.run(one);
      },
    },
  };
}

const valuesOf = async (runner: Runner, one: RunRequest) => {
  const outcome = await runner.run(one);
  return outcome.status === "ok" ? outcome.results.map(({ value }) => value) : outcome.status;
};

describe("Works that share their runs", () => {
  it("get each its own results, of one run", async () => {
    const { runner, asked } = watched();
    const works = [1, 2, 3].map((n) => (shared: Runner) => valuesOf(shared, request(Array(n).fill(call("twice", n)))));
    const { settled, ended, silent } = await together(runner, works);
    expect(settled.map((one) => one.status === "fulfilled" && one.value)).toEqual([[2], [4, 4], [6, 6, 6]]);
    expect([asked.length, ended, silent]).toEqual([1, true, true]);
  });

  it("have a call twice where one wants entries counted or other results, and once where only the words for them are others", async () => {
    const { runner, asked } = watched();
    const args = [3];
    const plain: Call = { fn: "twice", args, returns: { fields: {} } };
    const same: Call = { fn: "twice", args, returns: { fields: {} } };
    const counted: Call = { ...plain, count: ["twice"] };
    const other: Call = { ...plain, returns: "number" };
    const works = [plain, same, counted, other].map((one) => (through: Runner) => valuesOf(through, request([one])));
    await together(runner, works);
    expect(asked.map(({ calls }) => calls)).toEqual([[plain, counted, other]]);
  });

  it("have a call once that several ask for with the same list of arguments, and twice where one asks twice", async () => {
    const { runner, asked } = watched();
    const args = [3];
    const shared: Call = { fn: "twice", args, returns: "number" };
    const counted: Call = { fn: "count", args: [], returns: "number" };
    const other: Call = { fn: "twice", args, returns: "tensor" };
    const works = [[shared, call("twice", 4)], [call("twice", 5), shared], [other], [counted, counted], [counted]].map(
      (calls) => (through: Runner) => valuesOf(through, request(calls)),
    );
    const { settled } = await together(runner, works);
    expect(asked.map(({ calls }) => calls.length)).toEqual([6]);
    const tensor = { shape: [], data: Float64Array.of(6) };
    expect(settled.map((one) => one.status === "fulfilled" && one.value)).toEqual([
      [6, 8],
      [10, 6],
      [tensor],
      [1, 2],
      [1],
    ]);
  });

  it("wait for each other through several runs, and for trusted code first", async () => {
    const { runner, asked } = watched();
    const works: ((shared: Runner) => Promise<unknown>)[] = [
      async (shared) => {
        const expected = await valuesOf(shared, request([call("twice", 5)], { place: "trusted" }));
        return [expected, await valuesOf(shared, request([call("twice", 6)]))];
      },
      (shared) =>
        Promise.all([valuesOf(shared, request([call("twice", 7)])), valuesOf(shared, request([call("twice", 8)]))]),
      async () => ["asks for nothing"],
    ];
    const { settled } = await together(runner, works);
    expect(settled.map((one) => one.status === "fulfilled" && one.value)).toEqual([
      [[10], [12]],
      [[14], [16]],
      ["asks for nothing"],
    ]);
    expect(asked.map(({ place, calls }) => `${place} ${calls.length}`)).toEqual(["trusted 1", "guest 3"]);
  });

  it("have the same order of calls whoever asks first", async () => {
    const late = async (shared: Runner) => {
      await valuesOf(shared, request([call("twice", 1)], { place: "trusted" }));
      return valuesOf(shared, request([call("count")]));
    };
    const soon = (shared: Runner) => valuesOf(shared, request([call("count")]));
    const { settled } = await together(watched().runner, [late, soon]);
    expect(settled.map((one) => one.status === "fulfilled" && one.value)).toEqual([[1], [2]]);
  });

  it("do not share a run with other limits", async () => {
    const { runner, asked } = watched();
    const works = [100, 200].map(
      (fuel) => (shared: Runner) =>
        valuesOf(shared, request([call("twice", 1)], { budget: { fuel, tensorBytes: 1_000_000 } })),
    );
    await together(runner, works);
    expect(asked.map(({ budget }) => budget.fuel)).toEqual([100, 200]);
  });

  it("know where something was printed, or did not come to its end", async () => {
    const told = await together(sandbox, [(shared) => valuesOf(shared, request([call("say", 1)]))]);
    expect([told.ended, told.silent]).toEqual([true, false]);
    const fell = await together(sandbox, [
      (shared) => valuesOf(shared, request([call("twice", 1)])),
      (shared) => valuesOf(shared, request([call("fall")])),
    ]);
    expect(fell.ended).toBe(false);
    expect(fell.settled.map((one) => one.status === "fulfilled" && one.value)).toEqual(["threw", "threw"]);
    expect((await together(sandbox, [async () => 1])).ended).toBe(false);
  });
});
