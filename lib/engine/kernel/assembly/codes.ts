// Operation numbers: the same as in ../../tensor/operations.ts (a test holds them against each other).
export const ADD: i32 = 1;
export const SUB: i32 = 2;
export const MUL: i32 = 3;
export const DIV: i32 = 4;
export const POW: i32 = 5;
export const MAXIMUM: i32 = 6;
export const MINIMUM: i32 = 7;
export const GREATER: i32 = 8;
export const GREATER_EQUAL: i32 = 9;
export const LESS: i32 = 10;
export const LESS_EQUAL: i32 = 11;
export const EQUAL: i32 = 12;
export const NOT_EQUAL: i32 = 13;

export const NEG: i32 = 20;
export const ABS: i32 = 21;
export const SIGN: i32 = 22;
export const SQUARE: i32 = 23;
export const SQRT: i32 = 24;
export const RELU: i32 = 25;
export const EXP: i32 = 26;
export const LOG: i32 = 27;
export const SIN: i32 = 28;
export const COS: i32 = 29;
export const TANH: i32 = 30;
export const SIGMOID: i32 = 31;
export const ISFINITE: i32 = 32;

export const WHERE: i32 = 40;
export const CLIP: i32 = 41;
export const ROUND: i32 = 42;

export const SUM: i32 = 50;
export const MEAN: i32 = 51;
export const MAX: i32 = 52;
export const MIN: i32 = 53;
export const ARGMAX: i32 = 54;
export const NORM: i32 = 55;
export const VAR: i32 = 56;
export const STD: i32 = 57;
export const CUMSUM: i32 = 58;
export const ARGSORT: i32 = 59;

export const MATMUL: i32 = 60;
export const DOT: i32 = 61;
export const OUTER: i32 = 62;
export const STACK: i32 = 63;

export const TRANSPOSE: i32 = 70;
export const RESHAPE: i32 = 71;
export const SLICE: i32 = 72;
export const ROW: i32 = 73;
export const COL: i32 = 74;
export const TAKE: i32 = 75;
export const COPY: i32 = 76;
export const CONCAT: i32 = 77;
export const HSTACK: i32 = 78;
export const VSTACK: i32 = 79;

export const ARRAY: i32 = 80;
export const ZEROS: i32 = 81;
export const ONES: i32 = 82;
export const FULL: i32 = 83;
export const EYE: i32 = 84;
export const ARANGE: i32 = 85;
export const LINSPACE: i32 = 86;
export const ZEROS_LIKE: i32 = 87;
export const ONES_LIKE: i32 = 88;

/** 89 + the code of an operation of two operands: its result takes the place of the first. */
export const IN_PLACE: i32 = 89;
export const ADD_IN_PLACE: i32 = 90;
export const SUB_IN_PLACE: i32 = 91;
export const MUL_IN_PLACE: i32 = 92;
export const DIV_IN_PLACE: i32 = 93;
export const POW_IN_PLACE: i32 = 94;
export const MAXIMUM_IN_PLACE: i32 = 95;
export const MINIMUM_IN_PLACE: i32 = 96;
export const ASSIGN: i32 = 97;

export const GET: i32 = 100;
export const SET: i32 = 101;
export const ITEM: i32 = 102;
export const SIZE: i32 = 103;
export const NDIM: i32 = 104;
export const DIM: i32 = 105;
export const FLAT: i32 = 106;
export const ALLCLOSE: i32 = 107;
export const IS_TENSOR: i32 = 108;

export const SEED: i32 = 110;
export const NORMAL: i32 = 111;
export const UNIFORM: i32 = 112;
export const INTEGERS: i32 = 113;
export const PERMUTATION: i32 = 114;
export const SHUFFLE: i32 = 115;
export const RANDOM: i32 = 116;
export const CHARGE: i32 = 117;

/** 120 + a unary code of 20..31, and the power: one number in, one number out. */
export const MATH: i32 = 120;
export const MATH_POW: i32 = 160;

/** From here on the kernel only reads the arguments; the host does the rest. */
export const HOST: i32 = 170;
export const EMIT_TENSOR: i32 = 170;
export const EMIT_NUMBER: i32 = 171;
export const PROGRESS: i32 = 172;
export const SLOTS: i32 = 173;
