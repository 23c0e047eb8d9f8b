import { TAGS } from "./tags.ts";

/**
 * The harness inside the guest, evaluated before the person's code. It keeps its own references to the built-ins it uses,
 * reads no property that the person's code could have put on a prototype (literals have own elements, descriptors have no
 * prototype, no iterators, no spreading), and speaks to the host only by two kernel operations, which take numbers and
 * tensors: (tag, number) and (tag, tensor). Getters of the person run here, in the guest, under its budget, and each
 * property is read once. A string, so that bundlers leave it alone: the fuel it uses is part of an outcome.
 *
 * What few runs need is compiled when it is needed (`seldom.ts`), by the host's function `compile`; all it uses is `kit`.
 */
export const PRELUDE = `
(function (emit, emitTensor, isTensor, progress, plain, say, settle, compile) {
"use strict";
${Object.entries(TAGS)
  .map(([name, tag]) => `const ${name} = ${tag};`)
  .join(" ")}
const { getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Reflect;
const { isArray } = Array;
const { apply, parse, stringify, keys, slice, charCodeAt } = plain;
const { array } = nd;
const tensorProto = getPrototypeOf(array(0));
const tensorSize = getOwnPropertyDescriptor(tensorProto, "size").get;
const put = (target, key, value) =>
  defineProperty(target, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });

const kit = {
  __proto__: null, emit, emitTensor, isTensor, say, apply, getPrototypeOf, getOwnPropertyDescriptor, isArray, stringify,
  isView: ArrayBuffer.isView, keys, slice, charCodeAt, array, objectProto: Object.prototype, TypeError,
  promise: Promise.prototype, own: put, symbolText: Symbol.prototype.toString, tensorText: tensorProto.toString,
  typedLength: getOwnPropertyDescriptor(getPrototypeOf(Float64Array.prototype), "length").get,
  typedSlice: getPrototypeOf(Float64Array.prototype).slice,
};
let compiled = null;
const seldom = () => compiled === null ? (compiled = compile()(kit)) : compiled;

// ---- arguments: JSON with a place held for each tensor and each number that JSON cannot say; then the places are filled.
// They are the same for most calls of a run, and read once for all of these.
// Every place is an own property already, so filling it meets no setter.
const place = (args, steps, value) => {
  let target = args;
  const last = steps.length - 1;
  for (let i = 0; i < last; i++) target = target[steps[i]];
  target[steps[last]] = value;
};
let placed = "", places = null;
const build = (skeleton, where, given, first) => {
  const args = parse(skeleton);
  if (where !== placed) {
    places = parse(where);
    placed = where;
  }
  const tensors = places[0], odd = places[1];
  for (let i = 0; i < tensors.length; i++) place(args, tensors[i], given[first + i]);
  for (let i = 0; i < odd.length; i++) {
    const name = odd[i][1];
    place(args, odd[i][0], name === "NaN" ? 0 / 0 : name === "-0" ? -0 : name === "Infinity" ? 1 / 0 : -1 / 0);
  }
  return args;
};

// ---- results: numbers, entries and elements that leave are counted for the call, and for the run
const STOP = {}, ITEMS = 524288, ALL = 4194304;
const path = ["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""];
let deep = 0, items = 0, all = 0;
const bad = (reason, value) => {
  seldom().tellBad(reason, value, path, deep);
  throw STOP;
};
const enter = (segment, value) => {
  if (deep === path.length) bad(4, value);
  path[deep++] = segment;
};
const leave = () => { deep--; };
const count = (n, value) => {
  items += n;
  all += n;
  if (items > ITEMS || all > ALL) bad(4, value);
};
const lengthOf = (list) => {
  const n = list.length;
  if (typeof n !== "number" || !(n >= 0) || n > ITEMS) bad(4, list);
  return n;
};
const whole = (value) => {
  count(apply(tensorSize, value, []), value);
  emitTensor(TENSOR, value);
};
const tensor = (value) => {
  if (typeof value === "number") return emitTensor(TENSOR, value);
  if (isTensor(value)) return whole(value);
  if (!isArray(value)) return seldom().typed(value);
  let made = null;
  try { made = array(value); } catch {}
  return made === null ? seldom().dense(value) : whole(made);
};
const number = (value) => {
  if (typeof value === "number") return emit(NUMBER, value);
  let one = isTensor(value);
  if (one) try { emit(NUMBER, value); } catch { one = false; }
  if (!one) bad(2, value);
};
const list = (value, each) => {
  if (!isArray(value)) bad(2, value);
  const n = lengthOf(value);
  count(n, value);
  emit(LIST, n);
  for (let i = 0; i < n; i++) {
    const item = value[i];
    enter(i, item);
    each(item);
    deep--;
  }
};
const walk = (value, spec) => {
  if (spec === "tensor") return tensor(value);
  if (spec === "number") return number(value);
  if (spec === "boolean") return typeof value === "boolean" ? emit(BOOLEAN, value ? 1 : 0) : bad(2, value);
  if (spec === "string") return seldom().string(value);
  if (spec === "any") return any(value);
  if (spec === "nothing") return;
  if (spec[0] === "l") return list(value, (item) => walk(item, spec[1]));
  if ((typeof value !== "object" && typeof value !== "function") || value === null || isTensor(value) || isArray(value)) bad(2, value);
  for (let i = 1; i < spec.length; i += 3) {
    const item = value[spec[i]];
    enter(spec[i], item);
    if (item !== undefined) walk(item, spec[i + 2]);
    else if (spec[i + 1]) emit(ABSENT, 0);
    else bad(1, item);
    deep--;
  }
};
const any = (value) => {
  if (typeof value === "number") return emit(NUMBER, value);
  if (isTensor(value)) return whole(value);
  return seldom().any(value);
};
put(kit, "bad", bad);
put(kit, "enter", enter);
put(kit, "leave", leave);
put(kit, "count", count);
put(kit, "lengthOf", lengthOf);
put(kit, "list", list);
put(kit, "each", any);
put(kit, "depth", () => deep);

// ---- globals of the person's
const log = function () { seldom().log(arguments); };
const console = {};
put(console, "log", log);
put(console, "info", log);
put(console, "warn", log);
put(console, "error", log);
put(console, "debug", log);
put(globalThis, "console", console);
put(globalThis, "progress", progress);
put(globalThis, "structuredClone", function (value) { return seldom().clone(value, 0); });

// ---- entries of counted functions. A module of the host's takes the counter off the globals before any of the person's code
// runs. Whoever still gets hold of it can call it: it takes nothing but the index of a counted function, so that a call is
// one entry more and nothing else.
const counts = [];
let many = 0;
const counter = (name, functions) => {
  for (let i = 0; i < functions; i++) put(counts, i, 0);
  many = functions;
  const entered = (index, value) => {
    const counted = typeof index === "number" && (index | 0) === index && index >= 0 && index < many;
    if (typeof value !== "function") {
      if (counted) counts[index]++;
      return value;
    }
    return function () {
      if (counted) counts[index]++;
      return apply(value, this, arguments);
    };
  };
  defineProperty(globalThis, name, { __proto__: null, value: entered, writable: false, enumerable: false, configurable: true });
};

// ---- one call
let known = "", declared = null;
const run = function (namespace, name, skeleton, where, spec) {
  for (let i = 0; i < many; i++) counts[i] = 0;
  deep = 0;
  items = 0;
  try {
    const fn = namespace[name];
    if (typeof fn !== "function") bad(6, fn);
    const value = apply(fn, undefined, build(skeleton, where, arguments, 5));
    for (let i = 0; i < many; i++) emit(COUNT, counts[i]);
    if (spec !== known) {
      declared = parse(spec);
      known = spec;
    }
    walk(value, declared);
    emit(STATUS, 0);
  } catch (error) {
    if (error === STOP) emit(STATUS, 2);
    else {
      settle();
      seldom().describe(error);
      emit(STATUS, 1);
    }
  }
};
// Called by a module of the host's own once every file of the person's is compiled, before any of it runs.
put(globalThis, "begin", () => {
  delete globalThis.begin;
  emit(BEGAN, 0);
});
return [run, (error) => seldom().describe(error), counter];
})
`;
