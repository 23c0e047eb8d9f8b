// Tensors of the frame's list made into one: along an axis that they have, or along a new one.
import * as L from "./layout";
import * as O from "./codes";
import {
  FRAME, int, setInt, charge, fail, failNumber, makeShaped, makeAlong, release, dataOf, ndimOf, dim, sizeOf, span,
  giveTensor, isTransposed, noteTensor,
} from "./memory";
import { axisIn, copyOf } from "./shape";

@inline function listed(k: i32): u32 { return load<u32>(FRAME + L.F_LIST + (<u32>k << 2)); }

function misfit(k: i32): bool {
  noteTensor(FRAME + L.F_ERROR_A, listed(0));
  noteTensor(FRAME + L.F_ERROR_B, listed(k));
  return failNumber(L.E_JOIN, <f64>k);
}

/** Writes the tensors into t, whose blocks are `outer`: of each block, tensor after tensor its own part. */
function weave(t: u32, count: i32, outer: i32): bool {
  if (sizeOf(t) == 0) return giveTensor(t);
  const blockBytes = (<u32>sizeOf(t) << 3) / <u32>outer;
  let start = dataOf(t);
  for (let k = 0; k < count; k++) {
    const x = listed(k);
    const p = isTransposed(x) ? copyOf(x) : x;
    if (p == 0) {
      release(t);
      return false;
    }
    const bytes = (<u32>sizeOf(p) << 3) / <u32>outer;
    let to = start, from = dataOf(p);
    for (let o = 0; o < outer; o++) {
      memory.copy(to, from, bytes);
      to += blockBytes;
      from += bytes;
    }
    start += bytes;
    if (p != x) release(p);
  }
  return giveTensor(t);
}

/** 1-D tensors, and numbers, as rows below each other. */
function below(count: i32): bool {
  const first = listed(0);
  const cols = sizeOf(first);
  let rows: i64 = 0;
  for (let k = 0; k < count; k++) {
    const x = listed(k);
    const nd = ndimOf(x);
    if (nd == 3 || (nd == 2 ? dim(x, 1) : sizeOf(x)) != cols) return misfit(k);
    rows += nd == 2 ? <i64>dim(x, 0) : 1;
  }
  if (!charge(rows * <i64>cols)) return false;
  const t = makeShaped(2, <i32>rows, cols, 0);
  return t != 0 && weave(t, count, 1);
}

/** concat, hstack and vstack. */
export function applyJoin(op: i32): bool {
  const count = load<i32>(FRAME + L.F_LIST_COUNT);
  if (count < 1) return fail(L.E_LIST);
  const first = listed(0);
  const nd = ndimOf(first);
  if (op == O.VSTACK && nd < 2) return below(count);
  const axis = axisIn(first, op == O.CONCAT ? int(0) : op == O.HSTACK && nd != 1 ? 1 : 0);
  if (axis < 0) return false;
  if (op == O.CONCAT) setInt(0, axis);
  let length: i64 = 0;
  for (let k = 0; k < count; k++) {
    const x = listed(k);
    // below a matrix, a 1-D tensor is a row
    const row = op == O.VSTACK && nd == 2 && ndimOf(x) == 1;
    if (!row && ndimOf(x) != nd) return misfit(k);
    if (row && dim(x, 0) != dim(first, 1)) return misfit(k);
    for (let d = 0; d < nd && !row; d++) if (d != axis && dim(x, d) != dim(first, d)) return misfit(k);
    length += row ? 1 : <i64>dim(x, axis);
  }
  const outer = span(first, 0, axis), inner = span(first, axis + 1, nd);
  if (!charge(<i64>outer * length * <i64>inner)) return false;
  if (length > 0x8000000) return fail(L.E_SIZE);
  const t = makeAlong(first, axis, <i32>length, false);
  return t != 0 && weave(t, count, outer);
}

/** Tensors of one shape along a new axis. */
export function applyStack(): bool {
  const count = load<i32>(FRAME + L.F_LIST_COUNT);
  if (count < 1) return fail(L.E_LIST);
  const first = listed(0);
  const nd = ndimOf(first) + 1;
  if (nd > L.AXES) return fail(L.E_NDIM);
  let axis = int(0);
  if (axis < -nd || axis >= nd) {
    noteTensor(FRAME + L.F_ERROR_A, first);
    return failNumber(L.E_AXIS, <f64>axis);
  }
  if (axis < 0) axis += nd;
  setInt(0, axis);
  for (let k = 1; k < count; k++) {
    const x = listed(k);
    if (ndimOf(x) != nd - 1) return misfit(k);
    for (let d = 0; d < nd - 1; d++) if (dim(x, d) != dim(first, d)) return misfit(k);
  }
  if (!charge(<i64>count * <i64>sizeOf(first))) return false;
  const a = axis == 0 ? count : dim(first, 0);
  const b = axis == 1 ? count : dim(first, axis < 1 ? 0 : 1);
  const t = makeShaped(nd, a, nd > 1 ? b : 0, nd > 2 ? (axis == 2 ? count : dim(first, 1)) : 0);
  return t != 0 && weave(t, count, span(first, 0, axis));
}
