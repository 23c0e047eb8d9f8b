// Sums and extremes, over everything or along an axis, in one fixed order.
import * as L from "./layout";
import * as O from "./codes";
import {
  operand, kindOf, tensorOf, int, charge, fail, failNumber, make, makeShaped, makeAlong, makeLike, plain, release, dataOf, ndimOf,
  dim, sizeOf, rowsOf, colsOf, span, giveTensor, keepUntilEnd, noteTensor, FRAME,
} from "./memory";
import { axisIn } from "./shape";

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

/** Lines of no numbers are charged by their results. */
function emptyLines(t: u32): bool {
  if (charge(sizeOf(t))) return true;
  release(t);
  return false;
}

/** One result per line along the axis, in row order. */
function alongAxis(op: i32, x: u32, axis: i32, keep: bool): bool {
  const t = makeAlong(x, axis, 1, !keep);
  if (t == 0) return false;
  const n = dim(x, axis);
  const outer = span(x, 0, axis), inner = span(x, axis + 1, ndimOf(x));
  if (n == 0 && !emptyLines(t)) return false;
  const step = <u32>inner << 3;
  let to = dataOf(t);
  for (let o = 0; o < outer; o++) {
    const block = dataOf(x) + <u32>o * <u32>n * step;
    for (let i = 0; i < inner; i++) {
      store<f64>(to, along(op, block + (<u32>i << 3), step, n));
      to += 8;
    }
  }
  return giveTensor(t);
}

/** Mean of the squared distances from the mean, with n − ddof in place of n. */
function variance(op: i32, a: u32, step: u32, n: i32, ddof: i32): f64 {
  const mean = along(O.MEAN, a, step, n);
  let s: f64 = 0;
  for (let i = 0; i < n; i++) {
    const d = load<f64>(a) - mean;
    s += d * d;
    a += step;
  }
  const v = s / <f64>max(n - ddof, 0);
  return op == O.STD ? sqrt(v) : v;
}

/** var and std: two walks over the numbers, hence the charge. */
export function applySpread(op: i32): bool {
  const given = tensorOf(operand(0));
  const nd = ndimOf(given);
  const keep = int(1) != 0;
  const ddof = int(2);
  if (!charge(<i64>sizeOf(given) << 1)) return false;
  const all = int(0) == L.NO_AXIS;
  const axis = all ? 0 : axisIn(given, int(0));
  if (axis < 0) return false;
  const x = plain(given);
  if (x == 0) return false;
  if (all) {
    const t = keep ? makeShaped(nd, 1, 1, 1) : make(0, 0, 0);
    if (t == 0) return false;
    store<f64>(dataOf(t), variance(op, dataOf(x), 8, sizeOf(x), ddof));
    return giveTensor(t);
  }
  const t = makeAlong(x, axis, 1, !keep);
  if (t == 0) return false;
  const n = dim(x, axis);
  const outer = span(x, 0, axis), inner = span(x, axis + 1, nd);
  if (n == 0 && !emptyLines(t)) return false;
  const step = <u32>inner << 3;
  let to = dataOf(t);
  for (let o = 0; o < outer; o++) {
    const block = dataOf(x) + <u32>o * <u32>n * step;
    for (let i = 0; i < inner; i++) {
      store<f64>(to, variance(op, block + (<u32>i << 3), step, n, ddof));
      to += 8;
    }
  }
  return giveTensor(t);
}

/** Running sums along an axis, or over all elements row by row. */
export function applyCumsum(): bool {
  const given = tensorOf(operand(0));
  if (!charge(sizeOf(given))) return false;
  const all = int(0) == L.NO_AXIS;
  const axis = all ? 0 : axisIn(given, int(0));
  if (axis < 0) return false;
  const x = plain(given);
  if (x == 0) return false;
  const t = all ? make(1, sizeOf(x), 0) : makeLike(x);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  const n = all ? sizeOf(x) : dim(x, axis);
  const outer = all ? 1 : span(x, 0, axis), inner = all ? 1 : span(x, axis + 1, ndimOf(x));
  const step = <u32>inner << 3;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const block = <u32>o * <u32>n * step + (<u32>i << 3);
      let a = dataOf(x) + block, to = dataOf(t) + block;
      let s: f64 = 0;
      for (let k = 0; k < n; k++) {
        s = k == 0 ? load<f64>(a) : s + load<f64>(a);
        store<f64>(to, s);
        a += step;
        to += step;
      }
    }
  }
  return giveTensor(t);
}

/** Whether the number at a comes before the one at b: NaN comes last. */
@inline function before(x: f64, y: f64): bool { return x < y || (y != y && x == x); }

/** Order of n numbers by merging, stable; `from` and `to` are two lists of n indices, and the one in use is given back. */
function order(a: u32, step: u32, n: i32, from: u32, to: u32): u32 {
  for (let i = 0; i < n; i++) store<f64>(from + (<u32>i << 3), <f64>i);
  for (let width = 1; width < n; width <<= 1) {
    for (let left = 0; left < n; left += width << 1) {
      const middle = min(left + width, n), right = min(left + (width << 1), n);
      let p = left, q = middle;
      for (let k = left; k < right; k++) {
        const takeLeft = q >= right || (p < middle &&
          !before(load<f64>(a + <u32>load<f64>(from + (<u32>q << 3)) * step), load<f64>(a + <u32>load<f64>(from + (<u32>p << 3)) * step)));
        const i = takeLeft ? p++ : q++;
        store<f64>(to + (<u32>k << 3), load<f64>(from + (<u32>i << 3)));
      }
    }
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/** The indices that would put the numbers along an axis in ascending order; equal ones stay in theirs. */
export function applyArgsort(): bool {
  const given = tensorOf(operand(0));
  const nd = ndimOf(given);
  if (!charge(<i64>sizeOf(given) << 5)) return false;
  const axis = nd == 0 && (int(0) == -1 || int(0) == 0) ? 0 : axisIn(given, int(0));
  if (axis < 0) return false;
  store<i32>(FRAME + L.F_INTS, axis);
  const x = plain(given);
  if (x == 0) return false;
  const n = nd == 0 ? 1 : dim(x, axis);
  const first = make(1, n, 0);
  if (first == 0) return false;
  keepUntilEnd(first);
  const second = make(1, n, 0);
  if (second == 0) return false;
  keepUntilEnd(second);
  const t = nd == 0 ? make(1, 1, 0) : makeLike(x);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  const outer = nd == 0 ? 1 : span(x, 0, axis), inner = nd == 0 ? 1 : span(x, axis + 1, nd);
  const step = <u32>inner << 3;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const block = <u32>o * <u32>n * step + (<u32>i << 3);
      const sorted = order(dataOf(x) + block, step, n, dataOf(first), dataOf(second));
      let to = dataOf(t) + block;
      for (let k = 0; k < n; k++) {
        store<f64>(to, load<f64>(sorted + (<u32>k << 3)));
        to += step;
      }
    }
  }
  return giveTensor(t);
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
  const length = whole ? n : dim(x, axis);
  if (length == 0 && op >= O.MAX && op <= O.ARGMAX) {
    noteTensor(FRAME + L.F_ERROR_A, given);
    return fail(L.E_EMPTY);
  }
  if (nd == 3 && !whole) return alongAxis(op, x, axis, keep);
  if (whole) {
    const t = keep ? makeShaped(nd, 1, 1, 1) : make(0, 0, 0);
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
