// Longer than most: one loop per shape of operands, written out, since the compiler inlines no function that is passed on.
// Element-wise operations. Broadcasting is two strides per operand; the inner loop sees vector·vector, vector·scalar
// or scalar·vector, two numbers at a time.
import * as L from "./layout";
import * as O from "./codes";
import { vexp, vsigmoid, vtanh } from "./exp";
import { vlog, powScalar } from "./log";
import { vsin, vcos } from "./trig";
import {
  FRAME, operand, kindOf, tensorOf, int, float, charge, fail, failShapes, make, makeShaped, makeLike, plain, dataOf, sizeOf,
  ndimOf, dim, rowsOf, colsOf, giveTensor, isTransposed,
} from "./memory";

@inline function ones(mask: v128): v128 { return v128.and(mask, f64x2.splat(1)); }

// One class per operation, so that the loops below are compiled once for each: a type parameter costs nothing at run time.
@unmanaged class Add { @inline f(a: v128, b: v128): v128 { return f64x2.add(a, b); } }
@unmanaged class Sub { @inline f(a: v128, b: v128): v128 { return f64x2.sub(a, b); } }
@unmanaged class Mul { @inline f(a: v128, b: v128): v128 { return f64x2.mul(a, b); } }
@unmanaged class Div { @inline f(a: v128, b: v128): v128 { return f64x2.div(a, b); } }
@unmanaged class Maximum { @inline f(a: v128, b: v128): v128 { return f64x2.max(a, b); } }
@unmanaged class Minimum { @inline f(a: v128, b: v128): v128 { return f64x2.min(a, b); } }
@unmanaged class Greater { @inline f(a: v128, b: v128): v128 { return ones(f64x2.gt(a, b)); } }
@unmanaged class GreaterEqual { @inline f(a: v128, b: v128): v128 { return ones(f64x2.ge(a, b)); } }
@unmanaged class Less { @inline f(a: v128, b: v128): v128 { return ones(f64x2.lt(a, b)); } }
@unmanaged class LessEqual { @inline f(a: v128, b: v128): v128 { return ones(f64x2.le(a, b)); } }
@unmanaged class Equal { @inline f(a: v128, b: v128): v128 { return ones(f64x2.eq(a, b)); } }
@unmanaged class NotEqual { @inline f(a: v128, b: v128): v128 { return ones(f64x2.ne(a, b)); } }

/** n results; a stride of 0 repeats the operand's one number, 8 walks along. */
@inline function run<T>(a: u32, sa: u32, b: u32, sb: u32, to: u32, n: i32): void {
  const end = to + (<u32>(n & -2) << 3);
  if (sa != 0 && sb != 0) {
    while (to < end) {
      v128.store(to, changetype<T>(0).f(v128.load(a), v128.load(b)));
      a += 16; b += 16; to += 16;
    }
  } else if (sa != 0) {
    const y = v128.load64_splat(b);
    while (to < end) {
      v128.store(to, changetype<T>(0).f(v128.load(a), y));
      a += 16; to += 16;
    }
  } else {
    const x = v128.load64_splat(a);
    while (to < end) {
      v128.store(to, changetype<T>(0).f(x, v128.load(b)));
      b += 16; to += 16;
    }
    if (sb == 0 && n > 1) {
      // both repeat: every result is the same number (the loop above read beyond b)
      unreachable();
    }
  }
  if (n & 1) v128.store64_lane(to, changetype<T>(0).f(v128.load64_splat(a), v128.load64_splat(b)), 0);
}

function grid<T>(a: u32, ra: u32, sa: u32, b: u32, rb: u32, sb: u32, to: u32, rows: i32, cols: i32): void {
  for (let i = 0; i < rows; i++) {
    run<T>(a, sa, b, sb, to, cols);
    a += ra; b += rb; to += <u32>cols << 3;
  }
}

