// sin and cos: x = k π/32 + r with r as a sum of two numbers; sin(x) = S_k cos r + C_k sin r.
import * as T from "./tables";
import { TABLES } from "./memory";

const ROUND: f64 = 6755399441055744.0;
/** Up to here k fits in 20 bits and k·(π/32's first two parts) is exact. */
const NEAR: f64 = 100000.0;

@inline function splat(x: f64): v128 { return f64x2.splat(x); }

@inline function fromParts(k0: u32, k1: u32, r: v128, rl: v128, quarter: u32): v128 {
  const s0 = v128.load(TABLES + T.SIN_TABLE + (((k0 + quarter) & 63) << 4));
  const s1 = v128.load(TABLES + T.SIN_TABLE + (((k1 + quarter) & 63) << 4));
  const c0 = v128.load(TABLES + T.SIN_TABLE + (((k0 + quarter + 16) & 63) << 4));
  const c1 = v128.load(TABLES + T.SIN_TABLE + (((k1 + quarter + 16) & 63) << 4));
  const sh = v128.shuffle<f64>(s0, s1, 0, 2);
  const sl = v128.shuffle<f64>(s0, s1, 1, 3);
  const ch = v128.shuffle<f64>(c0, c1, 0, 2);
  const cl = v128.shuffle<f64>(c0, c1, 1, 3);
  const r2 = f64x2.mul(r, r);
  const sinq = f64x2.add(splat(T.SIN_3), f64x2.mul(r2, f64x2.add(splat(T.SIN_5), f64x2.mul(r2, splat(T.SIN_7)))));
  // sin r = r + (r³ q + rl); cos r − 1 = −r²/2 + r⁴ (…) − r rl
  const st = f64x2.add(f64x2.mul(f64x2.mul(r, r2), sinq), rl);
  const cq = f64x2.mul(f64x2.mul(r2, r2), f64x2.add(splat(T.COS_4), f64x2.mul(r2, splat(T.COS_6))));
  const cm = f64x2.sub(f64x2.sub(cq, f64x2.mul(r2, splat(0.5))), f64x2.mul(r, rl));
  // the largest correction, C_k r, is added with its rounding error; 26-bit halves make the product exact
  const cut = i64x2.splat(0xfffffffff8000000);
  const cA = v128.and(ch, cut);
  const rA = v128.and(r, cut);
  const cB = f64x2.sub(ch, cA);
  const rB = f64x2.sub(r, rA);
  const p = f64x2.mul(ch, r);
  const pe = f64x2.add(
    f64x2.add(f64x2.sub(f64x2.mul(cA, rA), p), f64x2.add(f64x2.mul(cA, rB), f64x2.mul(cB, rA))),
    f64x2.mul(cB, rB),
  );
  const y = f64x2.add(sh, p);
  // two-sum, either may be the larger
  const bb = f64x2.sub(y, sh);
  const ye = f64x2.add(f64x2.sub(sh, f64x2.sub(y, bb)), f64x2.sub(p, bb));
  const rest = f64x2.add(
    f64x2.add(sl, f64x2.mul(cl, r)),
    f64x2.add(f64x2.mul(sh, cm), f64x2.mul(ch, st)),
  );
  return f64x2.add(y, f64x2.add(f64x2.add(pe, ye), rest));
}

@inline function near(x: v128, quarter: u32): v128 {
  const kd = f64x2.add(f64x2.mul(x, splat(T.TRIG_SCALE)), splat(ROUND));
  const n = f64x2.sub(kd, splat(ROUND));
  const a = f64x2.sub(x, f64x2.mul(n, splat(T.TRIG_1)));
  const w = f64x2.mul(n, splat(T.TRIG_2));
  const b = f64x2.sub(a, w);
  const be = f64x2.sub(f64x2.sub(a, b), w);
  const v = f64x2.mul(n, splat(T.TRIG_3));
  const r = f64x2.sub(b, v);
  const rl = f64x2.add(f64x2.sub(f64x2.sub(b, r), v), be);
  return fromParts(<u32>i64x2.extract_lane(kd, 0), <u32>i64x2.extract_lane(kd, 1), r, rl, quarter);
}

let quotient: u32 = 0;
let restHi: f64 = 0;
let restLo: f64 = 0;

