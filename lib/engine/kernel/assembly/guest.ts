// The boundary into QuickJS: reads arguments where the interpreter keeps them, boxes the result.
// A JS value is 8 bytes: a tag word, or a double moved out of the tags' way by `addend`. The layout of objects is not
// assumed but calibrated by the host at start (`configure`).
import * as L from "./layout";
import * as O from "./codes";
import {
  FRAME, operand, fail, failNumber, charge, make, dataOf, sizeOf, ndimOf, dim, isTensor, keepUntilEnd, dropTemps,
  tempsHeld, exhaust, setInt, setFloat, recording, release, giveNothing, isTransposed, plain, colsOf, kindOf, tensorOf,
} from "./memory";
import { run } from "./apply";

@external("env", "malloc") declare function malloc(bytes: u32): u32;
@external("env", "newHostRef") declare function newHostRef(ctx: u32, id: u32): u32;
@external("env", "getProp") declare function getProp(ctx: u32, object: u32, key: u32): u32;
@external("env", "freeValue") declare function freeValue(ctx: u32, value: u32): void;
/** The host looks at the frame: a recorded operation, or one of its own. */
@external("env", "hosted") declare function hosted(op: i32): void;

const OBJECT: i32 = -1;
const INT: i32 = 0;
const BOOL: i32 = 1;
const NULL: i32 = 2;
const UNDEFINED: i32 = 3;
const EXCEPTION: i32 = 6;
const FIRST_TAG: i32 = -9;
const FLOAT_TAG: i32 = 8;
const PER_CALL: i64 = 300;

let tensorClass: u32 = 0;
let arrayClass: u32 = 0;
let plainClass: u32 = 0;
let opaqueAt: u32 = 0;
let valuesAt: u32 = 0;
let countAt: u32 = 0;
let addend: u64 = 0;
let axisKey: u32 = 0;
let keepdimsKey: u32 = 0;

export function configure(tensor: u32, array: u32, object: u32, opaque: u32, values: u32, count: u32, high: u32): void {
  tensorClass = tensor;
  arrayClass = array;
  plainClass = object;
  opaqueAt = opaque;
  valuesAt = values;
  countAt = count;
  addend = <u64>high << 32;
}
export function setKeys(axis: u32, keepdims: u32): void {
  axisKey = axis;
  keepdimsKey = keepdims;
}

@inline function tagOf(p: u32): i32 { return load<i32>(p, 4); }
@inline function isFloat(tag: i32): bool { return <u32>(tag - FIRST_TAG) >= <u32>(FLOAT_TAG - FIRST_TAG); }
@inline function classOf(p: u32): u32 { return <u32>load<u16>(load<u32>(p), 6); }
@inline function doubleAt(p: u32): f64 { return reinterpret<f64>(load<u64>(p) + addend); }
@inline function isNumber(p: u32): bool { const t = tagOf(p); return t == INT || t == BOOL || isFloat(t); }
@inline function numberAt(p: u32): f64 {
  const t = tagOf(p);
  return t == INT || t == BOOL ? <f64>load<i32>(p) : doubleAt(p);
}

/** The header of the tensor in a value, or 0: the guest cannot make such an object, only be given one. */
export function tensorIn(p: u32): u32 {
  if (tagOf(p) != OBJECT) return 0;
  const o = load<u32>(p);
  if (<u32>load<u16>(o, 6) != tensorClass) return 0;
  const box = load<u32>(o + opaqueAt);
  if (box == 0) return 0;
  const t = load<u32>(box);
  return isTensor(t) ? t : 0;
}

// --- operands -------------------------------------------------------------------------------------------------------

/** A number, or a tensor of one number, at `p`; writes it to `to`. */
function readNumber(p: u32, to: u32): bool {
  if (isNumber(p)) {
    store<f64>(to, numberAt(p));
    return true;
  }
  const t = tensorIn(p);
  if (t == 0 || sizeOf(t) != 1) return false;
  store<f64>(to, load<f64>(dataOf(t)));
  return true;
}