function powGrid(a: u32, ra: u32, sa: u32, b: u32, rb: u32, sb: u32, to: u32, rows: i32, cols: i32): void {
  for (let i = 0; i < rows; i++) {
    let p = a;
    let q = b;
    for (let j = 0; j < cols; j++) {
      store<f64>(to, powScalar(load<f64>(p), load<f64>(q)));
      p += sa; q += sb; to += 8;
    }
    a += ra; b += rb;
  }
}

function dispatch(op: i32, a: u32, ra: u32, sa: u32, b: u32, rb: u32, sb: u32, to: u32, rows: i32, cols: i32): void {
  switch (op) {
    case O.ADD: grid<Add>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.SUB: grid<Sub>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.MUL: grid<Mul>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.DIV: grid<Div>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.POW: powGrid(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.MAXIMUM: grid<Maximum>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.MINIMUM: grid<Minimum>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.GREATER: grid<Greater>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.GREATER_EQUAL: grid<GreaterEqual>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.LESS: grid<Less>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.LESS_EQUAL: grid<LessEqual>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    case O.EQUAL: grid<Equal>(a, ra, sa, b, rb, sb, to, rows, cols); break;
    default: grid<NotEqual>(a, ra, sa, b, rb, sb, to, rows, cols); break;
  }
}

// Where one operand lies: its data, and how far a step along a row and to the next row goes (bytes).
let at: u32 = 0;
let rowStep: u32 = 0;
let colStep: u32 = 0;

function locate(o: u32): bool {
  if (kindOf(o) == L.NUMBER) {
    at = o + 8;
    rowStep = 0;
    colStep = 0;
    return true;
  }
  const t = plain(tensorOf(o));
  if (t == 0) return false;
  const cols = colsOf(t);
  at = dataOf(t);
  colStep = cols == 1 ? 0 : 8;
  rowStep = rowsOf(t) == 1 ? 0 : <u32>cols << 3;
  return true;
}
@inline function ndim(o: u32): i32 { return kindOf(o) == L.NUMBER ? 0 : ndimOf(tensorOf(o)); }
@inline function rows(o: u32): i32 { return kindOf(o) == L.NUMBER ? 1 : rowsOf(tensorOf(o)); }
@inline function cols(o: u32): i32 { return kindOf(o) == L.NUMBER ? 1 : colsOf(tensorOf(o)); }
// Of three axes the first goes over pages: each of them is a matrix, or the one row or number of an operand of fewer axes.
@inline function pagesIn(o: u32): i32 { return ndim(o) == 3 ? dim(tensorOf(o), 0) : 1; }
@inline function rowsIn(o: u32): i32 { const n = ndim(o); return n == 3 ? dim(tensorOf(o), 1) : n == 2 ? dim(tensorOf(o), 0) : 1; }
/** How far a step to the next page goes, where `located` was the operand. */
@inline function pageStep(o: u32): u32 { return pagesIn(o) == 1 ? 0 : <u32>(rowsIn(o) * cols(o)) << 3; }
/** As `locate`, for rows of one page. */
function locateInPage(o: u32): bool {
  if (!locate(o)) return false;
  if (rowsIn(o) == 1) rowStep = 0;
  return true;
}
/** The length that two axes broadcast to, or -1. */
@inline function joint(m: i32, n: i32): i32 { return m == n ? m : m == 1 ? n : n == 1 ? m : -1; }

/** An uninitialised result for rows × cols of the given number of axes. */
@inline function result(nd: i32, r: i32, c: i32): u32 { return make(nd, nd == 2 ? r : c, c); }

/** Broadcasting where an operand has three axes: page by page. */
function paged(op: i32, oa: u32, ob: u32): bool {
  const p = joint(pagesIn(oa), pagesIn(ob)), r = joint(rowsIn(oa), rowsIn(ob)), c = joint(cols(oa), cols(ob));
  if (p < 0 || r < 0 || c < 0) return failShapes(L.E_BROADCAST);
  if (!charge(<i64>p * <i64>r * <i64>c * (op == O.POW ? 40 : 1))) return false;
  if (!locateInPage(oa)) return false;
  let a = at;
  const ra = rowStep, sa = colStep, pa = pageStep(oa);
  if (!locateInPage(ob)) return false;
  let b = at;
  const rb = rowStep, sb = colStep, pb = pageStep(ob);
  const t = makeShaped(3, p, r, c);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  let to = dataOf(t);
  const page = <u32>(r * c) << 3;
  for (let i = 0; i < p; i++) {
    dispatch(op, a, ra, sa, b, rb, sb, to, r, c);
    a += pa;
    b += pb;
    to += page;
  }
  return giveTensor(t);
}

export function applyBinary(op: i32): bool {
  const oa = operand(0);
  const ob = operand(1);
  let r: i32, c: i32, nd: i32;
  const same = kindOf(oa) == L.TENSOR && kindOf(ob) == L.TENSOR && load<u64>(tensorOf(oa), L.H_SHAPE) == load<u64>(tensorOf(ob), L.H_SHAPE)
    && ndimOf(tensorOf(oa)) == ndimOf(tensorOf(ob)) && ndimOf(tensorOf(oa)) != 3;
  if (same) {
    nd = ndimOf(tensorOf(oa)); r = rowsOf(tensorOf(oa)); c = colsOf(tensorOf(oa));
  } else {
    nd = max(ndim(oa), ndim(ob));
    if (nd == 3) return paged(op, oa, ob);
    r = joint(rows(oa), rows(ob)); c = joint(cols(oa), cols(ob));
    if (r < 0 || c < 0) return failShapes(L.E_BROADCAST);
  }
  if (!charge(<i64>r * <i64>c * (op == O.POW ? 40 : 1))) return false;
  if (!locate(oa)) return false;
  const a = at;
  let ra = rowStep, sa = colStep;
  if (!locate(ob)) return false;
  const b = at;
  let rb = rowStep, sb = colStep;
  const t = result(nd, r, c);
  if (t == 0) return false;
  if (same || (sa == 8 && ra != 0 && kindOf(ob) == L.NUMBER) || (sb == 8 && rb != 0 && kindOf(oa) == L.NUMBER)) {
    // one long row
    if (same) { sa = 8; sb = 8; }
    c = r * c;
    r = 1;
  } else if (c == 1 && r > 1) {
    // a column: walk down it as if it were a row
    sa = ra; sb = rb;
    c = r;
    r = 1;
  }
  // rows of nothing are not gone through: that would be work for free
  if (c != 0) dispatch(op, a, ra, sa, b, rb, sb, dataOf(t), r, c);
  return giveTensor(t);
}

@unmanaged class Neg { @inline f(x: v128): v128 { return f64x2.neg(x); } }
@unmanaged class Abs { @inline f(x: v128): v128 { return f64x2.abs(x); } }
@unmanaged class Sign {
  @inline f(x: v128): v128 {
    const s = f64x2.sub(ones(f64x2.gt(x, f64x2.splat(0))), ones(f64x2.lt(x, f64x2.splat(0))));
    return v128.bitselect(s, x, f64x2.eq(x, x));
  }
}
@unmanaged class Square { @inline f(x: v128): v128 { return f64x2.mul(x, x); } }
@unmanaged class Sqrt { @inline f(x: v128): v128 { return f64x2.sqrt(x); } }
@unmanaged class Exp { @inline f(x: v128): v128 { return vexp(x); } }
@unmanaged class Log { @inline f(x: v128): v128 { return vlog(x); } }
@unmanaged class Sin { @inline f(x: v128): v128 { return vsin(x); } }
@unmanaged class Cos { @inline f(x: v128): v128 { return vcos(x); } }
@unmanaged class Tanh { @inline f(x: v128): v128 { return vtanh(x); } }
@unmanaged class Sigmoid { @inline f(x: v128): v128 { return vsigmoid(x); } }
@unmanaged class Isfinite { @inline f(x: v128): v128 { return ones(f64x2.lt(f64x2.abs(x), f64x2.splat(Infinity))); } }
@unmanaged class Relu { @inline f(x: v128): v128 { return f64x2.pmax(x, f64x2.splat(0)); } }

function map<T>(a: u32, to: u32, n: i32): void {
  const end = to + (<u32>(n & -2) << 3);
  while (to < end) {
    v128.store(to, changetype<T>(0).f(v128.load(a)));
    a += 16; to += 16;
  }
  if (n & 1) v128.store64_lane(to, changetype<T>(0).f(v128.load64_splat(a)), 0);
}

function mapAll(op: i32, a: u32, to: u32, n: i32): void {
  switch (op) {
    case O.NEG: map<Neg>(a, to, n); break;
    case O.ABS: map<Abs>(a, to, n); break;
    case O.SIGN: map<Sign>(a, to, n); break;
    case O.SQUARE: map<Square>(a, to, n); break;
    case O.SQRT: map<Sqrt>(a, to, n); break;
    case O.EXP: map<Exp>(a, to, n); break;
    case O.LOG: map<Log>(a, to, n); break;
    case O.SIN: map<Sin>(a, to, n); break;
    case O.COS: map<Cos>(a, to, n); break;
    case O.TANH: map<Tanh>(a, to, n); break;
    case O.SIGMOID: map<Sigmoid>(a, to, n); break;
    case O.ISFINITE: map<Isfinite>(a, to, n); break;
    default: map<Relu>(a, to, n); break;
  }
}

export function applyUnary(op: i32): bool {
  const o = operand(0);
  if (kindOf(o) == L.NUMBER) {
    const t = make(0, 0, 0);
    if (t == 0 || !charge(1)) return false;
    mapAll(op, o + 8, dataOf(t), 1);
    return giveTensor(t);
  }
  const x = tensorOf(o);
  const n = sizeOf(x);
  if (!charge(op >= O.EXP && op <= O.SIGMOID ? <i64>n << 2 : <i64>n)) return false;
  const t = makeLike(x);
  if (t == 0) return false;
  // order does not matter to an element: a transposed tensor gives a transposed one
  if (isTransposed(x)) store<u32>(t, 1, L.H_TRANSPOSED);
  mapAll(op, dataOf(x), dataOf(t), n);
  return giveTensor(t);
}

/** One number through a unary operation, for the guest's Math. */
export function scalar(op: i32, x: f64): f64 {
  const o = operand(3) + 8;
  store<f64>(o, x);
  mapAll(op, o, o, 1);
  return load<f64>(o);
}

export function applyClip(): bool {
  const x = plain(tensorOf(operand(0)));
  if (x == 0 || !charge(<i64>sizeOf(x))) return false;
  const t = makeLike(x);
  if (t == 0) return false;
  const lo = f64x2.splat(float(0));
  const hi = f64x2.splat(float(1));
  let a = dataOf(x);
  let to = dataOf(t);
  const n = sizeOf(x);
  for (let i = 0; i < n; i++) {
    v128.store64_lane(to, f64x2.min(f64x2.max(v128.load64_splat(a), lo), hi), 0);
    a += 8; to += 8;
  }
  return giveTensor(t);
}

/** The largest power of ten that is exact, 10^22, is as far as decimals go. */
const DECIMALS: i32 = 22;

/** To the nearest multiple of a power of ten, halves to the even one: as NumPy, by scaling, rounding and scaling back. */
export function applyRound(): bool {
  const d = int(0);
  const x = plain(tensorOf(operand(0)));
  if (x == 0 || !charge(<i64>sizeOf(x))) return false;
  if (d < -DECIMALS || d > DECIMALS) {
    store<i32>(FRAME + L.F_ERROR_B, -1);
    store<f64>(FRAME + L.F_ERROR_NUMBER, <f64>d);
    return fail(L.E_ARGUMENT);
  }
  const t = makeLike(x);
  if (t == 0) return false;
  let scale: f64 = 1;
  for (let i = 0; i < abs(d); i++) scale *= 10;
  let a = dataOf(x), to = dataOf(t);
  const end = to + (<u32>sizeOf(x) << 3);
  while (to < end) {
    const y = load<f64>(a);
    store<f64>(to, d >= 0 ? nearest(y * scale) / scale : nearest(y / scale) * scale);
    a += 8;
    to += 8;
  }
  return giveTensor(t);
}

export function applyWhere(): bool {
  const oc = operand(0), oa = operand(1), ob = operand(2);
  const nd = max(ndim(oc), max(ndim(oa), ndim(ob)));
  const p1 = joint(pagesIn(oa), pagesIn(ob)), r1 = joint(rowsIn(oa), rowsIn(ob)), c1 = joint(cols(oa), cols(ob));
  const p = p1 < 0 ? -1 : joint(p1, pagesIn(oc));
  const r = r1 < 0 ? -1 : joint(r1, rowsIn(oc));
  const c = c1 < 0 ? -1 : joint(c1, cols(oc));
  if (p < 0 || r < 0 || c < 0) return failShapes(L.E_BROADCAST);
  if (!charge(<i64>p * <i64>r * <i64>c)) return false;
  if (!locateInPage(oc)) return false;
  let pc = at; const rc = rowStep, sc = colStep, qc = pageStep(oc);
  if (!locateInPage(oa)) return false;
  let pa = at; const ra = rowStep, sa = colStep, qa = pageStep(oa);
  if (!locateInPage(ob)) return false;
  let pb = at; const rb = rowStep, sb = colStep, qb = pageStep(ob);
  const t = nd == 3 ? makeShaped(3, p, r, c) : result(nd, r, c);
  if (t == 0) return false;
  if (sizeOf(t) == 0) return giveTensor(t);
  let to = dataOf(t);
  for (let k = 0; k < p; k++) {
    let lc = pc, la = pa, lb = pb;
    for (let i = 0; i < r; i++) {
      let ec = lc, ea = la, eb = lb;
      for (let j = 0; j < c; j++) {
        store<f64>(to, load<f64>(ec) != 0 ? load<f64>(ea) : load<f64>(eb));
        to += 8; ec += sc; ea += sa; eb += sb;
      }
      lc += rc; la += ra; lb += rb;
    }
    pc += qc; pa += qa; pb += qb;
  }
  return giveTensor(t);
}

export function applyAllclose(): bool {
  const oa = operand(0), ob = operand(1);
  const p = joint(pagesIn(oa), pagesIn(ob)), r = joint(rowsIn(oa), rowsIn(ob)), c = joint(cols(oa), cols(ob));
  if (p < 0 || r < 0 || c < 0) return failShapes(L.E_BROADCAST);
  if (!charge(<i64>p * <i64>r * <i64>c)) return false;
  if (!locateInPage(oa)) return false;
  let pa = at; const ra = rowStep, sa = colStep, qa = pageStep(oa);
  if (!locateInPage(ob)) return false;
  let pb = at; const rb = rowStep, sb = colStep, qb = pageStep(ob);
  const rtol = float(0), atol = float(1);
  const none = p == 0 || r == 0 || c == 0;
  let all: f64 = 1;
  for (let k = 0; k < p && !none; k++) {
    let la = pa, lb = pb;
    for (let i = 0; i < r; i++) {
      let ea = la, eb = lb;
      for (let j = 0; j < c; j++) {
        const x = load<f64>(ea), y = load<f64>(eb);
        if (!(x == y || (abs(y) < Infinity && abs(x - y) <= atol + rtol * abs(y)))) all = 0;
        ea += sa; eb += sb;
      }
      la += ra; lb += rb;
    }
    pa += qa; pb += qb;
  }
  store<i32>(operand(0) - L.F_OPERANDS + L.F_KIND, L.BOOLEAN);
  store<f64>(operand(0) - L.F_OPERANDS + L.F_NUMBER, all);
  return true;
}
