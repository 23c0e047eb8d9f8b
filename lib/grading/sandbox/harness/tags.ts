/**
 * What the harness says, one word at a time: a tag (the slot of what is emitted) with a number or a tensor. The kernel
 * reads both with tag checks; the tags are handed to the harness as it starts, so the two sides cannot differ.
 */
export const TAGS = {
  NUMBER: 1,
  BOOLEAN: 2,
  NULL: 3,
  /** The length of a string in UTF-16 units; its units follow, three to a word. */
  TEXT: 4,
  CODES: 5,
  TENSOR: 6,
  /** 0 opens a tensor given as numbers, 1 closes it; its lengths stand before the close. */
  DENSE: 7,
  AXIS: 8,
  LIST: 9,
  RECORD: 10,
  /** An optional field that is not there. */
  ABSENT: 11,
  /** An error's name, message and stack follow as texts. */
  ERROR: 12,
  /** First the reason, then the kind of the value seen; then the path, as texts and segments. */
  BAD: 13,
  SEGMENT: 14,
  /** Entries of one counted function. */
  COUNT: 15,
  /** The last word of a call. */
  STATUS: 16,
  /** The person's files are compiled and linked, and begin to run. */
  BEGAN: 17,
} as const;

export const STATUS = { OK: 0, THREW: 1, BAD: 2 } as const;