@inline function mulHigh(a: u64, b: u64): u64 {
  const al = a & 0xffffffff;
  const ah = a >> 32;
  const bl = b & 0xffffffff;
  const bh = b >> 32;
  const mid = ah * bl + ((al * bl) >> 32);
  return ah * bh + (mid >> 32) + ((al * bh + (mid & 0xffffffff)) >> 32);
}

@inline function word(bit: i32): u64 {
  // 64 bits of 32/π beginning `bit` bits after the first of the table
  const at = TABLES + T.TURN_TABLE + ((<u32>bit >> 6) << 3);
  const s = bit & 63;
  const hi = load<u64>(at);
  return s == 0 ? hi : (hi << s) | (load<u64>(at, 8) >> (64 - s));
}

/** x·32/π by integers, for |x| beyond the reach of three parts: quotient mod 64 and the rest, in radians. */
function far(x: f64): void {
  const u = reinterpret<u64>(x) & 0x7fffffffffffffff;
  const e = <i32>(u >> 52) - 1075; // x = m 2^e
  const m = (u & 0xfffffffffffff) | 0x10000000000000;
  // Bit i of the table has weight 2^(63 − i). Bits of weight 2^(6 − e) and above only change k by multiples of 64,
  // so 192 bits from weight 2^(5 − e) on are taken; the product modulo 2^192 then begins at weight 2^5.
  const start = 58 + e;
  const w0 = word(start);
  const w1 = word(start + 64);
  const w2 = word(start + 128);
  const part = m * w1;
  const lo = part + mulHigh(m, w2);
  const carry: u64 = lo < part ? 1 : 0;
  const hi = m * w0 + mulHigh(m, w1) + carry;
  const rest = m * w2;
  // k = top 6 bits of hi, fraction follows
  let k = <u32>(hi >> 58);
  const f1 = <i64>((hi << 6) | (lo >> 58));
  // nearest: signed fraction in [-1/2, 1/2)
  if (f1 < 0) k += 1;
  const f2 = (lo << 6) | (rest >> 58);
  const a = <f64>(f1 >> 32) * 2.3283064365386963e-10; // 2^-32
  const b = <f64>(f1 & 0xffffffff) * 5.421010862427522e-20 + <f64>(f2 >> 32) * 1.262177448353619e-29; // 2^-64, 2^-96
  const h = a + b;
  const l = a - h + b;
  const hA = reinterpret<f64>(reinterpret<u64>(h) & 0xfffffffff8000000);
  const pA = reinterpret<f64>(reinterpret<u64>(T.PI_32_HI) & 0xfffffffff8000000);
  const p = h * T.PI_32_HI;
  const pe = hA * pA - p + (hA * (T.PI_32_HI - pA) + (h - hA) * pA) + (h - hA) * (T.PI_32_HI - pA);
  const low = pe + h * T.PI_32_LO + l * T.PI_32_HI;
  restHi = p + low;
  restLo = p - restHi + low;
  quotient = k;
  if (x < 0) {
    quotient = 0 - k;
    restHi = -restHi;
    restLo = -restLo;
  }
}

function trigScalar(x: f64, quarter: u32): f64 {
  if (!(abs(x) < Infinity)) return NaN;
  if (abs(x) <= NEAR) return f64x2.extract_lane(near(splat(x), quarter), 0);
  far(x);
  return f64x2.extract_lane(fromParts(quotient, quotient, splat(restHi), splat(restLo), quarter), 0);
}
function slow(x: v128, quarter: u32): v128 {
  return f64x2.replace_lane(
    splat(trigScalar(f64x2.extract_lane(x, 0), quarter)), 1, trigScalar(f64x2.extract_lane(x, 1), quarter));
}
@inline function trig(x: v128, quarter: u32): v128 {
  return i64x2.all_true(f64x2.le(f64x2.abs(x), splat(NEAR))) ? near(x, quarter) : slow(x, quarter);
}
/** The sine of a zero is that zero, with its sign. */
@inline export function vsin(x: v128): v128 { return v128.bitselect(x, trig(x, 0), f64x2.eq(x, splat(0))); }
@inline export function vcos(x: v128): v128 { return trig(x, 16); }
