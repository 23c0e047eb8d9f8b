/** Addresses that the host shares with assembly/layout.ts; a test holds the two files against each other. */

/** Bytes of a tensor's header; the data of a tensor that owns it follow. */
export const HEADER = 64;
export const H_DATA = 12;
export const H_SIZE = 16;
export const H_NDIM = 20;
export const H_SHAPE = 24;
export const H_TRANSPOSED = 40;
export const H_RECORDING = 48;
export const H_TAPE_ID = 52;

/** The call frame begins this far after the block that the host set aside. */
export const TABLE_BYTES = 16384;
export const F_OP = 0;
export const F_STATUS = 8;
export const F_KIND = 12;
export const F_RESULT = 16;
export const F_NUMBER = 24;
export const F_OPERANDS = 32;
export const F_INTS = 96;
export const F_FLOATS = 128;
export const F_LIST_COUNT = 160;
export const F_ERROR_A = 164;
export const F_ERROR_B = 180;
export const F_ERROR_NUMBER = 200;
export const F_LIST = 512;
export const LIST_MAX = 1024;

/** Most axes of a tensor. */
export const AXES = 3;

/** Kinds of operands and results. */
export const NONE = 0;
export const TENSOR = 1;
export const NUMBER = 2;
export const BOOLEAN = 3;

export const NO_AXIS = -1000;
export const NO_STOP = 0x7fffffff;

/** What was amiss with a call. */
export const OK = 0;
export const E_BROADCAST = 1;
export const E_INNER = 2;
export const E_OPERAND = 3;
export const E_AXIS = 4;
export const E_INDEX = 5;
export const E_RESHAPE = 6;
export const E_FUEL = 7;
export const E_BYTES = 8;
export const E_ALLOC = 9;
export const E_RAGGED = 10;
export const E_JOIN = 11;
export const E_SCALAR = 12;
export const E_ARGUMENT = 13;
export const E_LIST = 14;
export const E_NDIM = 15;
export const E_EMPTY = 16;
export const E_PENDING = 17;
export const E_UNKNOWN = 18;
export const E_SIZE = 19;
export const E_OUTPUT = 20;
export const E_AXES = 21;