/** Numbers of a row: from an array of numbers or a 1-D tensor. */
function readRow(p: u32, to: u32, n: i32, k: i32): bool {
  const t = tensorIn(p);
  if (t != 0) {
    if (ndimOf(t) != 1 || sizeOf(t) != n) return failNumber(L.E_RAGGED, <f64>k);
    memory.copy(to, dataOf(t), <u32>n << 3);
    return true;
  }
  if (tagOf(p) != OBJECT || classOf(p) != arrayClass) return failNumber(L.E_RAGGED, <f64>k);
  const o = load<u32>(p);
  if (load<i32>(o + countAt) != n) return failNumber(L.E_RAGGED, <f64>k);
  let v = load<u32>(o + valuesAt);
  for (let i = 0; i < n; i++) {
    if (!readNumber(v, to)) return fail(tagOf(v) == OBJECT && classOf(v) == arrayClass ? L.E_NDIM : L.E_OPERAND);
    v += 8;
    to += 8;
  }
  return true;
}

/** A tensor made of a nested array, freed when the call is over; 0 on failure. */
function fromArray(p: u32): u32 {
  const o = load<u32>(p);
  const n = load<i32>(o + countAt);
  if (n <= 0) {
    fail(L.E_OPERAND); // empty, or kept as a dictionary: the slow way decides
    return 0;
  }
  if (tempsHeld() > 1000) {
    fail(L.E_LIST);
    return 0;
  }
  const v = load<u32>(o + valuesAt);
  const first = tensorIn(v);
  const rows = (first != 0 && ndimOf(first) == 1) || (first == 0 && tagOf(v) == OBJECT && classOf(v) == arrayClass);
  if (!rows) {
    if (!charge(n)) return 0;
    const t = make(1, n, 0);
    if (t == 0) return 0;
    keepUntilEnd(t);
    for (let i = 0; i < n; i++) {
      const e = v + (<u32>i << 3);
      if (!readNumber(e, dataOf(t) + (<u32>i << 3))) {
        const nested = tagOf(e) == OBJECT && (classOf(e) == arrayClass || tensorIn(e) != 0);
        failNumber(nested ? L.E_RAGGED : L.E_OPERAND, <f64>i);
        return 0;
      }
    }
    return t;
  }
  const m = first != 0 ? sizeOf(first) : load<i32>(load<u32>(v) + countAt);
  if (m <= 0) {
    fail(L.E_OPERAND);
    return 0;
  }
  if (!charge(<i64>n * <i64>m)) return 0;
  const t = make(2, n, m);
  if (t == 0) return 0;
  keepUntilEnd(t);
  for (let i = 0; i < n; i++) {
    if (!readRow(v + (<u32>i << 3), dataOf(t) + (<u32>(i * m) << 3), m, i)) return 0;
  }
  return t;
}

/** Fills operand slot i from a value. */
function take(i: i32, p: u32): bool {
  const o = operand(i);
  if (p == 0) return failNumber(L.E_OPERAND, <f64>i);
  const tag = tagOf(p);
  if (tag == OBJECT) {
    let t = tensorIn(p);
    if (t == 0) {
      if (classOf(p) != arrayClass) return failNumber(L.E_OPERAND, <f64>i);
      t = fromArray(p);
      if (t == 0) return false;
    }
    store<i32>(o, L.TENSOR);
    store<u32>(o, t, 4);
    return true;
  }
  if (tag == INT || tag == BOOL || isFloat(tag)) {
    store<i32>(o, L.NUMBER);
    store<f64>(o, numberAt(p), 8);
    return true;
  }
  return failNumber(L.E_OPERAND, <f64>i);
}

// --- arguments ------------------------------------------------------------------------------------------------------

let argBase: u32 = 0;
let argThis: u32 = 0;
let argCount: i32 = 0;

/** Address of argument i (a method's `this` is argument 0), or 0 when it was left out. */
@inline function arg(i: i32): u32 {
  if (argThis != 0) {
    if (i == 0) return argThis;
    i--;
  }
  if (i >= argCount) return 0;
  const p = argBase + (<u32>i << 3);
  return p;
}
@inline function missing(p: u32): bool { return p == 0 || tagOf(p) == UNDEFINED || tagOf(p) == NULL; }

