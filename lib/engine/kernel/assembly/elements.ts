// Single elements, and the ways of writing into a tensor.
import * as L from "./layout";
import {
  FRAME, operand, tensorOf, int, float, charge, fail, failNumber, release, dataOf, ndimOf, dim, sizeOf, giveNumber,
  giveNothing, isTransposed, noteTensor,
} from "./memory";
import { copyOf } from "./shape";

@inline function given(): u32 { return tensorOf(operand(0)); }

/** Address of the element that the frame's indices name, or 0. */
function element(x: u32): u32 {
  const nd = ndimOf(x);
  if (int(0) != nd) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    failNumber(L.E_ARGUMENT, <f64>int(0));
    return 0;
  }
  let at = 0, first = 0;
  for (let axis = 0; axis < nd; axis++) {
    const n = dim(x, axis);
    let i = int(1 + axis);
    if (i < -n || i >= n) {
      noteTensor(FRAME + L.F_ERROR_A, x);
      failNumber(L.E_INDEX, <f64>i);
      return 0;
    }
    if (i < 0) i += n;
    if (axis == 0) first = i;
    at = isTransposed(x) && axis == 1 ? i * dim(x, 0) + first : at * n + i;
  }
  return dataOf(x) + (<u32>at << 3);
}

export function applyGet(): bool {
  const at = element(given());
  return at != 0 && giveNumber(load<f64>(at));
}

/** Before a tensor is written to: data that another tensor shows too is left to the other. */
export function detach(x: u32): bool {
  const base = load<u32>(x, L.H_BASE);
  const owner = base == 0 ? x : base;
  if (load<u32>(owner, L.H_USERS) == 1) return true;
  if (!charge(sizeOf(x))) return false;
  const c = copyOf(x);
  if (c == 0) return false;
  store<u32>(x, c, L.H_BASE);
  store<u32>(x, dataOf(c), L.H_DATA);
  store<u32>(x, 0, L.H_TRANSPOSED);
  if (base != 0) release(base);
  return true;
}

export function applySet(): bool {
  const x = given();
  if (element(x) == 0 || !detach(x)) return false;
  store<f64>(element(x), float(0));
  return giveNothing();
}

export function applyItem(): bool {
  const x = given();
  if (sizeOf(x) != 1) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return fail(L.E_SCALAR);
  }
  return giveNumber(load<f64>(dataOf(x)));
}

/** Element i in row order. */
export function applyFlat(): bool {
  const x = given();
  let i = int(0);
  if (i < 0 || i >= sizeOf(x)) {
    noteTensor(FRAME + L.F_ERROR_A, x);
    return failNumber(L.E_INDEX, <f64>i);
  }
  if (isTransposed(x)) i = (i % dim(x, 1)) * dim(x, 0) + i / dim(x, 1);
  return giveNumber(load<f64>(dataOf(x) + (<u32>i << 3)));
}

/**
 * Makes x show what r holds, and lets go of r: only x changes, whatever was made from it before. The tape, if there is
 * one, knows x from now on as what it knows r as.
 */
export function overwrite(x: u32, r: u32): void {
  const base = load<u32>(x, L.H_BASE);
  store<u64>(x, load<u64>(r, L.H_RECORDING), L.H_RECORDING);
  if (load<u32>(base == 0 ? x : base, L.H_USERS) == 1 && !isTransposed(r)) {
    memory.copy(dataOf(x), dataOf(r), <u32>sizeOf(x) << 3);
    store<u32>(x, 0, L.H_TRANSPOSED);
    release(r);
    return;
  }
  store<u32>(x, r, L.H_BASE);
  store<u32>(x, dataOf(r), L.H_DATA);
  store<u32>(x, load<u32>(r, L.H_TRANSPOSED), L.H_TRANSPOSED);
  if (base != 0) release(base);
}
