import { FIRST_MARK } from "../marks.ts";

/**
 * The function that traced code calls: evaluated for a traced run alone, in the same interpreter and by the same rules as
 * `prelude.ts`, and taken by a module as the counter is. A slot below the first mark is a word of the harness's own, and the code of a person must not say one.
 */
export const MARKER = `
(function (emit, emitTensor, isTensor, name) {
"use strict";
const marker = (slot, value, named, key) => {
  if (typeof slot !== "number" || (slot | 0) !== slot || slot < ${FIRST_MARK}) return value;
  if (named !== 1) emit(slot, 0);
  else if (isTensor(value)) {
    if (typeof key === "number" && (key | 0) === key && key >= 0) emit(slot, key + 1);
    emitTensor(slot, value);
  }
  return value;
};
Reflect.defineProperty(globalThis, name, { __proto__: null, value: marker, writable: false, enumerable: false, configurable: true });
})
`;
