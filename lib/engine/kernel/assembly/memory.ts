// Tensors in memory: making, sharing, freeing; fuel and the byte limit.
import * as L from "./layout";

@external("env", "malloc") declare function malloc(bytes: u32): u32;
@external("env", "free") declare function free(address: u32): void;

export let TABLES: u32 = 0;
export let FRAME: u32 = 0;
export let recording: u32 = 0;

let work: i64 = 0;
let pollWork: i64 = 1;
let liveBytes: i64 = 0;
let peakBytes: i64 = 0;
let maxBytes: i64 = 0;
let exhausted: i32 = 0;

export function place(base: u32): void {
  TABLES = base;
  FRAME = base + L.TABLE_BYTES;
}

export function setRecording(n: u32): void { recording = n; }

// --- fuel -----------------------------------------------------------------------------------------------------------

export function setLimits(units: i64, perPoll: i64, bytes: i64): void {
  work = units;
  pollWork = perPoll;
  maxBytes = bytes;
  exhausted = 0;
}
export function setWork(units: i64): void { work = units; }
export function workLeft(): i64 { return work; }
export function ranOut(): i32 { return exhausted; }
export function bytesLive(): i64 { return liveBytes; }

/** Ends the run: 1 for fuel, 2 for memory. The first reason stays. */
export function exhaust(reason: i32): void { if (exhausted == 0) exhausted = reason; }

/** One interrupt poll of the interpreter. 1 when the run must stop. */
export function poll(): i32 {
  work -= pollWork;
  if (work < 0 && exhausted == 0) exhausted = 1;
  return exhausted != 0 ? 1 : 0;
}

@inline export function charge(units: i64): bool {
  work -= units;
  if (work < 0) {
    if (exhausted == 0) exhausted = 1;
    return fail(L.E_FUEL);
  }
  return true;
}

// --- the frame ------------------------------------------------------------------------------------------------------

@inline export function fail(status: i32): bool {
  store<i32>(FRAME + L.F_STATUS, status);
  return false;
}
export function failNumber(status: i32, n: f64): bool {
  store<f64>(FRAME + L.F_ERROR_NUMBER, n);
  return fail(status);
}
function noteShape(at: u32, operand: u32): void {
  const t = load<u32>(operand + 4);
  const tensor = load<i32>(operand) == L.TENSOR;
  store<i32>(at, tensor ? load<i32>(t + L.H_NDIM) : 0);
  store<i32>(at, tensor ? load<i32>(t + L.H_SHAPE) : 0, 4);
  store<i32>(at, tensor ? load<i32>(t + L.H_SHAPE, 4) : 0, 8);
  store<i32>(at, tensor ? load<i32>(t + L.H_SHAPE, 8) : 0, 12);
}
export function noteTensor(at: u32, t: u32): void {
  store<i32>(at, load<i32>(t + L.H_NDIM));
  store<i32>(at, load<i32>(t + L.H_SHAPE), 4);
  store<i32>(at, load<i32>(t + L.H_SHAPE, 4), 8);
  store<i32>(at, load<i32>(t + L.H_SHAPE, 8), 12);
}
/** Fails with the shapes of the first two operands. */
export function failShapes(status: i32): bool {
  noteShape(FRAME + L.F_ERROR_A, operand(0));
  noteShape(FRAME + L.F_ERROR_B, operand(1));
  return fail(status);
}
/** A result that does not have the shape of x, the tensor that it was to be written into. */
export function failOutput(x: u32): bool {
  noteTensor(FRAME + L.F_ERROR_A, x);
  noteShape(FRAME + L.F_ERROR_B, operand(1));
  return fail(L.E_OUTPUT);
}
@inline export function operand(i: i32): u32 { return FRAME + L.F_OPERANDS + (<u32>i << 4); }
@inline export function kindOf(o: u32): i32 { return load<i32>(o); }
@inline export function tensorOf(o: u32): u32 { return load<u32>(o, 4); }
@inline export function int(i: i32): i32 { return load<i32>(FRAME + L.F_INTS + (<u32>i << 2)); }
@inline export function float(i: i32): f64 { return load<f64>(FRAME + L.F_FLOATS + (<u32>i << 3)); }
@inline export function setInt(i: i32, v: i32): void { store<i32>(FRAME + L.F_INTS + (<u32>i << 2), v); }
@inline export function setFloat(i: i32, v: f64): void { store<f64>(FRAME + L.F_FLOATS + (<u32>i << 3), v); }

