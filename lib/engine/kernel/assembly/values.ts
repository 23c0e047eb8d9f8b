// JS values where the interpreter keeps them. A value is 8 bytes: a tag word, or a double moved out of the tags' way by
// `addend`. The layout of objects is not assumed but calibrated by the host at start (`configure`).
import { isTensor } from "./memory";

export const OBJECT: i32 = -1;
export const INT: i32 = 0;
export const BOOL: i32 = 1;
export const NULL: i32 = 2;
export const UNDEFINED: i32 = 3;
export const EXCEPTION: i32 = 6;
export const FIRST_TAG: i32 = -9;
export const FLOAT_TAG: i32 = 8;

export let tensorClass: u32 = 0;
export let arrayClass: u32 = 0;
export let plainClass: u32 = 0;
export let opaqueAt: u32 = 0;
export let valuesAt: u32 = 0;
export let countAt: u32 = 0;
export let addend: u64 = 0;
export let axisKey: u32 = 0;
export let keepdimsKey: u32 = 0;

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

@inline export function tagOf(p: u32): i32 { return load<i32>(p, 4); }
@inline export function isFloat(tag: i32): bool { return <u32>(tag - FIRST_TAG) >= <u32>(FLOAT_TAG - FIRST_TAG); }
@inline export function classOf(p: u32): u32 { return <u32>load<u16>(load<u32>(p), 6); }
@inline export function doubleAt(p: u32): f64 { return reinterpret<f64>(load<u64>(p) + addend); }
@inline export function isNumber(p: u32): bool { const t = tagOf(p); return t == INT || t == BOOL || isFloat(t); }
@inline export function numberAt(p: u32): f64 {
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
