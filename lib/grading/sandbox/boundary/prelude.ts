import { ND_SYNONYMS } from "#lib/core/nd-synonyms.ts";
import { type Operation, operationNamed, operations } from "#lib/engine/tensor/index.ts";
import { metered } from "./metered.ts";

/** A function to be made for the guest. Called on a tensor, its first operand is `this`; otherwise all are arguments. */
export type Native = { readonly name: string; readonly code: number; readonly length: number };

const lengthOf = (o: Operation) => (o.operands === "list" ? 1 : o.operands.length) + o.attributes.length;
const maths = ["exp", "log", "sin", "cos", "tanh", "pow"];
const mathName = (name: string) => `math${name[0]?.toUpperCase()}${name.slice(1)}`;
/** Names with the row that they stand for; other names of a row beside its own. */
const named = (rows: readonly Operation[]): (readonly [name: string, row: string])[] => [
  ...rows.map((o) => [o.name, o.name] as const),
  ...Object.entries(ND_SYNONYMS).filter(([, row]) => rows.some((o) => o.name === row)),
];
const places: readonly { readonly to: string; readonly names: readonly (readonly [name: string, row: string])[] }[] = [
  { to: "nd", names: named(operations.filter((o) => o.home === "nd")) },
  { to: "random", names: operations.filter((o) => o.home === "random").map((o) => [o.name, o.name]) },
  {
    to: "proto",
    names: named(operations.filter((o) => o.method && (o.home === "nd" || o.home === "method"))),
  },
  { to: "inner", names: ["size", "ndim", "dim", "flat", "isTensor", "charge"].map((name) => [name, name]) },
  { to: "math", names: [...maths.map((name) => [name, mathName(name)] as const), ["random", "random"]] },
];
const used = [
  ...operations.filter((o) => places.some((p) => p.names.some(([, row]) => row === o.name))),
  operationNamed("text"), // the last one
];

/** The native functions, in the order in which the prelude takes them. */
export const natives: readonly Native[] = used.map((o) => ({ name: o.name, code: o.code, length: lengthOf(o) }));

const wiring = places
  .map(({ to, names }) => {
    const at = names.map(([, row]) => used.findIndex((o) => o.name === row));
    return `put(${to}, "${names.map(([name]) => name)}", [${at}]);`;
  })
  .join("\n");

/**
 * Evaluates to a function of the native functions; builds `nd`, the prototype of tensors and the replacements in Math,
 * and gives `[captured, proto]`. Everything it uses of the guest's globals is captured before student code runs.
 */
