// Addresses and layouts. The host reads the same numbers from ../layout.ts; a test holds them against each other.

/** First word of every tensor header. */
export const MAGIC: u32 = 0x4e414254;
/** Data of a tensor that owns its data begins here, after the header. */
export const HEADER: u32 = 64;

// Header: magic, users, base, data, size, ndim, shape[4], transposed, bytes, recording, tape id.
// `users` counts the guest's object and every view; `base` is the header whose data a view shows, or 0.
export const H_USERS: u32 = 4;
export const H_BASE: u32 = 8;
export const H_DATA: u32 = 12;
export const H_SIZE: u32 = 16;
export const H_NDIM: u32 = 20;
export const H_SHAPE: u32 = 24;
/** 1: element (i, j) of the 2-D tensor lies at data[j·rows + i]. Tensors of three axes always lie in row order. */
export const H_TRANSPOSED: u32 = 40;
export const H_BYTES: u32 = 44;
export const H_RECORDING: u32 = 48;
export const H_TAPE_ID: u32 = 52;

/** The call frame: what an operation was called with, what came out, what went amiss. */
export const F_OP: u32 = 0;
export const F_COUNT: u32 = 4;
export const F_STATUS: u32 = 8;
export const F_KIND: u32 = 12;
export const F_RESULT: u32 = 16;
export const F_NUMBER: u32 = 24;
/** Four operands of 16 bytes: kind, header, number. */
export const F_OPERANDS: u32 = 32;
export const F_INTS: u32 = 96;
export const F_FLOATS: u32 = 128;
export const F_LIST_COUNT: u32 = 160;
/** Two shapes that an error speaks of: ndim and up to three lengths each. */
export const F_ERROR_A: u32 = 164;
export const F_ERROR_B: u32 = 180;
export const F_ERROR_NUMBER: u32 = 200;
export const F_LIST: u32 = 512;
export const LIST_MAX: i32 = 1024;
export const F_TEMPS: u32 = 512 + 4096;
export const FRAME_BYTES: u32 = 512 + 4096 + 4096 + 64;

export const TABLE_BYTES: u32 = 16384;

/** Most axes of a tensor. */
export const AXES: i32 = 3;

export const NONE: i32 = 0;
export const TENSOR: i32 = 1;
export const NUMBER: i32 = 2;
export const BOOLEAN: i32 = 3;

export const NO_AXIS: i32 = -1000;
export const NO_STOP: i32 = 0x7fffffff;

// Status of a call.
export const OK: i32 = 0;
export const E_BROADCAST: i32 = 1;
export const E_INNER: i32 = 2;
export const E_OPERAND: i32 = 3;
export const E_AXIS: i32 = 4;
export const E_INDEX: i32 = 5;
export const E_RESHAPE: i32 = 6;
export const E_FUEL: i32 = 7;
export const E_BYTES: i32 = 8;
export const E_ALLOC: i32 = 9;
export const E_RAGGED: i32 = 10;
export const E_JOIN: i32 = 11;
export const E_SCALAR: i32 = 12;
export const E_ARGUMENT: i32 = 13;
export const E_LIST: i32 = 14;
export const E_NDIM: i32 = 15;
export const E_EMPTY: i32 = 16;
export const E_PENDING: i32 = 17;
export const E_UNKNOWN: i32 = 18;
export const E_SIZE: i32 = 19;
export const E_OUTPUT: i32 = 20;
export const E_AXES: i32 = 21;
