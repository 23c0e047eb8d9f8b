// The boundary into QuickJS: one call from the guest, from its arguments to the value that it gets back.
import * as L from "./layout";
import * as O from "./codes";
import { FRAME, operand, fail, charge, dropTemps, tempsHeld, exhaust, setInt, recording, release } from "./memory";
import { run, target } from "./apply";
import { overwrite } from "./elements";
import { begin, decode, failArgument } from "./arguments";
import {
  OBJECT, INT, BOOL, NULL, UNDEFINED, EXCEPTION, addend, axisKey, keepdimsKey, plainClass, tagOf, classOf, tensorIn,
} from "./values";

@external("env", "malloc") declare function malloc(bytes: u32): u32;
@external("env", "newHostRef") declare function newHostRef(ctx: u32, id: u32): u32;
@external("env", "getProp") declare function getProp(ctx: u32, object: u32, key: u32): u32;
@external("env", "freeValue") declare function freeValue(ctx: u32, value: u32): void;
/** The host looks at the frame: a recorded operation, or one of its own. */
@external("env", "hosted") declare function hosted(op: i32): void;

/** Work of a call besides its elements. */
const PER_CALL: i64 = 300;

let pending: u32 = 0;
let unfit: bool = false;
/** A property of an options object, for the reductions. May run guest code, so nothing of the frame is in use yet. */
function option(ctx: u32, object: u32, key: u32, otherwise: i32): i32 {
  const v = getProp(ctx, object, key);
  if (v == 0) return otherwise;
  const tag = tagOf(v);
  if (tag == EXCEPTION) {
    pending = v;
    return otherwise;
  }
  let r = otherwise;
  if (tag == INT || tag == BOOL) r = load<i32>(v);
  else if (tag != UNDEFINED && tag != NULL) unfit = true;
  freeValue(ctx, v);
  return r;
}

/** A double as a JS value in memory of its own (the interpreter's wrapper frees it). */
function boxNumber(x: f64): u32 {
  const p = malloc(8);
  if (p == 0) {
    fail(L.E_ALLOC);
    return 0;
  }
  const i = <i32>x;
  if (<f64>i == x && (i != 0 || reinterpret<u64>(x) == 0)) {
    store<i32>(p, i);
    store<i32>(p, INT, 4);
  } else store<u64>(p, reinterpret<u64>(x == x ? x : NaN) - addend);
  return p;
}

/**
 * One call from the guest. Gives the address of a JS value, or 0: then the frame's status says whether that is
 * `undefined` (0) or what was amiss.
 */
export function call(ctx: u32, self: u32, argc: i32, argv: u32, op: i32): u32 {
  // called on a tensor, an operation is its method
  if (self != 0 && tensorIn(self) == 0) self = 0;
  let axis: i32 = L.NO_AXIS, keep: i32 = 0;
  const reduce = op >= O.SUM && op <= O.NORM;
  const lead = self != 0 ? 0 : 1;
  let bad = false;
  if (reduce && argc > lead) {
    const p = argv + (<u32>lead << 3);
    const tag = tagOf(p);
    if (tag == OBJECT && classOf(p) == plainClass) {
      pending = 0;
      unfit = false;
      axis = option(ctx, p, axisKey, L.NO_AXIS);
      if (pending == 0) keep = option(ctx, p, keepdimsKey, 0);
      if (pending != 0) return pending;
      bad = unfit;
    } else {
      if (tag == INT) axis = load<i32>(p);
      else bad = tag != UNDEFINED && tag != NULL;
      if (argc > lead + 1) {
        const k = tagOf(p + 8);
        if (k == INT || k == BOOL) keep = load<i32>(p + 8);
        else bad = bad || (k != UNDEFINED && k != NULL);
      }
    }
  }
  store<i32>(FRAME + L.F_OP, op);
  store<i32>(FRAME + L.F_STATUS, L.OK);
  if (!charge(PER_CALL)) return 0;
  store<i32>(FRAME + L.F_ERROR_B, -1);
  begin(self, argc, argv);
  store<i32>(FRAME + L.F_LIST_COUNT, 0);
  store<i32>(operand(0), L.NONE);
  store<i32>(operand(1), L.NONE);
  store<i32>(operand(2), L.NONE);
  let good = bad ? failArgument(1, NaN) : decode(op);
  if (good && reduce) {
    setInt(0, axis);
    setInt(1, keep);
  }
  good = good && run(op);
  if (good && (recording != 0 || op >= O.HOST)) hosted(load<i32>(FRAME + L.F_OP));
  if (good && op >= O.ADD_IN_PLACE && op <= O.ASSIGN) {
    overwrite(target, load<u32>(FRAME + L.F_RESULT));
    store<i32>(FRAME + L.F_KIND, L.NONE);
  }
  if (tempsHeld() != 0) dropTemps();
  if (!good) return 0;
  const kind = load<i32>(FRAME + L.F_KIND);
  if (kind == L.TENSOR) {
    const t = load<u32>(FRAME + L.F_RESULT);
    const box = newHostRef(ctx, t);
    if (box == 0 || tagOf(box) != OBJECT) release(t);
    if (box == 0) {
      exhaust(2);
      fail(L.E_ALLOC);
    }
    return box;
  }
  if (kind == L.NUMBER) return boxNumber(load<f64>(FRAME + L.F_NUMBER));
  if (kind == L.BOOLEAN) {
    const p = malloc(8);
    if (p == 0) {
      fail(L.E_ALLOC);
      return 0;
    }
    store<i32>(p, load<f64>(FRAME + L.F_NUMBER) != 0 ? 1 : 0);
    store<i32>(p, BOOL, 4);
    return p;
  }
  return 0;
}

/** A tensor object for the guest, made by the host: data to be written by the host. Gives the JS value's address. */
export function give(ctx: u32, t: u32): u32 {
  const box = newHostRef(ctx, t);
  if (box == 0 || tagOf(box) != OBJECT) release(t);
  return box;
}
