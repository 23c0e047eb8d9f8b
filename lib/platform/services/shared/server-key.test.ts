import { afterEach, describe, expect, it, vi } from "vitest";
import { DRAWS } from "#lib/grading/grader/index.ts";
import { hiddenSeed } from "./server-key.ts";

afterEach(() => vi.unstubAllEnvs());

const seedsOf = (key: string) => {
  vi.stubEnv("NABLAB_SERVER_KEY", key);
  return Array.from({ length: 2000 }, (_, i) => hiddenSeed(`submission ${i}`));
};

describe("Hidden seeds", () => {
  it("are one of a few draws, each of them for about as many submissions, and the same for a submission each time", () => {
    const seeds = seedsOf("the key of one install");
    const shares = [...new Set(seeds)].map((seed) => seeds.filter((other) => other === seed).length);
    expect(shares.length).toBe(DRAWS);
    expect(Math.max(...shares)).toBeLessThan((3 * 2000) / DRAWS);
    expect(seedsOf("the key of one install")).toEqual(seeds);
  });

  it("are other draws, in another order, under another key", () => {
    const [one, other] = [seedsOf("the key of one install"), seedsOf("the key of another")];
    expect(new Set([...one, ...other]).size).toBe(2 * DRAWS);
    const indices = (seeds: string[]) => {
      const order = [...new Set(seeds)];
      return seeds.map((seed) => order.indexOf(seed));
    };
    expect(indices(one)).not.toEqual(indices(other));
  });

  it("need a key", () => {
    vi.stubEnv("NABLAB_SERVER_KEY", "short");
    expect(() => hiddenSeed("any")).toThrow("at least 16 characters");
  });
});
