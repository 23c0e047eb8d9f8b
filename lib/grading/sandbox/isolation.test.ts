import { afterAll, describe, expect, it } from "vitest";
import { createLocalRunner } from "./index.ts";
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
});
