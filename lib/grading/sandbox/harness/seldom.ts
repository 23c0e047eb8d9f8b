import { TAGS } from "./tags.ts";

/**
 * The part of the harness that few runs need: what was printed, errors, results that are refused or that are neither
 * tensors nor numbers. Compiled when it is first needed, when the person's code has long run: so it uses nothing but the
 * `kit` that was put together before, and otherwise obeys the rules of `prelude.ts`.
 */
export const SELDOM = `
(function (kit) {
"use strict";
${Object.entries(TAGS)
  .map(([name, tag]) => `const ${name} = ${tag};`)
  .join(" ")}
const { emit, isTensor, say, apply, getPrototypeOf, getOwnPropertyDescriptor, isArray, stringify, isView, keys, slice,
  charCodeAt, array, objectProto, TypeError, typedSlice, promise, own, symbolText, tensorText, typedLength, bad, enter, leave, count, lengthOf, list, each, depth } = kit;
const DEPTH = 8, SHORT = 2000;
const cut = (text, length) => apply(slice, text, [0, length]);

const text = (string) => {
  const n = string.length;
  emit(TEXT, n);
  for (let i = 0; i < n; i += 3) {
    let packed = apply(charCodeAt, string, [i]);
    if (i + 1 < n) packed += apply(charCodeAt, string, [i + 1]) * 65536;
    if (i + 2 < n) packed += apply(charCodeAt, string, [i + 2]) * 4294967296;
    emit(CODES, packed);
  }
};

// ---- refused results
const kindOf = (value) => {
  const type = typeof value;
  if (type === "object") {
    if (value === null) return 1;
    if (isTensor(value)) return 10;
    if (isArray(value)) return 8;
    return getPrototypeOf(value) === promise ? 9 : 11;
  }
  return type === "undefined" ? 0 : type === "boolean" ? 2 : type === "number" ? 3 : type === "string" ? 4
    : type === "function" ? 5 : type === "symbol" ? 6 : 7;
};
const tellBad = (reason, value, path, deep) => {
  emit(BAD, reason);
  emit(BAD, kindOf(value));
  for (let i = 0; i < deep; i++) {
    if (typeof path[i] === "number") emit(SEGMENT, path[i]);
    else text(cut(path[i], 100));
  }
};

// ---- tensors given as lists that the kernel cannot take: read number by number, to give them or to name the place
let dims = null, leaf = 0;
const denseFrom = (from, level) => {
  if (level === 4) bad(4, from);
  const n = lengthOf(from);
  if (dims[level] === -1) dims[level] = n;
  else if (dims[level] !== n) bad(3, from);
  for (let i = 0; i < n; i++) {
    const item = from[i];
    enter(i, item);
    if (isArray(item)) {
      if (leaf !== -1 && level >= leaf) bad(3, item);
      denseFrom(item, level + 1);
    } else if (typeof item === "number" || isTensor(item)) {
      if (leaf === -1) leaf = level;
      else if (leaf !== level) bad(3, item);
      count(1, item);
      let one = true;
      try { emit(NUMBER, item); } catch { one = false; }
      if (!one) bad(3, item);
    } else bad(2, item);
    leave();
  }
};
const dense = (from) => {
  emit(DENSE, 0);
  dims = [-1, -1, -1, -1];
  leaf = -1;
  denseFrom(from, 0);
  for (let i = 0; i < 4 && dims[i] !== -1; i++) emit(AXIS, dims[i]);
  emit(DENSE, 1);
};
const typed = (view) => {
  if (!isView(view)) bad(2, view);
  let n = -1;
  try { n = apply(typedLength, view, []); } catch {}
  if (n < 0) bad(2, view);
  count(n, view);
  emit(DENSE, 0);
  for (let i = 0; i < n; i++) {
    const item = view[i];
    if (typeof item !== "number") bad(2, item);
    emit(NUMBER, item);
  }
  emit(AXIS, n);
  emit(DENSE, 1);
};

// ---- other results
const string = (value) => {
  if (typeof value !== "string") bad(2, value);
  if (value.length > SHORT) bad(5, value);
  text(value);
};
const any = (value) => {
  const type = typeof value;
  if (type === "boolean") return emit(BOOLEAN, value ? 1 : 0);
  if (type === "string") return string(value);
  if (value === null) return emit(NULL, 0);
  if (type !== "object") bad(2, value);
  if (depth() > DEPTH) bad(4, value);
  if (isArray(value)) return list(value, each);
  if (isView(value)) return typed(value);
  if (kindOf(value) === 9) bad(2, value);
  const names = keys(value);
  count(names.length, value);
  emit(RECORD, names.length);
  for (let i = 0; i < names.length; i++) {
    const item = value[names[i]];
    text(names[i]);
    enter(names[i], item);
    each(item);
    leave();
  }
};

// ---- errors
const part = (value, key, length) => {
  let got;
  try { got = value[key]; } catch {}
  text(typeof got === "string" ? cut(got, length) : "");
};
const describe = (error) => {
  emit(ERROR, 0);
  if ((typeof error === "object" && error !== null) || typeof error === "function") {
    part(error, "name", 100);
    part(error, "message", SHORT);
    part(error, "stack", 8000);
  } else {
    text("");
    text(cut(show(error, 1), SHORT));
    text("");
  }
};

// ---- console
const OPEN = 3, SHOWN = 60, LINE = 10000;
const show = (value, level) => {
  const type = typeof value;
  if (type === "string") return level === 0 ? value : stringify(cut(value, 1000));
  if (type === "number") return value === 0 && 1 / value < 0 ? "-0" : "" + value;
  if (type === "bigint") return value + "n";
  if (type === "symbol") return apply(symbolText, value, []);
  if (type === "function") {
    const name = getOwnPropertyDescriptor(value, "name");
    return name !== undefined && typeof name.value === "string" ? "[function " + cut(name.value, 60) + "]" : "[function]";
  }
  if (type !== "object" || value === null) return "" + value;
  if (isTensor(value)) return apply(tensorText, value, []);
  const array = isArray(value);
  const message = array ? undefined : getOwnPropertyDescriptor(value, "message");
  if (message !== undefined && typeof message.value === "string" && getOwnPropertyDescriptor(value, "stack") !== undefined) {
    const name = value.name;
    return (typeof name === "string" ? cut(name, 100) : "Error") + ": " + cut(message.value, 1000);
  }
  if (level > OPEN) return array ? "[…]" : "{…}";
  const names = array ? null : keys(value);
  const n = array ? value.length : names.length;
  if (n === 0) return array ? "[]" : "{}";
  let out = array ? "[" : "{ ";
  for (let i = 0; i < n && out.length < LINE; i++) {
    if (i > 0) out += ", ";
    if (i === SHOWN) { out += "…"; break; }
    out += array ? show(value[i], level + 1) : cut(names[i], 100) + ": " + show(value[names[i]], level + 1);
  }
  return out + (array ? "]" : " }");
};
let lines = 201, room = 70000;
const log = (args) => {
  if (lines <= 0 || room <= 0) return;
  lines--;
  let out = "";
  for (let i = 0; i < args.length && out.length < LINE; i++) {
    let shown = "[unreadable]";
    try { shown = show(args[i], 0); } catch {}
    out += (i === 0 ? "" : " ") + shown;
  }
  room -= out.length + 1;
  say(cut(out, LINE));
};

// ---- copies, for structuredClone: what an answer hands about, all the way down
const NESTED = 32;
const clone = (value, level) => {
  const type = typeof value;
  if (type === "function" || type === "symbol") throw new TypeError("structuredClone copies no " + type);
  if (type !== "object" || value === null) return value;
  if (isTensor(value)) return array(value);
  if (isView(value)) return apply(typedSlice, value, []);
  if (level > NESTED) throw new TypeError("structuredClone copies up to " + NESTED + " levels, and nothing that holds itself");
  const whole = isArray(value), proto = getPrototypeOf(value);
  if (!whole && proto !== null && proto !== objectProto)
    throw new TypeError("structuredClone copies numbers, texts, lists, records, typed arrays and tensors here");
  const made = whole ? [] : {};
  const names = whole ? null : keys(value), n = whole ? value.length : names.length;
  for (let i = 0; i < n; i++) {
    const name = whole ? i : names[i];
    own(made, name, clone(value[name], level + 1));
  }
  return made;
};
return { __proto__: null, clone, tellBad, dense, typed, string, any, describe, log };
})
`;