/** Argument i is of no use: not a number (NaN), or not a whole one. */
function failArgument(i: i32, x: f64): bool {
  store<i32>(FRAME + L.F_ERROR_B, i);
  return failNumber(L.E_ARGUMENT, x);
}

let scratch: f64 = 0;
function readFloat(i: i32, otherwise: f64): bool {
  const p = arg(i);
  if (missing(p)) {
    scratch = otherwise;
    return true;
  }
  const at = operand(3) + 8;
  if (!readNumber(p, at)) return failArgument(i, NaN);
  scratch = load<f64>(at);
  return true;
}
function intArg(slot: i32, i: i32, otherwise: i32): bool {
  if (!readFloat(i, <f64>otherwise)) return false;
  if (floor(scratch) != scratch || abs(scratch) > 2147483647) return failArgument(i, scratch);
  setInt(slot, <i32>scratch);
  return true;
}
function floatArg(slot: i32, i: i32, otherwise: f64): bool {
  if (!readFloat(i, otherwise)) return false;
  setFloat(slot, scratch);
  return true;
}
/** A flag: a boolean, 0 or 1. */
function flagArg(slot: i32, i: i32): bool { return intArg(slot, i, 0); }

/** A shape: numbers from argument i on, or one array of numbers. */
function shapeArg(i: i32): bool {
  const p = arg(i);
  if (missing(p)) {
    setInt(0, 0);
    return true;
  }
  if (tagOf(p) == OBJECT) {
    let n: i32, v: u32, step: u32;
    const t = tensorIn(p);
    if (t == 0 && classOf(p) != arrayClass) return fail(L.E_OPERAND);
    if (t == 0) {
      const o = load<u32>(p);
      n = load<i32>(o + countAt);
      v = load<u32>(o + valuesAt);
    } else return fail(L.E_OPERAND);
    if (n > 2) return fail(L.E_NDIM);
    setInt(0, n);
    for (let k = 0; k < n; k++) {
      if (!isNumber(v)) return fail(L.E_OPERAND);
      const x = numberAt(v);
      if (floor(x) != x || abs(x) > 2147483647) return failNumber(L.E_ARGUMENT, x);
      setInt(1 + k, <i32>x);
      v += 8;
    }
    return true;
  }
  let n = 0;
  while (!missing(arg(i + n))) {
    if (n >= 2) return fail(L.E_NDIM);
    if (!intArg(1 + n, i + n, 0)) return false;
    n++;
  }
  setInt(0, n);
  return true;
}

/** The list of a join: an array of tensors, arrays and numbers. */
function listArg(): bool {
  const p = arg(0);
  if (p == 0 || tagOf(p) != OBJECT || classOf(p) != arrayClass) return failNumber(L.E_OPERAND, 0);
  const o = load<u32>(p);
  const n = load<i32>(o + countAt);
  if (n <= 0) return fail(L.E_OPERAND);
  if (n > L.LIST_MAX) return fail(L.E_LIST);
  const v = load<u32>(o + valuesAt);
  for (let k = 0; k < n; k++) {
    const e = v + (<u32>k << 3);
    let t = tensorIn(e);
    if (t == 0) {
      if (tagOf(e) != OBJECT || classOf(e) != arrayClass) return failNumber(L.E_OPERAND, <f64>k);
      t = fromArray(e);
      if (t == 0) return false;
    }
    store<u32>(FRAME + L.F_LIST + (<u32>k << 2), t);
  }
  store<i32>(FRAME + L.F_LIST_COUNT, n);
  return true;
}

let pending: u32 = 0;
let unfit: bool = false;
/** A property of an options object, for the reductions. May run guest code, so nothing of the frame is in use yet. */
function option(ctx: u32, object: u32, key: u32, otherwise: i32): i32 {
  const v = getProp(ctx, object, key);
  if (v == 0) return otherwise;
  const tag = tagOf(v);
  if (tag == EXCEPTION) {
    pending = v;
    return otherwise;
  }
  let r = otherwise;
  if (tag == INT || tag == BOOL) r = load<i32>(v);
  else if (tag != UNDEFINED && tag != NULL) unfit = true;
  freeValue(ctx, v);
  return r;
}

