// Operations that move numbers about without changing them. A tensor is looked at along one axis as `outer` blocks of
// n lines of `inner` numbers each. Where there is nothing to move, no loop is begun: loops over nothing would be free.
import * as L from "./layout";
import {
  FRAME, operand, kindOf, tensorOf, int, setInt, charge, fail, failNumber, makeShaped, makeLike, makeAlong, view,
  plain, flip, dataOf, ndimOf, dim, sizeOf, span, giveTensor, isTransposed, noteTensor,
} from "./memory";

@inline function given(): u32 { return tensorOf(operand(0)); }

/** An axis that counts from the end when negative, or -1 when x has none of that number (the frame says so). */
export function axisIn(x: u32, axis: i32): i32 {
  const nd = ndimOf(x);
  if (axis < -nd || axis >= nd) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    failNumber(L.E_AXIS, <f64>axis);
    return -1;
  }
  return axis < 0 ? axis + nd : axis;
}

/** An index that counts from the end when negative, or -1 when it lies outside. */
function indexIn(x: u32, i: i32, n: i32): i32 {
  if (i < -n || i >= n) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    failNumber(L.E_INDEX, <f64>i);
    return -1;
  }
  return i < 0 ? i + n : i;
}

/** The axes in the order of the frame's list, in row order: only three axes need it. */
function permuted(x: u32, p: i32, q: i32, r: i32): bool {
  if (!charge(sizeOf(x))) return false;
  const a = dim(x, p), b = dim(x, q), c = dim(x, r);
  const t = makeShaped(3, a, b, c);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  const sp = <u32>span(x, p + 1, 3) << 3, sq = <u32>span(x, q + 1, 3) << 3, sr = <u32>span(x, r + 1, 3) << 3;
  let to = dataOf(t);
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      let from = dataOf(x) + <u32>i * sp + <u32>j * sq;
      for (let k = 0; k < c; k++) {
        store<f64>(to, load<f64>(from));
        to += 8;
        from += sr;
      }
    }
  }
  return giveTensor(t);
}

export function applyTranspose(): bool {
  const x = given();
  const nd = ndimOf(x);
  const named = int(0);
  let turned = nd == 2;
  if (named != 0) {
    let seen = 0;
    for (let k = 0; k < named; k++) {
      const axis = int(1 + k) < 0 ? int(1 + k) + nd : int(1 + k);
      if (axis >= 0 && axis < nd) seen |= 1 << axis;
      setInt(1 + k, axis);
    }
    if (named != nd || seen != (1 << nd) - 1) {
      noteTensor(FRAME + L.F_ERROR_A, x);
      return failNumber(L.E_AXES, <f64>named);
    }
    turned = nd == 2 && int(1) == 1;
  }
  if (nd == 3) return named != 0 ? permuted(x, int(1), int(2), int(3)) : permuted(x, 2, 1, 0);
  if (nd < 2) return giveTensor(view(x, nd, dim(x, 0), 0, false));
  if (!turned) return giveTensor(view(x, 2, dim(x, 0), dim(x, 1), isTransposed(x)));
  // a row or a column has the same data either way
  const flat = dim(x, 0) == 1 || dim(x, 1) == 1;
  return giveTensor(view(x, 2, dim(x, 1), dim(x, 0), flat ? false : !isTransposed(x)));
}

/** A view with the shape of the frame, whose lengths are known by now. */
function shapedView(p: u32, nd: i32): bool {
  const t = view(p, nd, int(1), nd > 1 ? int(2) : 0, false);
  if (t != 0 && nd == 3) store<i32>(t, int(3), L.H_SHAPE + 8);
  return giveTensor(t);
}

export function applyReshape(): bool {
  const nd = int(0);
  const x = given();
  const n = sizeOf(x);
  if (nd > L.AXES) return fail(L.E_NDIM);
  let open = -1;
  let rest: i64 = 1;
  let fits = true;
  for (let k = 0; k < nd; k++) {
    const d = int(1 + k);
    if (d >= 0) rest *= <i64>d;
    else if (open < 0) open = k;
    else fits = false;
    if (rest > 0x8000000) fits = false;
  }
  // the tape sees the shape without its -1
  if (fits && open >= 0) {
    if (rest > 0) {
      setInt(1 + open, <i32>(<i64>n / rest));
      rest *= <i64>int(1 + open);
    } else fits = false;
  }
  if (!fits || rest != <i64>n) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return fail(L.E_RESHAPE);
  }
  const p = plain(x);
  if (p == 0 || !charge(isTransposed(x) ? <i64>n : 0)) return false;
  return shapedView(p, nd);
}

