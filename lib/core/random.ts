/**
 * Seeded random numbers in integer arithmetic only, so that every engine draws the same bits: xoshiro128**
 * (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021). Not for secrets.
 */
export type Random = {
  /** An integer in 0 … 2³² − 1. */
  readonly uint32: () => number;
  /** Uniform in [lo, hi), with 53 random bits. */
  readonly uniform: (lo: number, hi: number) => number;
  /** A uniform integer in 0 … n − 1, for a positive integer n ≤ 2³². */
  readonly integer: (n: number) => number;
  /** One of the items, each equally likely; throws on an empty list. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** Mean 0, variance 1, within ±6: the sum of twelve uniforms, less six. Near enough to a normal draw, and exact everywhere. */
  readonly normalish: () => number;
};

type State = [number, number, number, number];

/** Draws depend on the seed alone; a number and its decimal string are the same seed. */
export function createRandom(seed: number | string): Random {
  return randomFrom(stateOf(String(seed)));
}

/** The generator at a given state of four 32-bit words, not all zero. For the published test vectors. */
export function randomFrom(state: readonly [number, number, number, number]): Random {
  const s: State = [state[0] >>> 0, state[1] >>> 0, state[2] >>> 0, state[3] >>> 0];
  if ((s[0] | s[1] | s[2] | s[3]) === 0) throw new Error("the state of a generator may not be all zeros");

  const uint32 = (): number => {
    const drawn = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return drawn;
  };
  const unit = (): number => {
    const high = uint32() >>> 5;
    return (high * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  };
  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296) throw new Error(`integer(n) needs 1 ≤ n ≤ 2³², got ${n}`);
    const fair = 4294967296 - (4294967296 % n);
    let drawn = uint32();
    while (drawn >= fair) drawn = uint32();
    return drawn % n;
  };
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error("pick needs at least one item");
    return items[integer(items.length)] as T;
  };
  const normalish = (): number => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += unit();
    return sum;
  };
  return { uint32, uniform: (lo, hi) => lo + (hi - lo) * unit(), integer, pick, normalish };
}

const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** Four FNV-1a lanes with different bases, each finished by murmur3's mixer: one changed character changes all words. */
function stateOf(seed: string): State {
  const lane = (basis: number): number => {
    let hash = basis;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  };
  const state: State = [lane(0x811c9dc5), lane(0x9e3779b9), lane(0x243f6a88), lane(0xb7e15162)];
  return (state[0] | state[1] | state[2] | state[3]) === 0 ? [1, 0, 0, 0] : state;
}
