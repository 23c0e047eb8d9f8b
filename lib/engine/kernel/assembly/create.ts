// New tensors: constants and random numbers.
import * as L from "./layout";
import * as O from "./codes";
import {
  FRAME, operand, kindOf, tensorOf, int, float, charge, fail, failNumber, make, makeShaped, makeLike, dataOf, ndimOf, dim,
  sizeOf, span, giveTensor, giveNumber, giveNothing, release,
} from "./memory";
import { logScalar } from "./log";
import { copyOf } from "./shape";
import { detach } from "./elements";
import { vsin, vcos } from "./trig";

/** A tensor of the frame's shape. */
function shaped(perElement: i64): u32 {
  const nd = int(0);
  if (nd > L.AXES) {
    fail(L.E_NDIM);
    return 0;
  }
  let n: i64 = 1;
  for (let k = 1; k <= nd; k++) {
    if (int(k) < 0) {
      failNumber(L.E_ARGUMENT, <f64>int(k));
      return 0;
    }
    n *= <i64>int(k);
    if (n > 0x100000000) break; // two lengths may be as large as numbers go; a third would wrap
  }
  if (!charge(n * perElement)) return 0;
  return makeShaped(nd, int(1), int(2), int(3));
}

export function fillAll(t: u32, x: f64): void {
  let p = dataOf(t);
  const end = p + (<u32>sizeOf(t) << 3);
  while (p < end) {
    store<f64>(p, x);
    p += 8;
  }
}
function fillWith(t: u32, x: f64): bool {
  if (t == 0) return false;
  fillAll(t, x);
  return giveTensor(t);
}

export function applyFill(op: i32): bool {
  return fillWith(shaped(1), op == O.ZEROS ? 0 : op == O.ONES ? 1 : float(0));
}

export function applyLike(x: f64): bool {
  const o = operand(0);
  if (kindOf(o) == L.NUMBER) return fillWith(make(0, 0, 0), x);
  const t = tensorOf(o);
  return charge(sizeOf(t)) && fillWith(makeLike(t), x);
}

/** A number becomes a 0-D tensor; a tensor is copied. */
export function applyArray(): bool {
  const o = operand(0);
  if (kindOf(o) == L.NUMBER) return fillWith(make(0, 0, 0), load<f64>(o, 8));
  const x = tensorOf(o);
  return charge(sizeOf(x)) && giveTensor(copyOf(x));
}

export function applyEye(): bool {
  const n = int(0);
  const m = int(1) == L.NO_AXIS ? n : int(1);
  store<i32>(FRAME + L.F_INTS, m, 4);
  if (n < 0 || m < 0) return failNumber(L.E_ARGUMENT, <f64>min(n, m));
  if (!charge(<i64>n * <i64>m)) return false;
  const t = make(2, n, m);
  if (t == 0) return false;
  memory.fill(dataOf(t), 0, <u32>sizeOf(t) << 3);
  for (let i = 0; i < n && i < m; i++) store<f64>(dataOf(t) + (<u32>(i * m + i) << 3), 1);
  return giveTensor(t);
}

export function applyArange(): bool {
  const start = float(0), stop = float(1), step = float(2);
  const f = ceil((stop - start) / step);
  if (!(f <= 134217728)) return failNumber(L.E_ARGUMENT, step);
  const n = <i32>max(f, 0);
  if (!charge(n)) return false;
  const t = make(1, n, 0);
  if (t == 0) return false;
  for (let i = 0; i < n; i++) store<f64>(dataOf(t) + (<u32>i << 3), start + <f64>i * step);
  return giveTensor(t);
}

export function applyLinspace(): bool {
  const start = float(0), stop = float(1);
  const n = int(0);
  if (n < 0) return failNumber(L.E_ARGUMENT, <f64>n);
  if (!charge(n)) return false;
  const t = make(1, n, 0);
  if (t == 0) return false;
  const step = (stop - start) / <f64>(n - 1);
  for (let i = 0; i < n; i++) store<f64>(dataOf(t) + (<u32>i << 3), start + <f64>i * step);
  if (n > 1) store<f64>(dataOf(t) + (<u32>(n - 1) << 3), stop);
  else if (n == 1) store<f64>(dataOf(t), start);
  return giveTensor(t);
}

// --- random: xoshiro256**, seeded by splitmix64 ---------------------------------------------------------------------