/** Copies `count` stretches of `bytes` each, `step` bytes apart, to one place. */
function copyRows(from: u32, step: u32, to: u32, count: i32, bytes: u32): void {
  if (bytes == 8) {
    for (let i = 0; i < count; i++) {
      store<f64>(to, load<f64>(from));
      from += step;
      to += 8;
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    memory.copy(to, from, bytes);
    from += step;
    to += bytes;
  }
}

export function applySlice(): bool {
  const x = given();
  const axis = axisIn(x, int(2));
  if (axis < 0) return false;
  const n = dim(x, axis);
  let start = int(0), stop = int(1);
  if (stop == L.NO_STOP) stop = n;
  if (start < 0) start = max(start + n, 0);
  if (stop < 0) stop = max(stop + n, 0);
  if (stop > n) stop = n;
  if (start > stop) start = stop;
  // the tape sees the bounds as they were taken
  setInt(0, start);
  setInt(1, stop);
  setInt(2, axis);
  const length = stop - start;
  const p = plain(x);
  if (p == 0) return false;
  const outer = span(p, 0, axis), inner = span(p, axis + 1, ndimOf(p));
  if (!charge(<i64>outer * <i64>length * <i64>inner)) return false;
  const t = makeAlong(p, axis, length, false);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  const line = <u32>inner << 3;
  copyRows(dataOf(p) + <u32>start * line, <u32>n * line, dataOf(t), outer, <u32>length * line);
  return giveTensor(t);
}

/** What lies at index i of the first (row) or second (column) axis, without that axis, or with length 1 there. */
export function applyLine(axis: i32): bool {
  const x = given();
  const nd = ndimOf(x);
  if (nd < 2) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return failNumber(L.E_AXIS, <f64>axis);
  }
  const n = dim(x, axis);
  const i = indexIn(x, int(0), n);
  if (i < 0) return false;
  setInt(0, i);
  const p = plain(x);
  if (p == 0) return false;
  const outer = span(p, 0, axis), inner = span(p, axis + 1, nd);
  if (!charge(<i64>outer * <i64>inner)) return false;
  const t = makeAlong(p, axis, 1, int(1) == 0);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  const line = <u32>inner << 3;
  copyRows(dataOf(p) + <u32>i * line, <u32>n * line, dataOf(t), outer, line);
  return giveTensor(t);
}

/** What lies along an axis, in the order of an index list. */
export function applyTake(): bool {
  if (kindOf(operand(1)) == L.NUMBER) return failNumber(L.E_OPERAND, 1);
  const x = given();
  const axis = axisIn(x, int(0));
  if (axis < 0) return false;
  setInt(0, axis);
  const p = plain(x);
  if (p == 0) return false;
  const list = plain(tensorOf(operand(1)));
  if (list == 0) return false;
  const count = sizeOf(list);
  const at = dataOf(list);
  const n = dim(x, axis);
  for (let k = 0; k < count; k++) {
    const f = load<f64>(at + (<u32>k << 3));
    if (!(f >= -n && f < n) || floor(f) != f) {
      noteTensor(FRAME + L.F_ERROR_A, x);
      return failNumber(L.E_INDEX, f);
    }
  }
  const outer = span(p, 0, axis), inner = span(p, axis + 1, ndimOf(p));
  if (!charge(<i64>outer * <i64>count * <i64>inner)) return false;
  const t = makeAlong(p, axis, count, false);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  const line = <u32>inner << 3;
  let to = dataOf(t);
  let from = dataOf(p);
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < count; k++) {
      let i = <i32>load<f64>(at + (<u32>k << 3));
      if (i < 0) i += n;
      if (inner == 1) store<f64>(to, load<f64>(from + (<u32>i << 3)));
      else memory.copy(to, from + <u32>i * line, line);
      to += line;
    }
    from += <u32>n * line;
  }
  return giveTensor(t);
}

export function copyOf(x: u32): u32 {
  const t = makeLike(x);
  if (t == 0) return 0;
  if (isTransposed(x)) flip(dataOf(x), dataOf(t), dim(x, 1), dim(x, 0));
  else memory.copy(dataOf(t), dataOf(x), <u32>sizeOf(x) << 3);
  return t;
}

export function applyCopy(): bool {
  const x = given();
  return charge(sizeOf(x)) && giveTensor(copyOf(x));
}
