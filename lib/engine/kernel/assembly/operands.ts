// Operands from the guest: tensors as they are, numbers, and nested arrays made into tensors for the length of a call.
import * as L from "./layout";
import { operand, fail, failNumber, charge, make, dataOf, sizeOf, ndimOf, keepUntilEnd, tempsHeld } from "./memory";
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
export function fromArray(p: u32): u32 {
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
