// Matrix products. Each result is a sum in one fixed order: over k from the first to the last for A·B and Aᵀ·B,
// even and odd k apart for A·Bᵀ. Blocks of 4 × 4 results (2 × 2 for A·Bᵀ) stay in registers.
import * as L from "./layout";
import {
  operand, kindOf, tensorOf, charge, fail, failShapes, make, makeShaped, dataOf, ndimOf, dim, sizeOf, giveTensor, isTransposed,
  plain,
} from "./memory";

/** out[m×n] = A[m×k]·B[k×n]; A's element (i, p) lies at a + i·ra + p·ca (bytes), B is plain. */
function rowTimes(a: u32, ra: u32, ca: u32, b: u32, out: u32, m: i32, k: i32, n: i32): void {
  const rb = <u32>n << 3;
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    const a0 = a + <u32>i * ra, a1 = a0 + ra, a2 = a1 + ra, a3 = a2 + ra;
    const o0 = out + <u32>i * rb, o1 = o0 + rb, o2 = o1 + rb, o3 = o2 + rb;
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      const jo = <u32>j << 3;
      let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      let q = b + jo;
      let off: u32 = 0;
      for (let p = 0; p < k; p++) {
        const b0 = v128.load(q), b1 = v128.load(q, 16);
        let x = v128.load64_splat(a0 + off);
        s00 = f64x2.add(s00, f64x2.mul(x, b0)); s01 = f64x2.add(s01, f64x2.mul(x, b1));
        x = v128.load64_splat(a1 + off);
        s10 = f64x2.add(s10, f64x2.mul(x, b0)); s11 = f64x2.add(s11, f64x2.mul(x, b1));
        x = v128.load64_splat(a2 + off);
        s20 = f64x2.add(s20, f64x2.mul(x, b0)); s21 = f64x2.add(s21, f64x2.mul(x, b1));
        x = v128.load64_splat(a3 + off);
        s30 = f64x2.add(s30, f64x2.mul(x, b0)); s31 = f64x2.add(s31, f64x2.mul(x, b1));
        q += rb; off += ca;
      }
      v128.store(o0 + jo, s00); v128.store(o0 + jo, s01, 16);
      v128.store(o1 + jo, s10); v128.store(o1 + jo, s11, 16);
      v128.store(o2 + jo, s20); v128.store(o2 + jo, s21, 16);
      v128.store(o3 + jo, s30); v128.store(o3 + jo, s31, 16);
    }
    for (; j < n; j++) {
      const jo = <u32>j << 3;
      let s01 = f64x2.splat(0), s23 = s01;
      let q = b + jo;
      let off: u32 = 0;
      for (let p = 0; p < k; p++) {
        const y = v128.load64_splat(q);
        const x01 = v128.load64_lane(a1 + off, v128.load64_zero(a0 + off), 1);
        const x23 = v128.load64_lane(a3 + off, v128.load64_zero(a2 + off), 1);
        s01 = f64x2.add(s01, f64x2.mul(x01, y));
        s23 = f64x2.add(s23, f64x2.mul(x23, y));
        q += rb; off += ca;
      }
      v128.store64_lane(o0 + jo, s01, 0); v128.store64_lane(o1 + jo, s01, 1);
      v128.store64_lane(o2 + jo, s23, 0); v128.store64_lane(o3 + jo, s23, 1);
    }
  }
  for (; i < m; i++) {
    const a0 = a + <u32>i * ra;
    const o0 = out + <u32>i * rb;
    let j = 0;
    for (; j + 8 <= n; j += 8) {
      const jo = <u32>j << 3;
      let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
      let q = b + jo;
      let off: u32 = 0;
      for (let p = 0; p < k; p++) {
        const x = v128.load64_splat(a0 + off);
        s0 = f64x2.add(s0, f64x2.mul(x, v128.load(q)));
        s1 = f64x2.add(s1, f64x2.mul(x, v128.load(q, 16)));
        s2 = f64x2.add(s2, f64x2.mul(x, v128.load(q, 32)));
        s3 = f64x2.add(s3, f64x2.mul(x, v128.load(q, 48)));
        q += rb; off += ca;
      }
      v128.store(o0 + jo, s0); v128.store(o0 + jo, s1, 16);
      v128.store(o0 + jo, s2, 32); v128.store(o0 + jo, s3, 48);
    }
    for (; j < n; j++) {
      let s: f64 = 0;
      let q = b + (<u32>j << 3);
      let off: u32 = 0;
      for (let p = 0; p < k; p++) {
        s += load<f64>(a0 + off) * load<f64>(q);
        q += rb; off += ca;
      }
      store<f64>(o0 + (<u32>j << 3), s);
    }
  }
}

