// log, and pow by a log with 20 digits more.
// x = 2^e c (1 + r) with c = k/128 nearest: log x = e ln2 + log c + log(1 + r).
import * as T from "./tables";
import { TABLES } from "./memory";
import { expScalar } from "./exp";

const ONE_BITS: i64 = 0x3ff0000000000000;
/** Bits of sqrt(1/2) rounded to a multiple of 1/256: the mantissa is taken from [0.707…, 1.414…). */
const LOW_BITS: i64 = 0x3fe6a00000000000;
const ROUND: f64 = 6755399441055744.0;

@inline function splat(x: f64): v128 { return f64x2.splat(x); }

/** log of two positive normal numbers. */
@inline function log2(x: v128): v128 {
  const t = i64x2.sub(x, i64x2.splat(LOW_BITS));
  const e = i64x2.shr_s(t, 52);
  const z = i64x2.sub(x, i64x2.shl(e, 52));
  // e as a float: i64 → f64 by the magic number
  const ed = f64x2.sub(i64x2.add(e, splat(ROUND)), splat(ROUND));
  const kd = f64x2.add(f64x2.mul(z, splat(128)), splat(ROUND));
  const c = f64x2.mul(f64x2.sub(kd, splat(ROUND)), splat(0.0078125));
  const r = f64x2.div(f64x2.sub(z, c), c);
  const a0 = v128.load(TABLES + T.LOG_TABLE + ((<u32>i64x2.extract_lane(kd, 0) & 255) << 4));
  const a1 = v128.load(TABLES + T.LOG_TABLE + ((<u32>i64x2.extract_lane(kd, 1) & 255) << 4));
  const hi = f64x2.add(f64x2.mul(ed, splat(T.LN2_HI)), v128.shuffle<f64>(a0, a1, 0, 2));
  const lo = f64x2.add(f64x2.mul(ed, splat(T.LN2_LO)), v128.shuffle<f64>(a0, a1, 1, 3));
  const r2 = f64x2.mul(r, r);
  const q = f64x2.add(
    f64x2.add(splat(T.LOG_3), f64x2.mul(r, splat(T.LOG_4))),
    f64x2.mul(r2, f64x2.add(splat(T.LOG_5), f64x2.add(f64x2.mul(r, splat(T.LOG_6)), f64x2.mul(r2, splat(T.LOG_7))))),
  );
  const p = f64x2.add(f64x2.mul(f64x2.mul(r, r2), q), f64x2.sub(lo, f64x2.mul(r2, splat(0.5))));
  // hi + r with its rounding error kept
  const s = f64x2.add(hi, r);
  const d = f64x2.add(f64x2.sub(hi, s), r);
  return f64x2.add(s, f64x2.add(p, d));
}

export function logScalar(x: f64): f64 {
  if (x == 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x == Infinity) return x;
  if (x < 2.2250738585072014e-308) {
    const y = f64x2.extract_lane(log2(splat(x * 18014398509481984.0)), 0);
    return y - 54 * T.LN2_HI - 54 * T.LN2_LO;
  }
  return f64x2.extract_lane(log2(splat(x)), 0);
}

function logSlow(x: v128): v128 {
  return f64x2.replace_lane(splat(logScalar(f64x2.extract_lane(x, 0))), 1, logScalar(f64x2.extract_lane(x, 1)));
}

@inline export function vlog(x: v128): v128 {
  const good = v128.and(f64x2.ge(x, splat(2.2250738585072014e-308)), f64x2.lt(x, splat(Infinity)));
  return i64x2.all_true(good) ? log2(x) : logSlow(x);
}

@inline function cut(x: f64): f64 { return reinterpret<f64>(reinterpret<u64>(x) & 0xfffffffff8000000); }

/** exp(y log |x|) with the log as a sum of two numbers. x positive and finite, y finite. */
function powPositive(x: f64, y: f64): f64 {
  let shift: f64 = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984.0;
    shift = -54;
  }
  const t = reinterpret<i64>(x) - LOW_BITS;
  const e = t >> 52;
  const z = reinterpret<f64>(reinterpret<i64>(x) - (e << 52));
  const kd = z * 128 + ROUND;
  const c = (kd - ROUND) * 0.0078125;
  const at = TABLES + T.LOG_TABLE + ((<u32>reinterpret<i64>(kd) & 255) << 4);
  const ed = <f64>e + shift;
  // r in two parts: rh has 26 bits, so that rh·c and rh² are exact
  const num = z - c;
  const rh = cut(num / c);
  const rl = (num - rh * c) / c;
  const r = rh + rl;
  const q = T.LOG_3 + r * T.LOG_4 + r * r * (T.LOG_5 + r * T.LOG_6 + r * r * T.LOG_7);
  const a = ed * T.LN2_HI + load<f64>(at);
  const s1 = a + rh;
  const e1 = a - s1 + rh;
  const sq = -0.5 * rh * rh;
  const s2 = s1 + sq;
  const e2 = s1 - s2 + sq;
  const lo = e1 + e2 + (rl - rh * rl - 0.5 * rl * rl + r * r * r * q) + (ed * T.LN2_LO + load<f64>(at, 8));
  const h = s2 + lo;
  const l = s2 - h + lo;
  // y (h + l) in two parts
  const p = y * h;
  if (!(abs(p) < 800)) return p > 0 ? Infinity : 0;
  const yh = cut(y);
  const hh = cut(h);
  const err = yh * hh - p + (yh * (h - hh) + (y - yh) * h) + y * l;
  return expScalar(p, err);
}

export function powScalar(x: f64, y: f64): f64 {
  if (y == 0 || x == 1) return 1;
  if (y == 1) return x;
  if (y == 2) return x * x;
  if (x != x || y != y) return NaN;
  if (y == -1) return 1 / x;
  if (y == 0.5 && x >= 0) return sqrt(x);
  const ax = abs(x);
  if (abs(y) == Infinity) return ax == 1 ? 1 : ax > 1 == y > 0 ? Infinity : 0;
  const whole = floor(y) == y;
  const odd = whole && abs(y) < 9007199254740992.0 && (<i64>y & 1) != 0;
  let m: f64;
  if (ax == 0) m = y > 0 ? 0 : Infinity;
  else if (ax == Infinity) m = y > 0 ? Infinity : 0;
  else if (x < 0 && !whole) return NaN;
  else m = ax == 1 ? 1 : powPositive(ax, y);
  return odd ? copysign(m, x) : m;
}