export const prelude = `(function (...f) {
const { freeze, defineProperty, create, getPrototypeOf, getOwnPropertyDescriptor, keys, prototype: objectPrototype } = Object;
const { iterator, toPrimitive, toStringTag } = Symbol;
const TypeErrorHere = TypeError;
const typed = getPrototypeOf(Float64Array.prototype);
const captured = {
  create, getPrototypeOf, keys, objectPrototype, TypeErrorHere, isArray: Array.isArray, isInteger: Number.isInteger,
  apply: Reflect.apply, join: Array.prototype.join, precise: Number.prototype.toPrecision,
  typedLength: getOwnPropertyDescriptor(typed, "length").get, typedTag: getOwnPropertyDescriptor(typed, toStringTag).get,
};
const nd = {}, random = {}, proto = create(null), math = {}, inner = create(null);
const put = (to, names, at) => { names = names.split(","); for (let i = 0; i < at.length; i++) to[names[i]] = f[at[i]]; };
const getter = (name, get) => defineProperty(proto, name, { get });
${wiring}
for (const name in math) defineProperty(Math, name, { value: math[name], writable: true, configurable: true });
nd.random = freeze(random);
nd.pi = Math.PI;
nd.e = Math.E;
const { size, ndim, dim, flat } = inner;
getter("T", nd.transpose);
getter("size", size);
getter("ndim", ndim);
getter("shape", function () { const n = ndim(this); return n === 2 ? [dim(this, 0), dim(this, 1)] : n === 1 ? [dim(this, 0)] : n === 3 ? [dim(this, 0), dim(this, 1), dim(this, 2)] : []; });
const toArray = (t) => {
  const n = ndim(t);
  if (n === 0) return flat(t, 0);
  if (n === 3) {
    const pile = [], many = dim(t, 0);
    for (let i = 0; i < many; i++) pile[i] = toArray(row(t, i));
    return pile;
  }
  const r = n === 2 ? dim(t, 0) : 1, c = n === 2 ? dim(t, 1) : dim(t, 0), out = [];
  for (let i = 0, k = 0; i < r; i++) {
    const line = [];
    for (let j = 0; j < c; j++) line[j] = flat(t, k++);
    out[i] = line;
  }
  return n === 2 ? out : out[0];
};
proto.toArray = function () { return toArray(this); };
proto.toJSON = proto.toArray;
proto.valueOf = function () {
  if (size(this) === 1) return flat(this, 0);
  throw new TypeErrorHere("operators such as +, * and > do not work on tensors: use add(a, b), mul(a, b), greater(a, b) and the like");
};
const row = nd.row;
proto[iterator] = function* () {
  const n = ndim(this), r = dim(this, 0);
  for (let i = 0; i < r; i++) yield n > 1 ? row(this, i) : flat(this, i);
};
captured.nd = freeze(nd);
captured.inner = inner;
captured.toArray = toArray;
// As they are before they are metered, for the harness: what it does is not to be charged to the person.
captured.plain = {
  __proto__: null, apply: Reflect.apply, parse: JSON.parse, stringify: JSON.stringify, keys, slice: String.prototype.slice, charCodeAt: String.prototype.charCodeAt,
};
const text = (t) => f[f.length - 1](t);
proto.toString = function () { return text(this); };
proto[toPrimitive] = function (hint) { return hint === "string" ? text(this) : this.valueOf(); };
defineProperty(proto, toStringTag, { value: "Tensor" });
freeze(proto);
defineProperty(globalThis, "nd", { value: nd });
for (const name of ["Date", "WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics", "Proxy"]) delete globalThis[name];
${metered}
return [captured, proto];
})`;

/** What the slow way of reading arguments must know of each operation. */
const shapes = operations.map((o) => [
  o.code,
  o.name,
  o.operands === "list" ? -1 : o.operands.length,
  o.attributes.map((a) => a.name).join(),
]);

/**
 * Evaluates to a function of what the prelude captured; gives `[slow, text]`: the slow way of reading arguments, and
 * tensors as text. Compiled when first needed, which most runs never do.
 */