@inline export function giveTensor(t: u32): bool {
  store<i32>(FRAME + L.F_KIND, L.TENSOR);
  store<u32>(FRAME + L.F_RESULT, t);
  return t != 0;
}
@inline export function giveNumber(x: f64): bool {
  store<i32>(FRAME + L.F_KIND, L.NUMBER);
  store<f64>(FRAME + L.F_NUMBER, x);
  return true;
}
export function giveBoolean(x: bool): bool {
  store<i32>(FRAME + L.F_KIND, L.BOOLEAN);
  store<f64>(FRAME + L.F_NUMBER, x ? 1 : 0);
  return true;
}
@inline export function giveNothing(): bool {
  store<i32>(FRAME + L.F_KIND, L.NONE);
  return true;
}

// --- tensors --------------------------------------------------------------------------------------------------------

@inline export function ndimOf(t: u32): i32 { return load<i32>(t + L.H_NDIM); }
@inline export function sizeOf(t: u32): i32 { return load<i32>(t + L.H_SIZE); }
@inline export function dataOf(t: u32): u32 { return load<u32>(t + L.H_DATA); }
@inline export function dim(t: u32, axis: i32): i32 { return load<i32>(t + L.H_SHAPE + (<u32>axis << 2)); }
@inline export function isTransposed(t: u32): bool { return load<u32>(t + L.H_TRANSPOSED) != 0; }
/** The shape as rows × columns: 1-D is one row, 0-D is 1 × 1, and of 3-D all matrices stand below each other. */
@inline export function rowsOf(t: u32): i32 { const n = ndimOf(t); return n == 2 ? dim(t, 0) : n == 3 ? dim(t, 0) * dim(t, 1) : 1; }
@inline export function colsOf(t: u32): i32 { const n = ndimOf(t); return n == 2 ? dim(t, 1) : n == 1 ? dim(t, 0) : n == 3 ? dim(t, 2) : 1; }
/** The product of the lengths of the axes from `from` up to, not including, `to`. */
export function span(t: u32, from: i32, to: i32): i32 {
  let n = 1;
  for (let k = from; k < to; k++) n *= dim(t, k);
  return n;
}

function allocate(bytes: i64): u32 {
  if (liveBytes + bytes > maxBytes) {
    exhausted = exhausted == 0 ? 2 : exhausted;
    fail(L.E_BYTES);
    return 0;
  }
  const t = malloc(<u32>bytes);
  if (t == 0) {
    exhausted = exhausted == 0 ? 2 : exhausted;
    fail(L.E_ALLOC);
    return 0;
  }
  liveBytes += bytes;
  store<u32>(t, L.MAGIC);
  store<u32>(t, 1, L.H_USERS);
  store<u32>(t, 0, L.H_BASE);
  store<u32>(t, <u32>bytes, L.H_BYTES);
  store<u32>(t, 0, L.H_TRANSPOSED);
  store<u32>(t, 0, L.H_RECORDING);
  return t;
}

/** A tensor of 0, 1 or 2 axes with data still unwritten (`makeShaped` knows three); 0 when there is no room (the frame says why). */
export function make(ndim: i32, d0: i32, d1: i32): u32 {
  const size: i64 = ndim == 2 ? <i64>d0 * <i64>d1 : ndim == 1 ? <i64>d0 : 1;
  if (d0 < 0 || d1 < 0 || size > 0x8000000) {
    fail(L.E_SIZE);
    return 0;
  }
  const t = allocate(<i64>L.HEADER + (size << 3));
  if (t == 0) return 0;
  store<u32>(t, t + L.HEADER, L.H_DATA);
  store<u32>(t, <u32>size, L.H_SIZE);
  store<i32>(t, ndim, L.H_NDIM);
  store<i32>(t, ndim > 0 ? d0 : 0, L.H_SHAPE);
  store<i32>(t, ndim > 1 ? d1 : 0, L.H_SHAPE + 4);
  return t;
}

/** As `make`, of up to three axes; lengths of axes that are not there are ignored. */
export function makeShaped(ndim: i32, d0: i32, d1: i32, d2: i32): u32 {
  if (ndim < 3) return make(ndim, ndim > 0 ? d0 : 0, ndim > 1 ? d1 : 0);
  // two factors at a time, so that nothing wraps
  const rows: i64 = <i64>d0 * <i64>d1;
  if (d0 < 0 || d1 < 0 || d2 < 0 || rows > 0x8000000) {
    fail(L.E_SIZE);
    return 0;
  }
  const t = make(2, <i32>rows, d2);
  if (t == 0) return 0;
  store<i32>(t, 3, L.H_NDIM);
  store<i32>(t, d0, L.H_SHAPE);
  store<i32>(t, d1, L.H_SHAPE + 4);
  store<i32>(t, d2, L.H_SHAPE + 8);
  return t;
}

