// Operations that move numbers about without changing them.
import * as L from "./layout";
import * as O from "./codes";
import {
  FRAME, operand, kindOf, tensorOf, int, charge, fail, failNumber, make, view, plain, release, flip, dataOf, ndimOf, dim,
  sizeOf, rowsOf, colsOf, giveTensor, isTransposed, noteTensor,
} from "./memory";

@inline function given(): u32 { return tensorOf(operand(0)); }

export function applyTranspose(): bool {
  const x = given();
  if (ndimOf(x) < 2) return giveTensor(view(x, ndimOf(x), dim(x, 0), 0, false));
  // a row or a column has the same data either way
  const flat = dim(x, 0) == 1 || dim(x, 1) == 1;
  return giveTensor(view(x, 2, dim(x, 1), dim(x, 0), flat ? false : !isTransposed(x)));
}

export function applyReshape(): bool {
  const nd = int(0);
  let r = int(1), c = int(2);
  const x = given();
  const n = sizeOf(x);
  if (nd > 2) return fail(L.E_NDIM);
  if (nd == 1) c = 1;
  if (nd == 0) { r = 1; c = 1; }
  if (r < 0 && c > 0) r = n / c;
  else if (c < 0 && r > 0) c = n / r;
  if (r < 0 || c < 0 || <i64>r * <i64>c != <i64>n) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return fail(L.E_RESHAPE);
  }
  // the tape sees the shape without its -1
  store<i32>(FRAME + L.F_INTS, r, 4);
  if (nd == 2) store<i32>(FRAME + L.F_INTS, c, 8);
  const p = plain(x);
  if (p == 0 || !charge(isTransposed(x) ? <i64>n : 0)) return false;
  return giveTensor(view(p, nd, r, c, false));
}

function copyRows(from: u32, step: u32, to: u32, rows: i32, cols: i32): void {
  const bytes = <u32>cols << 3;
  for (let i = 0; i < rows; i++) {
    memory.copy(to, from, bytes);
    from += step;
    to += bytes;
  }
}

export function applySlice(): bool {
  const x = given();
  const nd = ndimOf(x);
  let axis = int(2);
  if (axis < -nd || axis >= nd) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return failNumber(L.E_AXIS, <f64>axis);
  }
  if (axis < 0) axis += nd;
  const n = dim(x, axis);
  let start = int(0), stop = int(1);
  if (stop == L.NO_STOP) stop = n;
  if (start < 0) start = max(start + n, 0);
  if (stop < 0) stop = max(stop + n, 0);
  if (stop > n) stop = n;
  if (start > stop) start = stop;
  // the tape sees the bounds as they were taken
  store<i32>(FRAME + L.F_INTS, start);
  store<i32>(FRAME + L.F_INTS, stop, 4);
  store<i32>(FRAME + L.F_INTS, axis, 8);
  const length = stop - start;
  const p = plain(x);
  if (p == 0) return false;
  const r = rowsOf(p), c = colsOf(p);
  if (nd == 1) {
    if (!charge(length)) return false;
    const t = make(1, length, 0);
    if (t == 0) return false;
    memory.copy(dataOf(t), dataOf(p) + (<u32>start << 3), <u32>length << 3);
    return giveTensor(t);
  }
  const rows = axis == 0 ? length : r, cols = axis == 1 ? length : c;
  if (!charge(<i64>rows * <i64>cols)) return false;
  const t = make(2, rows, cols);
  if (t == 0) return false;
  const from = dataOf(p) + (axis == 0 ? (<u32>start * <u32>c) << 3 : <u32>start << 3);
  copyRows(from, <u32>c << 3, dataOf(t), rows, cols);
  return giveTensor(t);
}

/** Row i (axis 0) or column i (axis 1) as a 1-D tensor, or as 1 × n / n × 1 with keepdims. */
export function applyLine(axis: i32): bool {
  const x = given();
  const nd = ndimOf(x);
  let i = int(0);
  const keep = int(1) != 0;
  if (nd != 2) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return failNumber(L.E_AXIS, <f64>axis);
  }
  const n = dim(x, axis);
  if (i < -n || i >= n) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return failNumber(L.E_INDEX, <f64>i);
  }
  if (i < 0) i += n;
  store<i32>(FRAME + L.F_INTS, i);
  const p = plain(x);
  if (p == 0) return false;
  const r = rowsOf(p), c = colsOf(p);
  const length = axis == 0 ? c : r;
  if (!charge(length)) return false;
  const t = keep ? (axis == 0 ? make(2, 1, c) : make(2, r, 1)) : make(1, length, 0);
  if (t == 0) return false;
  if (axis == 0) memory.copy(dataOf(t), dataOf(p) + ((<u32>i * <u32>c) << 3), <u32>c << 3);
  else copyRows(dataOf(p) + (<u32>i << 3), <u32>c << 3, dataOf(t), r, 1);
  return giveTensor(t);
}