@inline function both(s: v128): f64 { return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1); }

/** Rows of A against rows of B: out[m×n] = A[m×k]·B[n×k]ᵀ, both plain. */
function rowByRow(a: u32, b: u32, out: u32, m: i32, k: i32, n: i32): void {
  const row = <u32>k << 3;
  const even = k & -2;
  const ro = <u32>n << 3;
  let i = 0;
  for (; i + 2 <= m; i += 2) {
    const a0 = a + <u32>i * row, a1 = a0 + row;
    const o0 = out + <u32>i * ro, o1 = o0 + ro;
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      const b0 = b + <u32>j * row, b1 = b0 + row, b2 = b1 + row, b3 = b2 + row;
      let s00 = f64x2.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
      let off: u32 = 0;
      for (let p = 0; p < even; p += 2) {
        const x = v128.load(a0 + off), y = v128.load(a1 + off);
        let z = v128.load(b0 + off);
        s00 = f64x2.add(s00, f64x2.mul(x, z)); s10 = f64x2.add(s10, f64x2.mul(y, z));
        z = v128.load(b1 + off);
        s01 = f64x2.add(s01, f64x2.mul(x, z)); s11 = f64x2.add(s11, f64x2.mul(y, z));
        z = v128.load(b2 + off);
        s02 = f64x2.add(s02, f64x2.mul(x, z)); s12 = f64x2.add(s12, f64x2.mul(y, z));
        z = v128.load(b3 + off);
        s03 = f64x2.add(s03, f64x2.mul(x, z)); s13 = f64x2.add(s13, f64x2.mul(y, z));
        off += 16;
      }
      const jo = <u32>j << 3;
      store4(o0 + jo, both(s00), both(s01), both(s02), both(s03));
      store4(o1 + jo, both(s10), both(s11), both(s12), both(s13));
      if (even != k) {
        lastOne(o0 + jo, a0 + off, b0 + off, b1 + off, b2 + off, b3 + off);
        lastOne(o1 + jo, a1 + off, b0 + off, b1 + off, b2 + off, b3 + off);
      }
    }
    for (; j < n; j++) {
      const b0 = b + <u32>j * row;
      store<f64>(o0 + (<u32>j << 3), dotRow(a0, b0, k));
      store<f64>(o1 + (<u32>j << 3), dotRow(a1, b0, k));
    }
  }
  for (; i < m; i++) {
    const a0 = a + <u32>i * row;
    const o0 = out + <u32>i * ro;
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      const b0 = b + <u32>j * row, b1 = b0 + row, b2 = b1 + row, b3 = b2 + row;
      let s00 = f64x2.splat(0), s01 = s00, s02 = s00, s03 = s00;
      let off: u32 = 0;
      for (let p = 0; p < even; p += 2) {
        const x = v128.load(a0 + off);
        s00 = f64x2.add(s00, f64x2.mul(x, v128.load(b0 + off)));
        s01 = f64x2.add(s01, f64x2.mul(x, v128.load(b1 + off)));
        s02 = f64x2.add(s02, f64x2.mul(x, v128.load(b2 + off)));
        s03 = f64x2.add(s03, f64x2.mul(x, v128.load(b3 + off)));
        off += 16;
      }
      const jo = <u32>j << 3;
      store4(o0 + jo, both(s00), both(s01), both(s02), both(s03));
      if (even != k) lastOne(o0 + jo, a0 + off, b0 + off, b1 + off, b2 + off, b3 + off);
    }
    for (; j < n; j++) store<f64>(o0 + (<u32>j << 3), dotRow(a0, b + <u32>j * row, k));
  }
}

@inline function store4(o: u32, x: f64, y: f64, z: f64, w: f64): void {
  store<f64>(o, x); store<f64>(o, y, 8); store<f64>(o, z, 16); store<f64>(o, w, 24);
}
function lastOne(o: u32, a: u32, b0: u32, b1: u32, b2: u32, b3: u32): void {
  const x = load<f64>(a);
  store<f64>(o, load<f64>(o) + x * load<f64>(b0));
  store<f64>(o, load<f64>(o, 8) + x * load<f64>(b1), 8);
  store<f64>(o, load<f64>(o, 16) + x * load<f64>(b2), 16);
  store<f64>(o, load<f64>(o, 24) + x * load<f64>(b3), 24);
}

