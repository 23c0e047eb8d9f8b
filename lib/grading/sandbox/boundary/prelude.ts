import { type Operation, operations } from "#lib/engine/tensor/index.ts";

/** A function to be made for the guest: `method` takes its first operand from `this`. */
export type Native = {
  readonly name: string;
  readonly code: number;
  readonly length: number;
  readonly method: boolean;
};

const row = (name: string): Operation => {
  const found = operations.find((o) => o.name === name);
  if (!found) throw new Error(`no operation ${name}`);
  return found;
};
const lengthOf = (o: Operation) => (o.operands === "list" ? 1 : o.operands.length) + o.attributes.length;

const list: Native[] = [];
/** Names the place of a native function in the argument list of the prelude. */
function native(o: Operation, method: boolean, name = o.name): string {
  list.push({ name, code: o.code, length: Math.max(0, lengthOf(o) - (method ? 1 : 0)), method });
  return `f[${list.length - 1}]`;
}

const lines: string[] = [];
for (const o of operations) {
  if (o.home === "nd") lines.push(`nd.${o.name} = ${native(o, false)};`);
  if (o.home === "random") lines.push(`random.${o.name} = ${native(o, false)};`);
  if (o.method && o.home !== "inner" && o.home !== "random") lines.push(`proto.${o.name} = ${native(o, true)};`);
}
for (const [name, o] of [
  ["T", "transpose"],
  ["size", "size"],
  ["ndim", "ndim"],
] as const) {
  lines.push(`getter("${name}", ${native(row(o), true, `get ${name}`)});`);
}
for (const name of ["size", "ndim", "dim", "flat", "isTensor", "item"])
  lines.push(`const ${name} = ${native(row(name), false)};`);
for (const name of ["exp", "log", "sin", "cos", "tanh", "pow"]) {
  lines.push(`math("${name}", ${native(row(`math${name[0]?.toUpperCase()}${name.slice(1)}`), false, name)});`);
}
lines.push(`math("random", ${native(row("random"), false)});`);

/** What the slow way of reading arguments must know of each operation. */
const shapes = operations.map((o) => [
  o.code,
  {
    name: o.name,
    list: o.operands === "list",
    operands: o.operands === "list" ? 1 : o.operands.length,
    names: o.attributes.map((a) => a.name),
  },
]);

export const natives: readonly Native[] = list;

/**
 * Evaluates to a function of the native functions; builds `nd`, the prototype of tensors and the replacements in Math,
 * and gives `[slow, proto]`. Everything it uses of the guest's globals is captured before student code runs.
 */
export const prelude = `(function (...f) {
const { freeze, defineProperty, create, getPrototypeOf, keys } = Object;
const objectPrototype = Object.prototype;
const { isArray } = Array;
const { isInteger } = Number;
const { iterator, toPrimitive, toStringTag } = Symbol;
const TypeErrorHere = TypeError;
const apply = Reflect.apply;
const join = Array.prototype.join, precise = Number.prototype.toPrecision;
const typedLength = Object.getOwnPropertyDescriptor(getPrototypeOf(Float64Array.prototype), "length").get;
const typedTag = Object.getOwnPropertyDescriptor(getPrototypeOf(Float64Array.prototype), toStringTag).get;
const nd = {}, random = {}, proto = create(null);
const getter = (name, get) => defineProperty(proto, name, { get });
const math = (name, value) => defineProperty(Math, name, { value, writable: true, configurable: true });
${lines.join("\n")}
nd.random = freeze(random);
nd.pi = Math.PI;
nd.e = Math.E;

const shapeOf = (t) => { const n = ndim(t); return n === 2 ? [dim(t, 0), dim(t, 1)] : n === 1 ? [dim(t, 0)] : []; };
const toArray = (t) => {
  const n = ndim(t);
  if (n === 0) return flat(t, 0);
  const r = n === 2 ? dim(t, 0) : 1, c = n === 2 ? dim(t, 1) : dim(t, 0), out = [];
  for (let i = 0, k = 0; i < r; i++) {
    const line = [];
    for (let j = 0; j < c; j++) line[j] = flat(t, k++);
    out[i] = line;
  }
  return n === 2 ? out : out[0];
};
const short = (x) => "" + +apply(precise, x, [6]);
const some = (n) => { const out = []; for (let i = 0; i < n; i++) if (n <= 10 || i < 4 || i >= n - 4) out[out.length] = i; return out; };
const text = (t) => {
  const n = ndim(t);
  if (n === 0) return "" + flat(t, 0);
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
getter("shape", function () { return shapeOf(this); });
proto.toArray = function () { return toArray(this); };
proto.toJSON = function () { return toArray(this); };
proto.toString = function () { return text(this); };
proto.valueOf = function () {
  if (size(this) === 1) return flat(this, 0);
  throw new TypeErrorHere("operators such as + and * do not work on tensors: use add(a, b), mul(a, b) and the like");
};
proto[toPrimitive] = function (hint) { return hint === "string" ? text(this) : this.valueOf(); };
proto[iterator] = function* () {
  const n = ndim(this), r = dim(this, 0);
  for (let i = 0; i < r; i++) yield n === 2 ? nd.row(this, i) : flat(this, i);
};
defineProperty(proto, toStringTag, { value: "Tensor" });
freeze(proto);
freeze(nd);
defineProperty(globalThis, "nd", { value: nd });
for (const name of ["Date", "WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics", "Proxy"]) delete globalThis[name];

const table = create(null);
for (const [code, shape] of ${JSON.stringify(shapes)}) table[code] = shape;
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
    else throw wrong(name, i, depth === 0 ? x : x);
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
return [slow, proto];
})`;