/** Rows (axis 0) or columns (axis 1) in the order of an index list. */
export function applyTake(): bool {
  if (kindOf(operand(1)) == L.NUMBER) return failNumber(L.E_OPERAND, 1);
  const x = given();
  const nd = ndimOf(x);
  let axis = int(0);
  if (axis < -nd || axis >= nd) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return failNumber(L.E_AXIS, <f64>axis);
  }
  if (axis < 0) axis += nd;
  store<i32>(FRAME + L.F_INTS, axis);
  const p = plain(x);
  if (p == 0) return false;
  const list = tensorOf(operand(1));
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
  const rows = rowsOf(p), c = colsOf(p);
  const down = nd == 2 && axis == 0;
  if (!charge(<i64>count * <i64>(down ? c : rows))) return false;
  const t = nd == 1 ? make(1, count, 0) : down ? make(2, count, c) : make(2, rows, count);
  if (t == 0) return false;
  const to = dataOf(t);
  for (let k = 0; k < count; k++) {
    let i = <i32>load<f64>(at + (<u32>k << 3));
    if (i < 0) i += n;
    if (down) memory.copy(to + ((<u32>k * <u32>c) << 3), dataOf(p) + ((<u32>i * <u32>c) << 3), <u32>c << 3);
    else {
      let from = dataOf(p) + (<u32>i << 3);
      let q = to + (<u32>k << 3);
      for (let r = 0; r < rows; r++) {
        store<f64>(q, load<f64>(from));
        from += <u32>c << 3;
        q += <u32>count << 3;
      }
    }
  }
  return giveTensor(t);
}

export function copyOf(x: u32): u32 {
  const t = make(ndimOf(x), dim(x, 0), dim(x, 1));
  if (t == 0) return 0;
  if (isTransposed(x)) flip(dataOf(x), dataOf(t), dim(x, 1), dim(x, 0));
  else memory.copy(dataOf(t), dataOf(x), <u32>sizeOf(x) << 3);
  return t;
}

export function applyCopy(): bool {
  const x = given();
  return charge(sizeOf(x)) && giveTensor(copyOf(x));
}

/** Joins the tensors of the frame's list. */
export function applyJoin(op: i32): bool {
  const count = load<i32>(FRAME + L.F_LIST_COUNT);
  const list = FRAME + L.F_LIST;
  if (count < 1) return fail(L.E_LIST);
  const first = load<u32>(list);
  const nd = ndimOf(first);
  let axis = op == O.CONCAT ? int(0) : op == O.HSTACK ? (nd == 1 ? 0 : 1) : 0;
  if (nd == 0 || axis < -nd || axis >= nd) {
    noteTensor(FRAME + L.F_ERROR_A, first);
    return failNumber(L.E_AXIS, <f64>axis);
  }
  if (axis < 0) axis += nd;
  if (op == O.CONCAT) store<i32>(FRAME + L.F_INTS, axis);
  const flat = nd == 1 && op != O.VSTACK; // 1-D tensors one after the other
  let rows = 0, cols = 0;
  for (let k = 0; k < count; k++) {
    const x = load<u32>(list + (<u32>k << 2));
    const r = rowsOf(x), c = colsOf(x);
    const fits = k == 0 || (op == O.VSTACK ? ndimOf(x) > 0 : ndimOf(x) == nd) && (flat || (axis == 0 ? c == cols : r == rows));
    if (!fits) {
      noteTensor(FRAME + L.F_ERROR_A, first);
      noteTensor(FRAME + L.F_ERROR_B, x);
      return failNumber(L.E_JOIN, <f64>k);
    }
    if (flat) { rows = 1; cols += c; }
    else if (axis == 0) { rows += r; cols = c; }
    else { rows = r; cols += c; }
  }
  if (!charge(<i64>rows * <i64>cols)) return false;
  const t = flat ? make(1, cols, 0) : make(2, rows, cols);
  if (t == 0) return false;
  let to = dataOf(t);
  for (let k = 0; k < count; k++) {
    const x = load<u32>(list + (<u32>k << 2));
    const p = isTransposed(x) ? copyOf(x) : x;
    if (p == 0) { release(t); return false; }
    const r = rowsOf(p), c = colsOf(p);
    if (flat || axis == 0) {
      memory.copy(to, dataOf(p), <u32>sizeOf(p) << 3);
      to += <u32>sizeOf(p) << 3;
    } else {
      let q = to, from = dataOf(p);
      for (let i = 0; i < r; i++) {
        memory.copy(q, from, <u32>c << 3);
        q += <u32>cols << 3;
        from += <u32>c << 3;
      }
      to += <u32>c << 3;
    }
    if (p != x) release(p);
  }
  return giveTensor(t);
}
