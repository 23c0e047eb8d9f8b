/**
 * The harness inside the guest, evaluated before the person's code. It keeps its own references to the built-ins it uses,
 * reads no property that the person's code could have put on a prototype (literals have own elements, descriptors have no
 * prototype, no iterators, no spreading), and speaks to the host only by two kernel operations, which take numbers and
 * tensors: (tag, number) and (tag, tensor). Getters and proxies of the person run here, in the guest, under its budget,
 * and each property is read once. A string, so that bundlers leave it alone: the fuel it uses is part of an outcome.
 */
export const PRELUDE = `
(function (emit, emitTensor, isTensor, progress, say, settle, tags) {
"use strict";
const { apply, getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Reflect;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { keys } = Object;
const { parse, stringify } = JSON;
const { slice, charCodeAt } = String.prototype;
const promise = Promise.prototype;
const symbolText = Symbol.prototype.toString;
const typedLength = getOwnPropertyDescriptor(getPrototypeOf(Float64Array.prototype), "length").get;
const { NUMBER, BOOLEAN, NULL, TEXT, CODES, TENSOR, DENSE, AXIS, LIST, RECORD, ABSENT, ERROR, BAD, SEGMENT, COUNT, STATUS, BEGAN } = tags;
const { array } = nd;
const tensorProto = getPrototypeOf(array(0));
const tensorText = tensorProto.toString;
const tensorSize = getOwnPropertyDescriptor(tensorProto, "size").get;
const ITEMS = 524288, ALL = 4194304, DEPTH = 8, SHORT = 2000;

const put = (target, key, value) =>
  defineProperty(target, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
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

// ---- arguments
let given = null;
const build = (node) => {
  if (typeof node !== "object" || node === null) return node;
  const kind = node[0];
  if (kind === "t") return given[node[1]];
  if (kind === "p") return node[1];
  if (kind === "n") return node[1] === "NaN" ? 0 / 0 : node[1] === "-0" ? -0 : node[1] === "Infinity" ? 1 / 0 : -1 / 0;
  const made = kind === "l" ? [] : {};
  if (kind === "l") for (let i = 1; i < node.length; i++) put(made, i - 1, build(node[i]));
  else for (let i = 1; i < node.length; i += 2) put(made, node[i], build(node[i + 1]));
  return made;
};

// ---- results
const STOP = {};
const path = ["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""];
let deep = 0;
const kindOf = (value) => {
  const type = typeof value;
  if (type === "object") {
    if (value === null) return 1;
    if (isTensor(value)) return 10;
    if (isArray(value)) return 8;
    try { if (getPrototypeOf(value) === promise) return 9; } catch {}
    return 11;
  }
  return type === "undefined" ? 0 : type === "boolean" ? 2 : type === "number" ? 3 : type === "string" ? 4
    : type === "function" ? 5 : type === "symbol" ? 6 : 7;
};
const bad = (reason, value) => {
  emit(BAD, reason);
  emit(BAD, kindOf(value));
  for (let i = 0; i < deep; i++) {
    if (typeof path[i] === "number") emit(SEGMENT, path[i]);
    else text(cut(path[i], 100));
  }
  throw STOP;
};
const enter = (segment, value) => {
  if (deep === path.length) bad(4, value);
  path[deep++] = segment;
};

// Numbers, entries and elements that leave: of one call, and of the run.
let items = 0, all = 0;
const leave = (n, value) => {
  items += n;
  all += n;
  if (items > ITEMS || all > ALL) bad(4, value);
};
const emitWhole = (value) => {
  leave(apply(tensorSize, value, []), value);
  emitTensor(TENSOR, value);
};
let dims = null, leaf = 0;
const lengthOf = (list) => {
  const n = list.length;
  if (typeof n !== "number" || !(n >= 0) || n > ITEMS) bad(4, list);
  return n;
};
const denseFrom = (list, level) => {
  if (level === 4) bad(4, list);
  const n = lengthOf(list);
  if (dims[level] === -1) dims[level] = n;
  else if (dims[level] !== n) bad(3, list);
  for (let i = 0; i < n; i++) {
    const item = list[i];
    enter(i, item);
    if (isArray(item)) {
      if (leaf !== -1 && level >= leaf) bad(3, item);
      denseFrom(item, level + 1);
    } else if (typeof item === "number" || isTensor(item)) {
      if (leaf === -1) leaf = level;
      else if (leaf !== level) bad(3, item);
      leave(1, item);
      if (typeof item === "number") emit(NUMBER, item);
      else {
        let one = true;
        try { emit(NUMBER, item); } catch { one = false; }
        if (!one) bad(3, item);
      }
    } else bad(2, item);
    deep--;
  }
};
const dense = (list) => {
  emit(DENSE, 0);
  dims = [-1, -1, -1, -1];
  leaf = -1;
  denseFrom(list, 0);
  for (let i = 0; i < 4 && dims[i] !== -1; i++) emit(AXIS, dims[i]);
  emit(DENSE, 1);
};
const typed = (view) => {
  let n = -1;
  try { n = apply(typedLength, view, []); } catch {}
  if (n < 0) bad(2, view);
  leave(n, view);
  emit(DENSE, 0);
  for (let i = 0; i < n; i++) {
    const item = view[i];
    if (typeof item !== "number") bad(2, item);
    emit(NUMBER, item);
  }
  emit(AXIS, n);
  emit(DENSE, 1);
};
const tensor = (value) => {
  if (typeof value === "number") return emitTensor(TENSOR, value);
  if (isTensor(value)) return emitWhole(value);
  if (isArray(value)) {
    let made = null;
    try { made = array(value); } catch {}
    return made === null ? dense(value) : emitWhole(made);
  }
  return isView(value) ? typed(value) : bad(2, value);
};
const number = (value) => {
  if (typeof value === "number") return emit(NUMBER, value);
  let one = isTensor(value);
  if (one) try { emit(NUMBER, value); } catch { one = false; }
  if (!one) bad(2, value);
};
const string = (value) => {
  if (typeof value !== "string") bad(2, value);
  if (value.length > SHORT) bad(5, value);
  text(value);
};
const list = (value, each) => {
  if (!isArray(value)) bad(2, value);
  const n = lengthOf(value);
  leave(n, value);
  emit(LIST, n);
  for (let i = 0; i < n; i++) {
    const item = value[i];
    enter(i, item);
    each(item);
    deep--;
  }
};
const any = (value) => {
  const type = typeof value;
  if (type === "number") return emit(NUMBER, value);
  if (type === "boolean") return emit(BOOLEAN, value ? 1 : 0);
  if (type === "string") return string(value);
  if (value === null) return emit(NULL, 0);
  if (type !== "object") bad(2, value);
  if (isTensor(value)) return emitWhole(value);
  if (deep > DEPTH) bad(4, value);
  if (isArray(value)) return list(value, any);
  if (isView(value)) return typed(value);
  if (kindOf(value) === 9) bad(2, value);
  const names = keys(value);
  leave(names.length, value);
  emit(RECORD, names.length);
  for (let i = 0; i < names.length; i++) {
    const item = value[names[i]];
    text(names[i]);
    enter(names[i], item);
    any(item);
    deep--;
  }
};
const walk = (value, spec) => {
  if (spec === "tensor") return tensor(value);
  if (spec === "number") return number(value);
  if (spec === "boolean") return typeof value === "boolean" ? emit(BOOLEAN, value ? 1 : 0) : bad(2, value);
  if (spec === "string") return string(value);
  if (spec === "any") return any(value);
  if (spec === "nothing") return;
  if (spec[0] === "l") return list(value, (item) => walk(item, spec[1]));
  const kind = kindOf(value);
  if (kind !== 11 && kind !== 5) bad(2, value);
  for (let i = 1; i < spec.length; i += 3) {
    const item = value[spec[i]];
    enter(spec[i], item);
    if (item !== undefined) walk(item, spec[i + 2]);
    else if (spec[i + 1]) emit(ABSENT, 0);
    else bad(1, item);
    deep--;
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
const show = (value, depth) => {
  const type = typeof value;
  if (type === "string") return depth === 0 ? value : stringify(cut(value, 1000));
  if (type === "number") return value === 0 && 1 / value < 0 ? "-0" : "" + value;
  if (type === "bigint") return value + "n";
  if (type === "symbol") return apply(symbolText, value, []);
  if (type === "function") {
    const name = getOwnPropertyDescriptor(value, "name");
    return name !== undefined && typeof name.value === "string" ? "[function " + cut(name.value, 60) + "]" : "[function]";
  }
  if (type !== "object" || value === null) return "" + value;
  if (isTensor(value)) return apply(tensorText, value, []);
  const list = isArray(value);
  const message = list ? undefined : getOwnPropertyDescriptor(value, "message");
  if (message !== undefined && typeof message.value === "string" && getOwnPropertyDescriptor(value, "stack") !== undefined) {
    const name = value.name;
    return (typeof name === "string" ? cut(name, 100) : "Error") + ": " + cut(message.value, 1000);
  }
  if (depth > OPEN) return list ? "[…]" : "{…}";
  const names = list ? null : keys(value);
  const n = list ? value.length : names.length;
  let out = list ? "[" : "{ ";
  for (let i = 0; i < n && out.length < LINE; i++) {
    if (i > 0) out += ", ";
    if (i === SHOWN) { out += "…"; break; }
    out += list ? show(value[i], depth + 1) : cut(names[i], 100) + ": " + show(value[names[i]], depth + 1);
  }
  return out + (list ? "]" : " }");
};
let lines = 201, room = 70000;
const log = function () {
  if (lines <= 0 || room <= 0) return;
  lines--;
  let out = "";
  for (let i = 0; i < arguments.length && out.length < LINE; i++) {
    let shown = "[unreadable]";
    try { shown = show(arguments[i], 0); } catch {}
    out += (i === 0 ? "" : " ") + shown;
  }
  room -= out.length + 1;
  say(cut(out, LINE));
};
const console = {};
put(console, "log", log);
put(console, "info", log);
put(console, "warn", log);
put(console, "error", log);
put(console, "debug", log);
put(globalThis, "console", console);
put(globalThis, "progress", progress);

// ---- entry counts
let counts = [];
const counter = (name, many) => {
  for (let i = 0; i < many; i++) put(counts, i, 0);
  const enter = (index, value) => {
    if (typeof value !== "function") {
      counts[index]++;
      return value;
    }
    return function () {
      counts[index]++;
      return apply(value, this, arguments);
    };
  };
  defineProperty(globalThis, name, { __proto__: null, value: enter, writable: false, enumerable: false, configurable: false });
};

// ---- one call
const run = function (namespace, name, skeleton, spec) {
  given = [];
  for (let i = 4; i < arguments.length; i++) put(given, i - 4, arguments[i]);
  for (let i = 0; i < counts.length; i++) counts[i] = 0;
  deep = 0;
  items = 0;
  try {
    const fn = namespace[name];
    if (typeof fn !== "function") {
      emit(BAD, 6);
      emit(BAD, kindOf(fn));
      emit(STATUS, 2);
      return;
    }
    const args = build(parse(skeleton));
    given = null;
    const value = apply(fn, undefined, args);
    for (let i = 0; i < counts.length; i++) emit(COUNT, counts[i]);
    walk(value, parse(spec));
    emit(STATUS, 0);
  } catch (error) {
    if (error === STOP) emit(STATUS, 2);
    else {
      settle();
      describe(error);
      emit(STATUS, 1);
    }
  }
};
// Called by a module of the host's own once every file of the person's is compiled, before any of it runs.
put(globalThis, "begin", () => {
  delete globalThis.begin;
  emit(BEGAN, 0);
});
const api = {};
put(api, "run", run);
put(api, "describe", describe);
put(api, "counter", counter);
return api;
})
`;
