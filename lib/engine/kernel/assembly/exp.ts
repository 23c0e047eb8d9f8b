// exp, and what is made of it: sigmoid, tanh.
// x = (64 e + k) ln2/64 + r, so exp(x) = 2^e 2^(k/64) (1 + p(r)): a table of 64 and a polynomial of degree 5.
import * as T from "./tables";
import { TABLES } from "./memory";

const ROUND: f64 = 6755399441055744.0; // 1.5 · 2^52: adding it rounds to an integer in the low bits
const SAFE: f64 = 700.0; // inside, neither the scale nor the result leaves the normal numbers

@inline function splat(x: f64): v128 { return f64x2.splat(x); }

/** True when both lanes lie in [-700, 700] (false for NaN). */
@inline function safe(x: v128): bool {
  return i64x2.all_true(f64x2.le(f64x2.abs(x), splat(SAFE)));
}

/** exp of two numbers in [-700, 700]. */
@inline export function exp2(x: v128): v128 {
  const kd = f64x2.add(f64x2.mul(x, splat(T.EXP_SCALE)), splat(ROUND));
  const n = f64x2.sub(kd, splat(ROUND));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, splat(T.EXP_HI))), f64x2.mul(n, splat(T.EXP_LO)));
  const k0 = i64x2.extract_lane(kd, 0);
  const k1 = i64x2.extract_lane(kd, 1);
  const a0 = v128.load(TABLES + ((<u32>k0 & 63) << 4));
  const a1 = v128.load(TABLES + ((<u32>k1 & 63) << 4));
  const hi = v128.shuffle<f64>(a0, a1, 0, 2);
  const lo = v128.shuffle<f64>(a0, a1, 1, 3);
  const r2 = f64x2.mul(r, r);
  const q = f64x2.add(
    f64x2.add(splat(T.EXP_2), f64x2.mul(r, splat(T.EXP_3))),
    f64x2.mul(r2, f64x2.add(splat(T.EXP_4), f64x2.mul(r, splat(T.EXP_5)))),
  );
  const p = f64x2.add(r, f64x2.mul(r2, q));
  const y = f64x2.add(hi, f64x2.add(lo, f64x2.mul(hi, p)));
  // the exponent, added to the bits: (k >> 6) << 52
  const e = i64x2.shl(v128.andnot(kd, i64x2.splat(63)), 46);
  return i64x2.add(y, e);
}

/** exp of any number, with an extra low part `lo` of the argument (for pow). */
export function expScalar(x: f64, lo: f64): f64 {
  if (!(x <= 709.782712893384)) return x != x ? NaN : Infinity;
  if (x < -745.2) return 0;
  const kd = x * T.EXP_SCALE + ROUND;
  const n = kd - ROUND;
  const r = x - n * T.EXP_HI - n * T.EXP_LO + lo;
  const k = <i32>n;
  const at = TABLES + ((k & 63) << 4);
  const r2 = r * r;
  const p = r + r2 * (T.EXP_2 + r * T.EXP_3 + r2 * (T.EXP_4 + r * T.EXP_5));
  const hi = load<f64>(at);
  const y = hi + (load<f64>(at, 8) + hi * p);
  const e = k >> 6;
  // two steps, so that the last one rounds into the subnormal numbers
  const half = e >> 1;
  return y * reinterpret<f64>((<i64>(1023 + half)) << 52) * reinterpret<f64>((<i64>(1023 + e - half)) << 52);
}

function expSlow(x: v128): v128 {
  const y = splat(expScalar(f64x2.extract_lane(x, 0), 0));
  return f64x2.replace_lane(y, 1, expScalar(f64x2.extract_lane(x, 1), 0));
}

@inline export function vexp(x: v128): v128 {
  return safe(x) ? exp2(x) : expSlow(x);
}

function sigmoidSlow(x: f64): f64 {
  // exp(x) alone where 1 + exp(-x) would overflow or has no digit of the 1 left
  return x < -40 ? expScalar(x, 0) : 1 / (1 + expScalar(-x, 0));
}
@inline export function vsigmoid(x: v128): v128 {
  if (safe(x)) return f64x2.div(splat(1), f64x2.add(splat(1), exp2(f64x2.neg(x))));
  return f64x2.replace_lane(splat(sigmoidSlow(f64x2.extract_lane(x, 0))), 1, sigmoidSlow(f64x2.extract_lane(x, 1)));
}

/** tanh |x| = m / (m + 2) with m = exp(2|x|) − 1, which keeps its digits near zero: there the table's value is 1. */
@inline export function vtanh(x: v128): v128 {
  const a = f64x2.pmin(f64x2.abs(x), splat(24));
  const t = f64x2.add(a, a);
  const kd = f64x2.add(f64x2.mul(t, splat(T.EXP_SCALE)), splat(ROUND));
  const n = f64x2.sub(kd, splat(ROUND));
  const rh = f64x2.sub(t, f64x2.mul(n, splat(T.EXP_HI)));
  const r = f64x2.sub(rh, f64x2.mul(n, splat(T.EXP_LO)));
  const k0 = i64x2.extract_lane(kd, 0);
  const k1 = i64x2.extract_lane(kd, 1);
  const a0 = v128.load(TABLES + ((<u32>k0 & 63) << 4));
  const a1 = v128.load(TABLES + ((<u32>k1 & 63) << 4));
  const e = i64x2.shl(v128.andnot(kd, i64x2.splat(63)), 46);
  const scale = i64x2.add(e, splat(1));
  const hi = f64x2.mul(v128.shuffle<f64>(a0, a1, 0, 2), scale);
  const lo = f64x2.mul(v128.shuffle<f64>(a0, a1, 1, 3), scale);
  const r2 = f64x2.mul(r, r);
  const q = f64x2.add(
    f64x2.add(splat(T.EXP_2), f64x2.mul(r, splat(T.EXP_3))),
    f64x2.mul(r2, f64x2.add(splat(T.EXP_4), f64x2.mul(r, splat(T.EXP_5)))),
  );
  const p = f64x2.add(r, f64x2.mul(r2, q));
  const low = f64x2.add(lo, f64x2.mul(hi, p));
  const m = f64x2.add(f64x2.sub(hi, splat(1)), low);
  // 1 − 2/(m + 2) has the smaller error once m is large
  const large = f64x2.sub(splat(1), f64x2.div(splat(2), f64x2.add(f64x2.add(hi, splat(1)), low)));
  const small = f64x2.div(m, f64x2.add(m, splat(2)));
  const y = v128.bitselect(large, small, f64x2.gt(a, splat(0.55)));
  const sign = v128.and(x, splat(-0.0));
  const signed = v128.or(y, sign);
  return v128.bitselect(signed, x, f64x2.eq(x, x));
}
