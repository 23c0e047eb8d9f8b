// Operands from the guest: tensors as they are, numbers, and nested arrays made into tensors for the length of a call.
import * as L from "./layout";
import {
  operand, fail, failNumber, charge, make, makeShaped, flip, dataOf, sizeOf, ndimOf, dim, isTransposed, keepUntilEnd,
  tempsHeld,
} from "./memory";
import {
  OBJECT, INT, BOOL, arrayClass, valuesAt, countAt, tagOf, isFloat, classOf, isNumber, numberAt, tensorIn,
} from "./values";

/** A number, or a tensor of one number, at `p`; writes it to `to`. */
export function readNumber(p: u32, to: u32): bool {
  if (isNumber(p)) {
    store<f64>(to, numberAt(p));
    return true;
  }
  const t = tensorIn(p);
  if (t == 0 || sizeOf(t) != 1) return false;
  store<f64>(to, load<f64>(dataOf(t)));
  return true;
}

@inline function isArray(p: u32): bool { return tagOf(p) == OBJECT && classOf(p) == arrayClass; }
/** How many elements an array or a tensor's first axis has; -1 for anything else. */
function lengthAt(p: u32): i32 {
  const t = tensorIn(p);
  if (t != 0) return ndimOf(t) == 0 ? -1 : dim(t, 0);
  return isArray(p) ? load<i32>(load<u32>(p) + countAt) : -1;
}
/** The same of an element of a row, where a tensor of one number counts as that number. */
function lengthInRow(p: u32): i32 {
  const t = tensorIn(p);
  return t != 0 && sizeOf(t) == 1 ? -1 : lengthAt(p);
}
@inline function elementsOf(p: u32): u32 { return load<u32>(load<u32>(p) + valuesAt); }

/** Numbers of a row: from an array of numbers or a 1-D tensor. */
function readRow(p: u32, to: u32, n: i32, k: i32): bool {
  const t = tensorIn(p);
  if (t != 0) {
    if (ndimOf(t) != 1 || sizeOf(t) != n) return failNumber(L.E_RAGGED, <f64>k);
    memory.copy(to, dataOf(t), <u32>n << 3);
    return true;
  }
  if (!isArray(p) || load<i32>(load<u32>(p) + countAt) != n) return failNumber(L.E_RAGGED, <f64>k);
  let v = elementsOf(p);
  for (let i = 0; i < n; i++) {
    if (!readNumber(v, to)) return fail(isArray(v) ? L.E_NDIM : L.E_OPERAND);
    v += 8;
    to += 8;
  }
  return true;
}

/** Rows of a matrix: from an array of rows or a 2-D tensor. */
function readMatrix(p: u32, to: u32, rows: i32, cols: i32, k: i32): bool {
  const t = tensorIn(p);
  if (t != 0) {
    if (ndimOf(t) != 2 || dim(t, 0) != rows || dim(t, 1) != cols) return failNumber(L.E_RAGGED, <f64>k);
    if (isTransposed(t)) flip(dataOf(t), to, cols, rows);
    else memory.copy(to, dataOf(t), <u32>sizeOf(t) << 3);
    return true;
  }
  if (!isArray(p) || load<i32>(load<u32>(p) + countAt) != rows) return failNumber(L.E_RAGGED, <f64>k);
  const v = elementsOf(p);
  for (let i = 0; i < rows; i++) {
    if (!readRow(v + (<u32>i << 3), to + (<u32>(i * cols) << 3), cols, k)) return false;
  }
  return true;
}

/** A tensor made of a nested array, freed when the call is over; 0 on failure. */
export function fromArray(p: u32): u32 {
  const n = load<i32>(load<u32>(p) + countAt);
  if (n <= 0) {
    fail(L.E_OPERAND); // empty, or kept as a dictionary: the slow way decides
    return 0;
  }
  if (tempsHeld() > 1000) {
    fail(L.E_LIST);
    return 0;
  }
  const v = elementsOf(p);
  const first = tensorIn(v);
  // a tensor of one number counts as that number, but for a 1-D one, which is a row
  const rows = (first != 0 && (ndimOf(first) == 1 || sizeOf(first) != 1)) || (first == 0 && isArray(v));
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
  const m = lengthAt(v);
  if (m <= 0) {
    fail(L.E_OPERAND);
    return 0;
  }
  if (first != 0 && ndimOf(first) == 3) {
    fail(L.E_NDIM);
    return 0;
  }
  const inner = first != 0 ? (ndimOf(first) == 2 ? dim(first, 1) : -1) : lengthInRow(elementsOf(v));
  if (inner == 0) {
    fail(L.E_OPERAND);
    return 0;
  }
  if (!charge(<i64>n * <i64>m * <i64>(inner > 0 ? inner : 1))) return 0;
  const t = inner > 0 ? makeShaped(3, n, m, inner) : make(2, n, m);
  if (t == 0) return 0;
  keepUntilEnd(t);
  const bytes = <u32>(inner > 0 ? m * inner : m) << 3;
  for (let i = 0; i < n; i++) {
    const e = v + (<u32>i << 3);
    const to = dataOf(t) + <u32>i * bytes;
    if (!(inner > 0 ? readMatrix(e, to, m, inner, i) : readRow(e, to, m, i))) return 0;
  }
  return t;
}

/** Fills operand slot i from a value. */
export function take(i: i32, p: u32): bool {
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