function decode(op: i32): bool {
  if (op <= O.NOT_EQUAL || (op >= O.MATMUL && op <= O.OUTER)) return take(0, arg(0)) && take(1, arg(1));
  if (op <= O.SIGMOID) return take(0, arg(0));
  switch (op) {
    case O.WHERE: return take(0, arg(0)) && take(1, arg(1)) && take(2, arg(2));
    case O.CLIP: return take(0, arg(0)) && floatArg(0, 1, -Infinity) && floatArg(1, 2, Infinity);
    case O.RESHAPE: return take(0, arg(0)) && shapeArg(1);
    case O.SLICE: return take(0, arg(0)) && intArg(0, 1, 0) && intArg(1, 2, L.NO_STOP) && intArg(2, 3, 0);
    case O.ROW: case O.COL: return take(0, arg(0)) && intArg(0, 1, 0) && flagArg(1, 2);
    case O.TAKE: return take(0, arg(0)) && take(1, arg(1)) && intArg(0, 2, 0);
    case O.CONCAT: return listArg() && intArg(0, 1, 0);
    case O.HSTACK: case O.VSTACK: return listArg();
    case O.ZEROS: case O.ONES: return shapeArg(0);
    case O.FULL: {
      if (!floatArg(0, 1, 0)) return false;
      argCount = argThis != 0 ? 0 : 1;
      return shapeArg(0);
    }
    case O.EYE: return intArg(0, 0, 0) && intArg(1, 1, L.NO_AXIS);
    case O.ARANGE: {
      if (missing(arg(1))) { setFloat(0, 0); setFloat(2, 1); return floatArg(1, 0, 0); }
      return floatArg(0, 0, 0) && floatArg(1, 1, 0) && floatArg(2, 2, 1);
    }
    case O.LINSPACE: return floatArg(0, 0, 0) && floatArg(1, 1, 1) && intArg(0, 2, 50);
    case O.GET: return take(0, arg(0)) && indices(1, argCount + (argThis != 0 ? 1 : 0));
    case O.SET: {
      const n = argCount + (argThis != 0 ? 1 : 0);
      if (n < 2) return failNumber(L.E_ARGUMENT, 0);
      return take(0, arg(0)) && floatArg(0, n - 1, NaN) && indices(1, n - 1);
    }
    case O.DIM: case O.FLAT: return take(0, arg(0)) && intArg(0, 1, 0);
    case O.ALLCLOSE: return take(0, arg(0)) && take(1, arg(1)) && floatArg(0, 2, 1e-5) && floatArg(1, 3, 1e-8);
    case O.IS_TENSOR: {
      const p = arg(0);
      const t = p == 0 ? 0 : tensorIn(p);
      store<i32>(operand(0), t != 0 ? L.TENSOR : L.NONE);
      store<u32>(operand(0), t, 4);
      return true;
    }
    case O.SEED: return floatArg(0, 0, 0);
    case O.NORMAL: case O.UNIFORM: return floatArg(0, 0, 0) && floatArg(1, 1, 1) && shapeArg(2);
    case O.INTEGERS: {
      if (missing(arg(1))) { setFloat(0, 0); return floatArg(1, 0, 0) && shapeArg(2); }
      return floatArg(0, 0, 0) && floatArg(1, 1, 0) && shapeArg(2);
    }
    case O.RANDOM: return true;
    case O.MATH_POW: return floatArg(0, 0, NaN) && floatArg(1, 1, NaN);
    case O.EMIT_TENSOR: return intArg(0, 0, 0) && take(0, arg(1));
    case O.EMIT_NUMBER: return intArg(0, 0, 0) && floatArg(0, 1, NaN);
    case O.PROGRESS: return floatArg(0, 0, NaN) && floatArg(1, 1, NaN);
    default:
  }
  if (op > O.MATH && op < O.MATH_POW) return floatArg(0, 0, NaN);
  return take(0, arg(0));
}