let s0: u64 = 1, s1: u64 = 2, s2: u64 = 3, s3: u64 = 4;
let mix: u64 = 0;

function splitmix(): u64 {
  mix += 0x9e3779b97f4a7c15;
  let z = mix;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Any double is a seed, by its bits. */
export function seed(x: f64): void {
  mix = reinterpret<u64>(x + 0);
  s0 = splitmix();
  s1 = splitmix();
  s2 = splitmix();
  s3 = splitmix();
}

function next(): u64 {
  const r = rotl(s1 * 5, 7) * 9;
  const t = s1 << 17;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= t;
  s3 = rotl(s3, 45);
  return r;
}

/** In [0, 1), 53 bits. */
export function random(): f64 { return <f64>(next() >> 11) * 1.1102230246251565e-16; }

function below(n: i32): i32 { return <i32>floor(random() * <f64>n); }

export function applyRandom(op: i32): bool {
  const a = float(0), b = float(1);
  if (op == O.NORMAL && !(b >= 0)) return failNumber(L.E_ARGUMENT, b);
  if (op == O.INTEGERS && !(floor(b) > ceil(a))) return failNumber(L.E_ARGUMENT, b);
  const t = shaped(8);
  if (t == 0) return false;
  const n = sizeOf(t);
  const p = dataOf(t);
  for (let i = 0; i < n; i++) {
    const at = p + (<u32>i << 3);
    if (op == O.UNIFORM) store<f64>(at, a + (b - a) * random());
    else if (op == O.INTEGERS) store<f64>(at, ceil(a) + floor(random() * (floor(b) - ceil(a))));
    else {
      // Box and Muller: two at a time
      const r = sqrt(-2 * logScalar(<f64>((next() >> 11) + 1) * 1.1102230246251565e-16));
      const angle = f64x2.splat(6.283185307179586 * random());
      store<f64>(at, a + b * (r * f64x2.extract_lane(vcos(angle), 0)));
      if (++i < n) store<f64>(at, a + b * (r * f64x2.extract_lane(vsin(angle), 0)), 8);
    }
  }
  return giveTensor(t);
}

/** Fisher and Yates along the first axis, in place. */
function mixUp(t: u32): void {
  const nd = ndimOf(t);
  const n = nd == 0 ? 0 : dim(t, 0);
  const width = span(t, 1, nd);
  for (let i = n - 1; i > 0; i--) {
    const j = below(i + 1);
    let p = dataOf(t) + (<u32>(i * width) << 3);
    let q = dataOf(t) + (<u32>(j * width) << 3);
    for (let k = 0; k < width; k++) {
      const x = load<f64>(p);
      store<f64>(p, load<f64>(q));
      store<f64>(q, x);
      p += 8;
      q += 8;
    }
  }
}

export function applyPermutation(): bool {
  const o = operand(0);
  let t: u32;
  if (kindOf(o) == L.NUMBER) {
    const f = load<f64>(o, 8);
    if (!(f >= 0 && f <= 134217728) || floor(f) != f) return failNumber(L.E_ARGUMENT, f);
    const n = <i32>f;
    if (!charge(<i64>n * 4)) return false;
    t = make(1, n, 0);
    if (t == 0) return false;
    for (let i = 0; i < n; i++) store<f64>(dataOf(t) + (<u32>i << 3), <f64>i);
  } else {
    if (!charge(<i64>sizeOf(tensorOf(o)) * 4)) return false;
    t = copyOf(tensorOf(o));
    if (t == 0) return false;
  }
  mixUp(t);
  return giveTensor(t);
}

export function applyShuffle(): bool {
  const x = tensorOf(operand(0));
  if (!charge(<i64>sizeOf(x) * 4) || !detach(x)) return false;
  if (load<u32>(x, L.H_TRANSPOSED) != 0) {
    // rows lie apart: put them in order first
    const c = copyOf(x);
    if (c == 0) return false;
    memory.copy(dataOf(x), dataOf(c), <u32>sizeOf(x) << 3);
    store<u32>(x, 0, L.H_TRANSPOSED);
    release(c);
  }
  mixUp(x);
  return giveNothing();
}

export function applySeed(): bool {
  seed(float(0));
  return giveNothing();
}
export function applyUnit(): bool { return giveNumber(random()); }