/** A tensor of the shape of another, its data unwritten and in row order. */
export function makeLike(x: u32): u32 {
  const n = ndimOf(x);
  return n == 3 ? makeShaped(3, dim(x, 0), dim(x, 1), dim(x, 2)) : make(n, dim(x, 0), dim(x, 1));
}

/** A tensor of a shape without one of its axes (or with length 1 there), or with that axis of another length. */
export function makeAlong(x: u32, axis: i32, length: i32, drop: bool): u32 {
  const n = ndimOf(x);
  let nd = 0, d0 = 0, d1 = 0, d2 = 0;
  for (let k = 0; k < n; k++) {
    if (k == axis && drop) continue;
    const d = k == axis ? length : dim(x, k);
    if (nd == 0) d0 = d;
    else if (nd == 1) d1 = d;
    else d2 = d;
    nd++;
  }
  return makeShaped(nd, d0, d1, d2);
}

/** A tensor that shows the data of another, in the same order; a third length is written by the caller. */
export function view(source: u32, ndim: i32, d0: i32, d1: i32, transposed: bool): u32 {
  const t = allocate(<i64>L.HEADER);
  if (t == 0) return 0;
  let base = load<u32>(source, L.H_BASE);
  if (base == 0) base = source;
  store<u32>(base, load<u32>(base, L.H_USERS) + 1, L.H_USERS);
  store<u32>(t, base, L.H_BASE);
  store<u32>(t, dataOf(source), L.H_DATA);
  store<i32>(t, sizeOf(source), L.H_SIZE);
  store<i32>(t, ndim, L.H_NDIM);
  store<i32>(t, ndim > 0 ? d0 : 0, L.H_SHAPE);
  store<i32>(t, ndim > 1 ? d1 : 0, L.H_SHAPE + 4);
  store<u32>(t, transposed ? 1 : 0, L.H_TRANSPOSED);
  return t;
}

export function release(t: u32): void {
  const users = load<u32>(t, L.H_USERS) - 1;
  store<u32>(t, users, L.H_USERS);
  if (users != 0) return;
  const base = load<u32>(t, L.H_BASE);
  liveBytes -= <i64>load<u32>(t, L.H_BYTES);
  store<u32>(t, 0);
  free(t);
  if (base != 0) release(base);
}

/** True for the address of a live tensor. */
@inline export function isTensor(address: u32): bool {
  return address >= 1024 && (address & 7) == 0 && address <= (<u32>memory.size() << 16) - L.HEADER && load<u32>(address) == L.MAGIC;
}

/** The same values in row order: the tensor itself, or a copy that the frame frees after the call; 0 without room. */
export function plain(t: u32): u32 {
  if (!isTransposed(t)) return t;
  const c = make(2, dim(t, 0), dim(t, 1));
  if (c == 0) return 0;
  flip(dataOf(t), dataOf(c), dim(t, 1), dim(t, 0));
  keepUntilEnd(c);
  return c;
}

/** Writes the transpose of a rows × columns matrix. */
export function flip(from: u32, to: u32, rows: i32, cols: i32): void {
  const step = <u32>rows << 3;
  for (let i = 0; i < rows; i++) {
    let q = to + (<u32>i << 3);
    for (let j = 0; j < cols; j++) {
      store<f64>(q, load<f64>(from));
      from += 8;
      q += step;
    }
  }
}

let temps: i32 = 0;
/** Frees `t` when the call is over. */
export function keepUntilEnd(t: u32): void {
  if (temps >= 1024) unreachable();
  store<u32>(FRAME + L.F_TEMPS + (<u32>temps << 2), t);
  temps++;
}
@inline export function tempsHeld(): i32 { return temps; }
export function dropTemps(): void {
  while (temps > 0) {
    temps--;
    release(load<u32>(FRAME + L.F_TEMPS + (<u32>temps << 2)));
  }
}
/** For a frame begun afresh. */
export function forgetTemps(): void { temps = 0; }
export function forgetAll(): void { temps = 0; liveBytes = 0; recording = 0; exhausted = 0; }
