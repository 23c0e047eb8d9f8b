// From an operation's number to its code. The operands, integers and floats lie in the frame.
import * as L from "./layout";
import * as O from "./codes";
import {
  FRAME, operand, kindOf, tensorOf, fail, giveNumber, giveNothing, giveBoolean, sizeOf, ndimOf, dim, int, float,
  keepUntilEnd, make, dataOf,
} from "./memory";
import { applyBinary, applyUnary, applyClip, applyWhere, applyAllclose, scalar } from "./elementwise";
import { applyMatmul, applyOuter } from "./matmul";
import { applyReduce } from "./reduce";
import * as S from "./shape";
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

export function run(op: i32): bool {
  store<i32>(FRAME + L.F_OP, op);
  store<i32>(FRAME + L.F_STATUS, L.OK);
  store<i32>(FRAME + L.F_ERROR_B, -1);
  if (op <= O.NOT_EQUAL) return applyBinary(op);
  if (op <= O.SIGMOID) return applyUnary(op);
  switch (op) {
    case O.WHERE: return applyWhere();
    case O.ALLCLOSE: return applyAllclose();
    case O.MATMUL: return applyMatmul();
    case O.DOT: {
      const scale = kindOf(operand(0)) == L.NUMBER || kindOf(operand(1)) == L.NUMBER ||
        ndimOf(tensorOf(operand(0))) == 0 || ndimOf(tensorOf(operand(1))) == 0;
      return run(scale ? O.MUL : O.MATMUL);
    }
    case O.OUTER: return applyOuter();
    case O.CONCAT: case O.HSTACK: case O.VSTACK: return S.applyJoin(op);
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
    case O.IS_TENSOR: return giveBoolean(kindOf(operand(0)) == L.TENSOR);
    case O.MATH_POW: return giveNumber(powScalar(float(0), float(1)));
    default:
  }
  if (op > O.MATH && op < O.MATH_POW) return giveNumber(scalar(op - O.MATH, float(0)));
  if (op >= O.HOST) return giveNothing();
  if (!wrapNumber()) return false;
  const x = tensorOf(operand(0));
  switch (op) {
    case O.CLIP: return applyClip();
    case O.SUM: case O.MEAN: case O.MAX: case O.MIN: case O.ARGMAX: case O.NORM: return applyReduce(op);
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
