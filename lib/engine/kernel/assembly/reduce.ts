// Sums and extremes, over everything or along an axis, in one fixed order.
import * as L from "./layout";
import * as O from "./codes";
import {
  operand, kindOf, tensorOf, int, charge, fail, failNumber, make, plain, dataOf, ndimOf, dim, sizeOf, rowsOf, colsOf,
  giveTensor, noteTensor, FRAME,
} from "./memory";

/** Eight partial sums, then their sum: always in this order. */
export function sumRow(a: u32, n: i32): f64 {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    s0 = f64x2.add(s0, v128.load(a));
    s1 = f64x2.add(s1, v128.load(a, 16));
    s2 = f64x2.add(s2, v128.load(a, 32));
    s3 = f64x2.add(s3, v128.load(a, 48));
    a += 64;
  }
  const s = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let r = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (; i < n; i++) {
    r += load<f64>(a);
    a += 8;
  }
  return r;
}

function squareSum(a: u32, step: u32, n: i32): f64 {
  let s0: f64 = 0, s1: f64 = 0;
  let i = 0;
  for (; i + 2 <= n; i += 2) {
    const x = load<f64>(a), y = load<f64>(a + step);
    s0 += x * x;
    s1 += y * y;
    a += step + step;
  }
  if (i < n) s0 += load<f64>(a) * load<f64>(a);
  return s0 + s1;
}

function extreme(op: i32, a: u32, step: u32, n: i32): f64 {
  let best = load<f64>(a);
  let index = 0;
  for (let i = 1; i < n; i++) {
    a += step;
    const x = load<f64>(a);
    // a NaN wins and stays, as in NumPy
    if (best == best && (x != x || (op == O.MIN ? x < best : x > best))) {
      best = x;
      index = i;
    }
  }
  return op == O.ARGMAX ? <f64>index : best;
}

function along(op: i32, a: u32, step: u32, n: i32): f64 {
  if (op == O.NORM) return sqrt(squareSum(a, step, n));
  if (op == O.SUM || op == O.MEAN) {
    let r: f64;
    if (step == 8) r = sumRow(a, n);
    else {
      r = 0;
      for (let i = 0; i < n; i++) {
        r += load<f64>(a);
        a += step;
      }
    }
    return op == O.MEAN ? r / <f64>n : r;
  }
  return extreme(op, a, step, n);
}

export function applyReduce(op: i32): bool {
  if (kindOf(operand(0)) == L.NUMBER) return fail(L.E_OPERAND);
  const given = tensorOf(operand(0));
  const nd = ndimOf(given);
  let axis = int(0);
  const keep = int(1) != 0;
  const n = sizeOf(given);
  if (!charge(n)) return false;
  if (axis != L.NO_AXIS) {
    if (axis < -nd || axis >= nd) {
      noteTensor(FRAME + L.F_ERROR_A, given);
      return failNumber(L.E_AXIS, <f64>axis);
    }
    if (axis < 0) axis += nd;
  }
  const x = plain(given);
  if (x == 0) return false;
  const data = dataOf(x);
  const whole = axis == L.NO_AXIS || nd == 1;
  const r = rowsOf(x), c = colsOf(x);
  const length = whole ? n : axis == 0 ? r : c;
  if (length == 0 && op >= O.MAX && op <= O.ARGMAX) {
    noteTensor(FRAME + L.F_ERROR_A, given);
    return fail(L.E_EMPTY);
  }
  if (whole) {
    const t = keep ? make(nd, 1, 1) : make(0, 0, 0);
    if (t == 0) return false;
    store<f64>(dataOf(t), along(op, data, 8, n));
    return giveTensor(t);
  }
  if (axis == 1) {
    const t = keep ? make(2, r, 1) : make(1, r, 0);
    if (t == 0) return false;
    let to = dataOf(t);
    let a = data;
    for (let i = 0; i < r; i++) {
      store<f64>(to, along(op, a, 8, c));
      to += 8;
      a += <u32>c << 3;
    }
    return giveTensor(t);
  }
  const t = keep ? make(2, 1, c) : make(1, c, 0);
  if (t == 0) return false;
  let to = dataOf(t);
  for (let j = 0; j < c; j++) {
    store<f64>(to, along(op, data + (<u32>j << 3), <u32>c << 3, r));
    to += 8;
  }
  return giveTensor(t);
}