function indices(from: i32, to: i32): bool {
  setInt(0, to - from);
  for (let k = from; k < to && k < from + 4; k++) if (!intArg(1 + k - from, k, 0)) return false;
  return true;
}

/** A double as a JS value in memory of its own (the interpreter's wrapper frees it). */
function boxNumber(x: f64): u32 {
  const p = malloc(8);
  if (p == 0) {
    fail(L.E_ALLOC);
    return 0;
  }
  const i = <i32>x;
  if (<f64>i == x && (i != 0 || reinterpret<u64>(x) == 0)) {
    store<i32>(p, i);
    store<i32>(p, INT, 4);
  } else store<u64>(p, reinterpret<u64>(x == x ? x : NaN) - addend);
  return p;
}

/**
 * One call from the guest. Gives the address of a JS value, or 0: then the frame's status says whether that is
 * `undefined` (0) or what was amiss.
 */
export function call(ctx: u32, self: u32, argc: i32, argv: u32, op: i32): u32 {
  // called on a tensor, an operation is its method
  if (self != 0 && tensorIn(self) == 0) self = 0;
  let axis: i32 = L.NO_AXIS, keep: i32 = 0;
  const reduce = op >= O.SUM && op <= O.NORM;
  const lead = self != 0 ? 0 : 1;
  let bad = false;
  if (reduce && argc > lead) {
    const p = argv + (<u32>lead << 3);
    const tag = tagOf(p);
    if (tag == OBJECT && classOf(p) == plainClass) {
      pending = 0;
      unfit = false;
      axis = option(ctx, p, axisKey, L.NO_AXIS);
      if (pending == 0) keep = option(ctx, p, keepdimsKey, 0);
      if (pending != 0) return pending;
      bad = unfit;
    } else {
      if (tag == INT) axis = load<i32>(p);
      else bad = tag != UNDEFINED && tag != NULL;
      if (argc > lead + 1) {
        const k = tagOf(p + 8);
        if (k == INT || k == BOOL) keep = load<i32>(p + 8);
        else bad = bad || (k != UNDEFINED && k != NULL);
      }
    }
  }
  store<i32>(FRAME + L.F_OP, op);
  store<i32>(FRAME + L.F_STATUS, L.OK);
  if (!charge(PER_CALL)) return 0;
  store<i32>(FRAME + L.F_ERROR_B, -1);
  argThis = self;
  argBase = argv;
  argCount = argc;
  store<i32>(FRAME + L.F_LIST_COUNT, 0);
  store<i32>(operand(0), L.NONE);
  store<i32>(operand(1), L.NONE);
  store<i32>(operand(2), L.NONE);
  let good = bad ? failArgument(1, NaN) : decode(op);
  if (good && reduce) {
    setInt(0, axis);
    setInt(1, keep);
  }
  good = good && run(op);
  if (good && (recording != 0 || op >= O.HOST)) hosted(load<i32>(FRAME + L.F_OP));
  if (tempsHeld() != 0) dropTemps();
  if (!good) return 0;
  const kind = load<i32>(FRAME + L.F_KIND);
  if (kind == L.TENSOR) {
    const t = load<u32>(FRAME + L.F_RESULT);
    const box = newHostRef(ctx, t);
    if (box == 0 || tagOf(box) != OBJECT) release(t);
    if (box == 0) {
      exhaust(2);
      fail(L.E_ALLOC);
    }
    return box;
  }
  if (kind == L.NUMBER) return boxNumber(load<f64>(FRAME + L.F_NUMBER));
  if (kind == L.BOOLEAN) {
    const p = malloc(8);
    if (p == 0) {
      fail(L.E_ALLOC);
      return 0;
    }
    store<i32>(p, load<f64>(FRAME + L.F_NUMBER) != 0 ? 1 : 0);
    store<i32>(p, BOOL, 4);
    return p;
  }
  return 0;
}

/** A tensor object for the guest, made by the host: data to be written by the host. Gives the JS value's address. */
export function give(ctx: u32, t: u32): u32 {
  const box = newHostRef(ctx, t);
  if (box == 0 || tagOf(box) != OBJECT) {
    release(t);
    return box;
  }
  return box;
}