export const seldom = `(function ({ create, getPrototypeOf, keys, objectPrototype, TypeErrorHere, isArray, isInteger, apply, join, precise, typedLength, typedTag, nd, inner, toArray }) {
const { ndim, dim, flat, isTensor } = inner;
const short = (x) => "" + +apply(precise, x, [6]);
const some = (n) => { const out = []; for (let i = 0; i < n; i++) if (n <= 10 || i < 4 || i >= n - 4) out[out.length] = i; return out; };
const text = (t) => {
  const n = ndim(t);
  if (n === 0) return "" + flat(t, 0);
  if (n === 3) {
    const pile = [], pages = some(dim(t, 0));
    for (let k = 0; k < pages.length; k++) {
      if (k > 0 && pages[k] !== pages[k - 1] + 1) pile[pile.length] = " …";
      pile[pile.length] = (k > 0 ? " " : "") + text(nd.row(t, pages[k]));
    }
    return "[" + apply(join, pile, [",\\n"]) + "]";
  }
  const r = n === 2 ? dim(t, 0) : 1, c = n === 2 ? dim(t, 1) : dim(t, 0), lines = [];
  const rows = some(r), cols = some(c);
  for (let a = 0; a < rows.length; a++) {
    const line = [];
    for (let b = 0; b < cols.length; b++) {
      if (b > 0 && cols[b] !== cols[b - 1] + 1) line[line.length] = "…";
      line[line.length] = short(flat(t, rows[a] * c + cols[b]));
    }
    if (a > 0 && rows[a] !== rows[a - 1] + 1) lines[lines.length] = " …";
    lines[lines.length] = "[" + apply(join, line, [", "]) + "]";
  }
  return n === 1 ? lines[0] : "[" + apply(join, lines, [",\\n "]) + "]";
};
const table = create(null);
const rows = ${JSON.stringify(shapes)};
for (let i = 0; i < rows.length; i++) {
  const names = [];
  for (let k = 0, word = ""; k <= rows[i][3].length; k++) {
    if (k < rows[i][3].length && rows[i][3][k] !== ",") word += rows[i][3][k];
    else if (word) { names[names.length] = word; word = ""; }
  }
  table[rows[i][0]] = { name: rows[i][1], list: rows[i][2] < 0, operands: rows[i][2] < 0 ? 1 : rows[i][2], names };
}
const kind = (x) => x === null ? "null" : isArray(x) ? "a list with something in it that is no number" : typeof x === "object" ? "an object" : typeof x === "undefined" ? "undefined" : "a " + typeof x;
const wrong = (name, i, x) => new TypeErrorHere(name + " takes tensors, numbers or nested lists of numbers: argument " + (i + 1) + " is " + kind(x));
const isTyped = (x) => typeof x === "object" && x !== null && apply(typedTag, x, []) !== undefined;
const listed = (x, name, i, depth) => {
  const out = [], n = isArray(x) ? x.length : apply(typedLength, x, []);
  for (let k = 0; k < n; k++) {
    const e = x[k];
    if (typeof e === "number" || isTensor(e)) out[k] = e;
    else if (typeof e === "boolean") out[k] = +e;
    else if ((isArray(e) || isTyped(e)) && depth < 2) out[k] = listed(e, name, i, depth + 1);
    else throw wrong(name, i, x);
  }
  return out;
};
const numeric = (x, name, i) => {
  if (typeof x === "number" || isTensor(x)) return x;
  if (typeof x === "boolean") return +x;
  if (isArray(x) || isTyped(x)) {
    const out = listed(x, name, i, 0);
    return out.length === 0 ? nd.zeros(0) : out;
  }
  throw wrong(name, i, x);
};
const plain = (x) => typeof x === "object" && x !== null && !isArray(x) && !isTensor(x) && (getPrototypeOf(x) === objectPrototype || getPrototypeOf(x) === null);
const attribute = (x) => {
  if (typeof x === "boolean") return +x;
  if (typeof x === "number") return isInteger(x) && x === (x | 0) ? x | 0 : x;
  if (isTensor(x)) return ndim(x) === 0 ? flat(x, 0) : toArray(x);
  if (isArray(x)) { const out = []; for (let k = 0; k < x.length; k++) out[k] = attribute(x[k]); return out; }
  return x;
};
const slow = (code, ...args) => {
  const { name, list, operands, names } = table[code];
  const out = [];
  for (let i = 0; i < operands; i++) {
    if (list) {
      if (!isArray(args[0])) throw new TypeErrorHere(name + " takes a list of tensors: argument 1 is " + kind(args[0]));
      const parts = [];
      for (let k = 0; k < args[0].length; k++) parts[k] = nd.array(args[0][k]);
      out[0] = parts;
    } else out[i] = numeric(args[i], name, i);
  }
  const given = args[operands];
  if (names.length > 0 && args.length === operands + 1 && plain(given)) {
    const known = keys(given);
    for (let k = 0; k < known.length; k++) {
      let there = false;
      for (let j = 0; j < names.length; j++) if (names[j] === known[k]) there = true;
      if (!there) throw new TypeErrorHere(name + ' has no option "' + known[k] + '": it has ' + apply(join, names, [", "]));
    }
    for (let j = 0; j < names.length; j++) out[operands + j] = attribute(given[names[j]]);
  } else for (let i = operands; i < args.length; i++) out[i] = attribute(args[i]);
  return out;
};
return [slow, text];
})`;
