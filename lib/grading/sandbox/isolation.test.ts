import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { createInstance } from "./boundary/index.ts";
import { createLocalRunner } from "./index.ts";
import { runSession } from "./session.ts";
import { asked, tensor, written } from "./testing.ts";

/** Numbers and a word that occur nowhere by chance. */
const SECRET = [0.73165498012345, -912.345678901234, 6.02214076e-23];
const WORD = "canary-of-the-trusted-place";
const MINE = [0.12345678909876, 5.43212345678909];

const memories: WebAssembly.Memory[] = [];
const { Memory } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};
afterAll(() => {
  WebAssembly.Memory = Memory;
});

const holds = (memory: WebAssembly.Memory, needle: Uint8Array): boolean =>
  Buffer.from(memory.buffer).includes(Buffer.from(needle));
const bytesOf = (x: number) => new Uint8Array(Float64Array.of(x).buffer);
const holdsAny = (memory: WebAssembly.Memory, numbers: readonly number[], word: string): boolean =>
  numbers.some((x) => holds(memory, bytesOf(x))) ||
  holds(memory, Buffer.from(word, "latin1")) ||
  holds(memory, Buffer.from(word, "utf16le"));

describe("guest and trusted code", () => {
  it("live in memories of their own: nothing of the trusted place is ever in the guest's, nor in what it gives back", async () => {
    const runner = createLocalRunner();
    const trusted = asked(
      `const word = "${WORD}";\nexport const f = (p) => { console.log(word); return { expected: p.mul(1), word, plain: ${JSON.stringify(SECRET)} }; }`,
      [{ fn: "f", args: [tensor(SECRET)] }],
      { place: "trusted" },
    );
    const guest = asked(
      `const marked = "guest-marker";\nexport const f = (p) => { const list = []; for (let i = 0; i < 2000; i++) list.push(nd.zeros(i % 40)); return [p.mul(1), list.length, marked]; }`,
      [{ fn: "f", args: [tensor(MINE)] }],
    );
    const outcomes: string[] = [];
    for (const request of [trusted, guest, trusted, guest]) {
      const outcome = await runner.run(request);
      expect(outcome.status).toBe("ok");
      if (request === guest) outcomes.push(written(outcome));
    }
    const places = memories.map((memory) => ({
      guest: holdsAny(memory, MINE, "guest-marker"),
      trusted: holdsAny(memory, SECRET, WORD),
    }));
    // the scan finds what is there: each place's own marks are found in exactly one memory
    expect(places.filter((place) => place.guest)).toEqual([{ guest: true, trusted: false }]);
    expect(places.filter((place) => place.trusted)).toEqual([{ guest: false, trusted: true }]);
    expect(outcomes.some((text) => text.includes(WORD) || SECRET.some((x) => text.includes(String(x))))).toBe(false);
  });

  it("starts each run from memory in which nothing of the last one is left", async () => {
    memories.length = 0;
    const runner = createLocalRunner();
    const leave = asked(`globalThis.kept = "${WORD}"; export const f = (p) => { globalThis.more = p; return 1; }`, [
      { fn: "f", args: [tensor(SECRET)] },
    ]);
    await runner.run(leave);
    const [memory] = memories;
    if (memory === undefined) throw new Error("an instance has a memory");
    expect(holdsAny(memory, SECRET, WORD)).toBe(true);
    await runner.run(asked("export const f = () => 1", [{ fn: "f" }]));
    expect(holdsAny(memory, SECRET, WORD)).toBe(false);
  });

  it("shows a run nothing of the one before it: globals, built-ins, modules, console, chance, budget or tape", async () => {
    const look = `let runs = 0;
      export const f = (p) => {
        console.log("run", ++runs, p);
        const homes = [globalThis, Object.prototype, Array.prototype, Function.prototype, Promise.prototype, String.prototype, Math, JSON, nd, nd.random, Object.getPrototypeOf(p)];
        const told = homes.map((home) => Reflect.ownKeys(home).map(String).sort().join());
        return [runs, told, typeof globalThis.begin, [3, 1, 2].sort(), Math.exp(1), Math.random(), nd.random.normal(0, 1, [3]), String(p.mul(2)), JSON.stringify({ a: [1] })];
      };`;
    const looked = asked(look, [
      { fn: "f", args: [tensor(MINE)], tape: true, count: ["f"] },
      { fn: "f", args: [tensor(MINE)] },
    ]);
    const touch = `globalThis.kept = [nd.ones(300, 300)]; Array.prototype.sort = function () { return this; };
      Object.prototype.left = 1; Math.exp = () => 7; Math.random = () => 0.5; JSON.stringify = () => "mine"; console.log = () => {};
      Promise.prototype.then = null; delete globalThis.progress; nd.random.uniform(0, 1); nd.random.seed(99);
      let runs = 40;
      export const f = (p) => { runs++; p.set(0, 9); globalThis.kept.push(p, runs); return 1; };`;
    const ends = [
      touch,
      `${touch} f(nd.ones(2)); throw new Error("${WORD}");`,
      `${touch} for (;;) f(nd.ones(2));`,
      `${touch} const all = []; for (;;) all.push(nd.ones(100, 100));`,
      `${touch} ("x" as any).y.z;`,
      "export const f = (",
    ];
    const alone = written(await createLocalRunner().run(looked));
    const runner = createLocalRunner();
    for (const source of ends) {
      await runner.run(asked(source, [{ fn: "f", args: [tensor(SECRET)], tape: true }], { seed: 5 }));
      expect(written(await runner.run(looked))).toBe(alone);
    }
    // what was looked at would show it: in one run with what touches, nothing is the same
    const together = { ...looked, files: [{ name: "answer.ts", source: `Math.exp = () => 7; ${look}` }] };
    expect(written(await runner.run(together))).not.toBe(alone);
  });

  it("puts the guest's memory back to the byte, whatever the run came to", async () => {
    const instance = await createInstance();
    const sums: string[] = [];
    for (const source of [
      "export const f = () => 1",
      "globalThis.kept = nd.ones(50, 50); export const f = () => { console.log(kept); return kept.x.y; }",
      "export const f = () => { for (;;) [].push(1); }",
      "export const f = () => [1, [nd.zeros(3), { a: 's' }]]",
    ]) {
      const { clean } = runSession(instance, asked(source, [{ fn: "f" }]));
      expect([clean, instance.restorePristine()]).toEqual([true, true]);
      const memory = memories.at(-1);
      if (memory === undefined) throw new Error("an instance has a memory");
      sums.push(createHash("sha256").update(new Uint8Array(memory.buffer)).digest("hex"));
    }
    expect(new Set(sums).size).toBe(1);
  });
});
