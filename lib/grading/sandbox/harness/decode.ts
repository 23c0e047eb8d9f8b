import type { Returns } from "#lib/core/runner.ts";
import { PlatformFault } from "#lib/core/runner.ts";
import type { TensorValue, Value } from "#lib/core/value.ts";
import type { Emitted } from "../boundary/index.ts";
import { TAGS } from "./tags.ts";

/**
 * Words that the harness cannot have written in this order. Where a guest ran that is an outcome like any other, since
 * whatever a guest does is one; where it did not, the fault is the platform's.
 */
export class Unreadable extends PlatformFault {}

/** Reads the words of one call in order. Throws Unreadable. */
export class WordReader {
  readonly #words: readonly Emitted[];
  #at = 0;

  constructor(words: readonly Emitted[]) {
    this.#words = words;
  }

  /** The tag of the next word, or -1 at the end. */
  get tag(): number {
    return this.#words[this.#at]?.slot ?? -1;
  }

  number(tag: number): number {
    const word = this.#words[this.#at++];
    if (word?.slot !== tag || typeof word.value !== "number") throw new Unreadable(`the harness wrote no word ${tag}`);
    return word.value;
  }

  /** A word whose tag is all it says. */
  nothing(tag: number): null {
    this.number(tag);
    return null;
  }

  /** A tensor (a number is one of no axes), and its id on the tape. */
  tensor(): { readonly value: TensorValue; readonly tapeId: number | null } {
    const word = this.#words[this.#at++];
    if (word?.slot !== TAGS.TENSOR) throw new Unreadable("the harness wrote no tensor");
    const value = typeof word.value === "number" ? { shape: [], data: Float64Array.of(word.value) } : word.value;
    return { value, tapeId: word.tapeId };
  }

  text(): string {
    const length = this.number(TAGS.TEXT);
    const units: number[] = [];
    while (units.length < length) {
      const packed = this.number(TAGS.CODES);
      units.push(packed % 65536, Math.floor(packed / 65536) % 65536, Math.floor(packed / 4294967296) % 65536);
    }
    let text = "";
    for (let i = 0; i < length; i += 4096) text += String.fromCharCode(...units.slice(i, Math.min(i + 4096, length)));
    return text;
  }
}

/** Told of each tensor of a result that is on the tape, with its path. */
type TensorSeen = (tapeId: number, path: readonly string[]) => void;

/** The value that the words describe, as `returns` declares it. */
export function decodeValue(words: WordReader, returns: Returns, seen: TensorSeen = () => {}): Value {
  return typed(words, returns, [], seen);
}

function typed(words: WordReader, returns: Returns, path: readonly string[], seen: TensorSeen): Value {
  if (returns === "nothing") return null;
  if (typeof returns === "string") return untyped(words, path, seen);
  if ("list" in returns) {
    const length = words.number(TAGS.LIST);
    return Array.from({ length }, (_, i) => typed(words, returns.list, [...path, String(i)], seen));
  }
  const record = emptyRecord();
  for (const [key, each] of Object.entries(returns.fields)) {
    if (words.tag === TAGS.ABSENT) words.number(TAGS.ABSENT);
    else set(record, key, typed(words, each, [...path, key], seen));
  }
  return record;
}

function untyped(words: WordReader, path: readonly string[], seen: TensorSeen): Value {
  const read = READ.get(words.tag);
  if (read === undefined) throw new Unreadable(`the harness wrote word ${words.tag} where a value begins`);
  return read(words, path, seen);
}

type Read = (words: WordReader, path: readonly string[], seen: TensorSeen) => Value;

const READ: ReadonlyMap<number, Read> = new Map<number, Read>([
  [TAGS.NUMBER, (words) => words.number(TAGS.NUMBER)],
  [TAGS.BOOLEAN, (words) => words.number(TAGS.BOOLEAN) === 1],
  [TAGS.NULL, (words) => words.nothing(TAGS.NULL)],
  [TAGS.TEXT, (words) => words.text()],
  [TAGS.DENSE, (words) => dense(words)],
  [
    TAGS.TENSOR,
    (words, path, seen) => {
      const { value, tapeId } = words.tensor();
      if (tapeId !== null) seen(tapeId, path);
      return value;
    },
  ],
  [
    TAGS.LIST,
    (words, path, seen) => {
      const length = words.number(TAGS.LIST);
      return Array.from({ length }, (_, i) => untyped(words, [...path, String(i)], seen));
    },
  ],
  [
    TAGS.RECORD,
    (words, path, seen) => {
      const record = emptyRecord();
      for (let n = words.number(TAGS.RECORD); n > 0; n--) {
        const key = words.text();
        set(record, key, untyped(words, [...path, key], seen));
      }
      return record;
    },
  ],
]);

function dense(words: WordReader): TensorValue {
  words.number(TAGS.DENSE);
  const numbers: number[] = [];
  while (words.tag === TAGS.NUMBER) numbers.push(words.number(TAGS.NUMBER));
  const shape: number[] = [];
  while (words.tag === TAGS.AXIS) shape.push(words.number(TAGS.AXIS));
  words.number(TAGS.DENSE);
  return { shape, data: Float64Array.from(numbers) };
}

type Record_ = { [key: string]: Value };
const emptyRecord = (): Record_ => ({});

/** A key of the guest's choosing, `__proto__` among them, is only ever a property of the record's own. */
function set(record: Record_, key: string, value: Value): void {
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}
