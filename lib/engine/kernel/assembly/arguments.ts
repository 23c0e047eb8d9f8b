// Arguments of a call into the frame: operands, numbers, shapes and lists, by the operation's number.
import * as L from "./layout";
import * as O from "./codes";
import { FRAME, operand, fail, failNumber, setInt, setFloat } from "./memory";
import { fromArray, readNumber, take } from "./operands";
import {
  OBJECT, UNDEFINED, NULL, arrayClass, valuesAt, countAt, tagOf, classOf, isNumber, numberAt, tensorIn,
} from "./values";

let argBase: u32 = 0;
let argThis: u32 = 0;
let argCount: i32 = 0;

/** Begins a call: where its arguments lie, and the tensor it was called on, or 0. */
export function begin(self: u32, argc: i32, argv: u32): void {
  argThis = self;
  argBase = argv;
  argCount = argc;
}

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
export function failArgument(i: i32, x: f64): bool {
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
    if (n > L.AXES) return fail(L.E_NDIM);
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
    if (n >= L.AXES) return fail(L.E_NDIM);
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

export function decode(op: i32): bool {
  if (op <= O.NOT_EQUAL || (op >= O.MATMUL && op <= O.OUTER)) return take(0, arg(0)) && take(1, arg(1));
  if (op <= O.ISFINITE) return take(0, arg(0));
  switch (op) {
    case O.WHERE: return take(0, arg(0)) && take(1, arg(1)) && take(2, arg(2));
    case O.CLIP: return take(0, arg(0)) && floatArg(0, 1, -Infinity) && floatArg(1, 2, Infinity);
    case O.ROUND: return take(0, arg(0)) && intArg(0, 1, 0);
    case O.VAR: case O.STD:
      return take(0, arg(0)) && intArg(0, 1, L.NO_AXIS) && flagArg(1, 2) && intArg(2, 3, 0);
    case O.CUMSUM: return take(0, arg(0)) && intArg(0, 1, L.NO_AXIS);
    case O.ARGSORT: return take(0, arg(0)) && intArg(0, 1, -1);
    case O.RESHAPE: case O.TRANSPOSE: return take(0, arg(0)) && shapeArg(1);
    case O.SLICE: return take(0, arg(0)) && intArg(0, 1, 0) && intArg(1, 2, L.NO_STOP) && intArg(2, 3, 0);
    case O.ROW: case O.COL: return take(0, arg(0)) && intArg(0, 1, 0) && flagArg(1, 2);
    case O.TAKE: return take(0, arg(0)) && take(1, arg(1)) && intArg(0, 2, 0);
    case O.CONCAT: case O.STACK: return listArg() && intArg(0, 1, 0);
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
    case O.CHARGE: return floatArg(0, 0, 0);
    case O.MATH_POW: return floatArg(0, 0, NaN) && floatArg(1, 1, NaN);
    case O.EMIT_TENSOR: return intArg(0, 0, 0) && take(0, arg(1));
    case O.EMIT_NUMBER: return intArg(0, 0, 0) && floatArg(0, 1, NaN);
    case O.PROGRESS: return floatArg(0, 0, NaN) && floatArg(1, 1, NaN);
    default:
  }
  if (op >= O.ADD_IN_PLACE && op <= O.ASSIGN) return take(0, arg(0)) && take(1, arg(1));
  if (op > O.MATH && op < O.MATH_POW) return floatArg(0, 0, NaN);
  return take(0, arg(0));
}

function indices(from: i32, to: i32): bool {
  setInt(0, to - from);
  for (let k = from; k < to && k < from + 4; k++) if (!intArg(1 + k - from, k, 0)) return false;
  return true;
}
