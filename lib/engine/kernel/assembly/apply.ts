// From an operation's number to its code. The operands, integers and floats lie in the frame.
import * as L from "./layout";
import * as O from "./codes";
import {
  FRAME, operand, kindOf, tensorOf, fail, giveNumber, giveNothing, giveBoolean, sizeOf, ndimOf, dim, int, float,
  keepUntilEnd, make, makeLike, dataOf, charge, release, failNumber, failOutput,
} from "./memory";
import { applyBinary, applyUnary, applyClip, applyRound, applyWhere, applyAllclose, scalar } from "./elementwise";
import { applyMatmul, applyOuter, dotFits } from "./matmul";
import { applyReduce, applySpread, applyCumsum, applyArgsort } from "./reduce";
import * as S from "./shape";
import { applyJoin, applyStack } from "./join";
import * as C from "./create";
import * as E from "./elements";
import { powScalar } from "./log";

/** Operations that need a tensor: a number given instead becomes a 0-D one. */
function wrapNumber(): bool {
  const o = operand(0);
  if (kindOf(o) != L.NUMBER) return true;
  const t = make(0, 0, 0);
  if (t == 0) return false;
  store<f64>(dataOf(t), load<f64>(o, 8));
  store<i32>(o, L.TENSOR);
  store<u32>(o, t, 4);
  keepUntilEnd(t);
  return true;
}

/** The tensor that an operation in place is about to change. */
export let target: u32 = 0;

/**
 * The operation without its place: what it gives has the shape of the first operand, and is still apart from it. So the
 * tape sees the plain operation with the values that it had, and operands that show the same data do no harm.
 */
function runForPlace(op: i32): bool {
  const o = operand(0);
  if (kindOf(o) != L.TENSOR) return failNumber(L.E_OPERAND, 0);
  const x = tensorOf(o);
  let plainOp = op - O.IN_PLACE;
  if (op == O.ASSIGN) {
    // one times anything is that thing, bit for bit, and has its broadcasting and its derivative
    if (!charge(sizeOf(x))) return false;
    const ones = makeLike(x);
    if (ones == 0) return false;
    keepUntilEnd(ones);
    C.fillAll(ones, 1);
    store<u32>(o, ones, 4);
    plainOp = O.MUL;
  }
  if (!run(plainOp)) return false;
  const t = load<u32>(FRAME + L.F_RESULT);
  let fits = ndimOf(t) == ndimOf(x);
  for (let k = 0; k < ndimOf(x) && fits; k++) fits = dim(t, k) == dim(x, k);
  if (!fits) {
    release(t);
    return failOutput(x);
  }
  if (!charge(sizeOf(x))) {
    release(t);
    return false;
  }
  target = x;
  return true;
}

export function run(op: i32): bool {
  store<i32>(FRAME + L.F_OP, op);
  store<i32>(FRAME + L.F_STATUS, L.OK);
  store<i32>(FRAME + L.F_ERROR_B, -1);
  if (op <= O.NOT_EQUAL) return applyBinary(op);
  if (op <= O.ISFINITE) return applyUnary(op);
  switch (op) {
    case O.WHERE: return applyWhere();
    case O.ALLCLOSE: return applyAllclose();
    case O.MATMUL: return applyMatmul();
    case O.DOT: {
      const scale = kindOf(operand(0)) == L.NUMBER || kindOf(operand(1)) == L.NUMBER ||
        ndimOf(tensorOf(operand(0))) == 0 || ndimOf(tensorOf(operand(1))) == 0;
      return scale ? run(O.MUL) : dotFits() && run(O.MATMUL);
    }
    case O.OUTER: return applyOuter();
    case O.CONCAT: case O.HSTACK: case O.VSTACK: return applyJoin(op);
    case O.STACK: return applyStack();
    case O.ARRAY: return C.applyArray();
    case O.ZEROS: case O.ONES: case O.FULL: return C.applyFill(op);
    case O.EYE: return C.applyEye();
    case O.ARANGE: return C.applyArange();
    case O.LINSPACE: return C.applyLinspace();
    case O.ZEROS_LIKE: return C.applyLike(0);
    case O.ONES_LIKE: return C.applyLike(1);
    case O.SEED: return C.applySeed();
    case O.NORMAL: case O.UNIFORM: case O.INTEGERS: return C.applyRandom(op);
    case O.PERMUTATION: return C.applyPermutation();
    case O.RANDOM: return C.applyUnit();
    case O.CHARGE: return charge(float(0) >= 0 ? <i64>min(float(0), 4e18) : 0) && giveNothing();
    case O.IS_TENSOR: return giveBoolean(kindOf(operand(0)) == L.TENSOR);
    case O.MATH_POW: return giveNumber(powScalar(float(0), float(1)));
    default:
  }
  if (op > O.MATH && op < O.MATH_POW) return giveNumber(scalar(op - O.MATH, float(0)));
  if (op >= O.HOST) return giveNothing();
  if (op >= O.ADD_IN_PLACE && op <= O.ASSIGN) return runForPlace(op);
  if (!wrapNumber()) return false;
  const x = tensorOf(operand(0));
  switch (op) {
    case O.CLIP: return applyClip();
    case O.ROUND: return applyRound();
    case O.SUM: case O.MEAN: case O.MAX: case O.MIN: case O.ARGMAX: case O.NORM: return applyReduce(op);
    case O.VAR: case O.STD: return applySpread(op);
    case O.CUMSUM: return applyCumsum();
    case O.ARGSORT: return applyArgsort();
    case O.TRANSPOSE: return S.applyTranspose();
    case O.RESHAPE: return S.applyReshape();
    case O.SLICE: return S.applySlice();
    case O.ROW: return S.applyLine(0);
    case O.COL: return S.applyLine(1);
    case O.TAKE: return S.applyTake();
    case O.COPY: return S.applyCopy();
    case O.GET: return E.applyGet();
    case O.SET: return E.applySet();
    case O.ITEM: return E.applyItem();
    case O.FLAT: return E.applyFlat();
    case O.SIZE: return giveNumber(<f64>sizeOf(x));
    case O.NDIM: return giveNumber(<f64>ndimOf(x));
    case O.DIM: return giveNumber(<f64>(int(0) < ndimOf(x) ? dim(x, int(0)) : 1));
    case O.SHUFFLE: return C.applyShuffle();
    default: return fail(L.E_UNKNOWN);
  }
}
