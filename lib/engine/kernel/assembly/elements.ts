// Single elements: reading, and the one way of writing into a tensor.
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
  let i = nd > 0 ? int(1) : 0, j = nd > 1 ? int(2) : 0;
  if (nd > 0) {
    const n = dim(x, 0);
    if (i < -n || i >= n) {
      noteTensor(FRAME + L.F_ERROR_A, x);
      failNumber(L.E_INDEX, <f64>i);
      return 0;
    }
    if (i < 0) i += n;
  }
  if (nd == 2) {
    const n = dim(x, 1);
    if (j < -n || j >= n) {
      noteTensor(FRAME + L.F_ERROR_A, x);
      failNumber(L.E_INDEX, <f64>j);
      return 0;
    }
    if (j < 0) j += n;
    i = isTransposed(x) ? j * dim(x, 0) + i : i * n + j;
  }
  return dataOf(x) + (<u32>i << 3);
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