/** The same order of summation as in the blocks above. */
export function dotRow(a: u32, b: u32, k: i32): f64 {
  let s = f64x2.splat(0);
  const even = k & -2;
  let off: u32 = 0;
  for (let p = 0; p < even; p += 2) {
    s = f64x2.add(s, f64x2.mul(v128.load(a + off), v128.load(b + off)));
    off += 16;
  }
  let r = both(s);
  if (even != k) r += load<f64>(a + off) * load<f64>(b + off);
  return r;
}

export function applyMatmul(): bool {
  if (kindOf(operand(0)) == L.NUMBER || kindOf(operand(1)) == L.NUMBER) return failShapes(L.E_NDIM);
  let a = tensorOf(operand(0));
  let b = tensorOf(operand(1));
  const na = ndimOf(a), nb = ndimOf(b);
  if (na == 0 || nb == 0) return failShapes(L.E_NDIM);
  if (na == 3 || nb == 3) return batches(a, b, na, nb);
  const m = na == 2 ? dim(a, 0) : 1;
  const k = na == 2 ? dim(a, 1) : dim(a, 0);
  const kb = dim(b, 0);
  const n = nb == 2 ? dim(b, 1) : 1;
  if (k != kb) return failShapes(L.E_INNER);
  if (!charge(<i64>m * <i64>k * <i64>n)) return false;
  const ta = isTransposed(a);
  if (ta && isTransposed(b)) {
    b = plain(b);
    if (b == 0) return false;
  }
  const nd = na + nb - 2;
  const t = make(nd, na == 2 ? m : n, n);
  if (t == 0) return false;
  const out = dataOf(t);
  if (!ta && (n == 1 || isTransposed(b))) rowByRow(dataOf(a), dataOf(b), out, m, k, n);
  else rowTimes(dataOf(a), ta ? 8 : <u32>k << 3, ta ? <u32>m << 3 : 8, dataOf(b), out, m, k, n);
  return giveTensor(t);
}

/** Whether `dot` means the same as `matmul`: of more matrices on the right it would have another axis for them. */
export function dotFits(): bool {
  if (kindOf(operand(0)) == L.TENSOR && kindOf(operand(1)) == L.TENSOR) {
    if (ndimOf(tensorOf(operand(0))) < 2 || ndimOf(tensorOf(operand(1))) < 3) return true;
  }
  return failShapes(L.E_NDIM);
}

/** One product per matrix of a 3-D factor; a 1-D or 2-D factor, or a 3-D one of a single matrix, is used for all. */
function batches(ga: u32, gb: u32, na: i32, nb: i32): bool {
  const a = plain(ga);
  if (a == 0) return false;
  const b = plain(gb);
  if (b == 0) return false;
  const m = na == 1 ? 1 : dim(a, na - 2);
  const k = dim(a, na - 1);
  const n = nb == 1 ? 1 : dim(b, nb - 1);
  if (k != dim(b, nb == 1 ? 0 : nb - 2)) return failShapes(L.E_INNER);
  const pa = na == 3 ? dim(a, 0) : 1, pb = nb == 3 ? dim(b, 0) : 1;
  if (pa != pb && pa != 1 && pb != 1) return failShapes(L.E_BROADCAST);
  const pages = pa == 1 ? pb : pa;
  if (!charge(<i64>pages * <i64>m * <i64>k * <i64>n)) return false;
  const t = na == 1 ? makeShaped(2, pages, n, 0) : nb == 1 ? makeShaped(2, pages, m, 0) : makeShaped(3, pages, m, n);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  const sa = pa == 1 ? 0 : <u32>(m * k) << 3, sb = pb == 1 ? 0 : <u32>(k * n) << 3, so = <u32>(m * n) << 3;
  let qa = dataOf(a), qb = dataOf(b), out = dataOf(t);
  for (let p = 0; p < pages; p++) {
    if (n == 1) rowByRow(qa, qb, out, m, k, n);
    else rowTimes(qa, <u32>k << 3, 8, qb, out, m, k, n);
    qa += sa;
    qb += sb;
    out += so;
  }
  return giveTensor(t);
}

/** Every product of an element of A with an element of B, both read as one long row. */
export function applyOuter(): bool {
  if (kindOf(operand(0)) == L.NUMBER || kindOf(operand(1)) == L.NUMBER) return failShapes(L.E_NDIM);
  const a = plain(tensorOf(operand(0)));
  if (a == 0) return false;
  const b = plain(tensorOf(operand(1)));
  if (b == 0) return false;
  const m = sizeOf(a), n = sizeOf(b);
  if (!charge(<i64>m * <i64>n)) return false;
  const t = make(2, m, n);
  if (t == 0) return false;
  rowTimes(dataOf(a), 8, 8, dataOf(b), dataOf(t), m, 1, n);
  return giveTensor(t);
}
