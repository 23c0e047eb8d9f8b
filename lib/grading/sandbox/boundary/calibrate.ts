import type { QuickJSContext } from "quickjs-emscripten";
import { addressOf, contextAddress, type Engine, evaluate } from "./engine.ts";

/** Where the interpreter keeps things: found by looking for known values, never assumed. Offsets in bytes. */
export type Layout = {
  readonly tensorClass: number;
  readonly arrayClass: number;
  readonly plainClass: number;
  /** In an object: the pointer to the host reference. */
  readonly opaqueAt: number;
  /** In a dense array: the pointer to its values, and their count. */
  readonly valuesAt: number;
  readonly countAt: number;
  /** High word of what is added to a stored double to give its bits. */
  readonly addendHigh: number;
  /** In a context: the pointer to the table of class prototypes. */
  readonly classProtoAt: number;
  /** In a context: jumps and calls until the next interrupt poll. */
  readonly countdownAt: number;
};

const CLASS_AT = 6;
const VALUE = 8;
/** Tags of a value's high word that the kernel knows by number. */
const TAGS = { undefined: 3, null: 2, true: 1, "7": 0, "({})": -1 } as const;

/** Bytes of a context that are searched. */
const CONTEXT = 512;
/** What one turn of an empty loop may count as. */
const JUMPS = [1, 2];

class Calibration extends Error {
  override readonly name = "CalibrationError";
}

/** The one offset that passes, or an error: two would be a guess. */
function only(what: string, from: number, to: number, passes: (offset: number) => boolean): number {
  const found: number[] = [];
  for (let offset = from; offset < to; offset += 4) if (passes(offset)) found.push(offset);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Calibration(`${what}: ${found.length} places fit`);
  return first;
}

/** Finds the layout with a context that is thrown away afterwards. Throws when anything is not as expected. */
export function calibrate(engine: Engine, vm: QuickJSContext): Layout {
  const view = new DataView(engine.memory.buffer);
  const word = (at: number) => (at >= 0 && at + 4 <= view.byteLength ? view.getUint32(at, true) : 0);
  const ctx = contextAddress(vm);
  const held: { dispose(): void }[] = [];
  const inGuest = (code: string) => {
    const handle = evaluate(vm, code, "calibration.js");
    held.push(handle);
    return addressOf(handle);
  };
  const object = (value: number) => word(value);
  const classOf = (value: number) => view.getUint16(object(value) + CLASS_AT, true);

  for (const [code, tag] of Object.entries(TAGS)) {
    if (view.getInt32(inGuest(code) + 4, true) !== tag) throw new Calibration(`the tag of ${code}`);
  }

  const id1 = 0x5ead1230;
  const id2 = 0x3ead4568;
  const ffi = engine.ffi as unknown as {
    QTS_NewFloat64(ctx: number, x: number): number;
    QTS_FreeValuePointer(ctx: number, value: number): void;
  };
  const ref1 = engine.native.newHostRef(ctx, id1);
  const ref2 = engine.native.newHostRef(ctx, id2);
  const tensorClass = classOf(ref1);
  const opaqueAt = only("the host reference of an object", 8, 56, (o) => {
    return word(word(object(ref1) + o)) === id1 && word(word(object(ref2) + o)) === id2;
  });

  const half = ffi.QTS_NewFloat64(ctx, 1.5);
  const addendHigh = (0x3ff80000 - word(half + 4)) >>> 0;
  const decode = (at: number) => {
    const bits = view.getBigUint64(at, true) + (BigInt(addendHigh) << 32n);
    return new Float64Array(BigUint64Array.of(BigInt.asUintN(64, bits)).buffer)[0];
  };
  for (const x of [0.1, -2.5e300, 5e-324]) {
    const box = ffi.QTS_NewFloat64(ctx, x);
    if (decode(box) !== x) throw new Calibration(`the number ${x}`);
    ffi.QTS_FreeValuePointer(ctx, box);
  }

  const arrays = [5, 11, 23].map((n) => ({
    n,
    at: object(inGuest(`(() => { const a = []; for (let i = 0; i < ${n}; i++) a.push(i + 0.5); return a; })()`)),
  }));
  const valuesAt = only("the values of an array", 8, 56, (o) =>
    arrays.every(({ n, at }) => decode(word(at + o)) === 0.5 && decode(word(at + o) + VALUE * (n - 1)) === n - 0.5),
  );
  const countAt = only("the count of an array", 8, 56, (o) => arrays.every(({ n, at }) => word(at + o) === n));
  const arrayClass = classOf(inGuest("[1]"));
  const plainClass = classOf(inGuest("({ a: 1 })"));
  if (new Set([tensorClass, arrayClass, plainClass, classOf(inGuest("new Map()"))]).size !== 4) {
    throw new Calibration("classes of objects coincide");
  }

  const objectProto = object(inGuest("Object.prototype"));
  const arrayProto = object(inGuest("Array.prototype"));
  const classProtoAt = only("the prototypes of classes", 8, 512, (o) => {
    const table = word(ctx + o);
    return word(table + VALUE * plainClass) === objectProto && word(table + VALUE * arrayClass) === arrayProto;
  });

  const loop = (n: number) => inGuest(`(() => { for (let i = 0; i < ${n}; i++); return 0; })()`);
  const words = () => Array.from({ length: CONTEXT / 4 }, (_, i) => view.getInt32(ctx + 4 * i, true));
  const taken = [100, 200, 400].map((n) => {
    const before = words();
    loop(n);
    const after = words();
    return before.map((word, i) => word - (after[i] as number));
  });
  const countdownAt = only("the countdown to the next poll", 0, CONTEXT, (o) => {
    const [a = 0, b = 0, c = 0] = taken.map((counts) => counts[o / 4]);
    return JUMPS.includes((b - a) / 100) && c - b === 2 * (b - a);
  });

  for (const value of [half, ref1, ref2]) ffi.QTS_FreeValuePointer(ctx, value);
  for (const handle of held) handle.dispose();
  return { tensorClass, arrayClass, plainClass, opaqueAt, valuesAt, countAt, addendHigh, classProtoAt, countdownAt };
}
