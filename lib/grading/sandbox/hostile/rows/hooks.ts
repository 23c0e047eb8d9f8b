import { program as p } from "../row.ts";

/** 3 to 5: hooks, arguments of odd kinds, and built-ins that were overridden. */
export const hooks = [
  p("to-json", 3, "malformed", `export const f = () => ({ toJSON: () => "100", a: 1 });`),
  p(
    "symbol-iterator",
    3,
    "ok",
    `export const f = () => { const a = [1, 2]; a[Symbol.iterator] = function* () { for (;;) yield 1; }; return a; };`,
    { value: [1, 2] },
  ),
  p(
    "species",
    3,
    "ok",
    `class A extends Array { static get [Symbol.species]() { return function () { for (;;); }; } } export const f = () => A.of(1, 2, 3);`,
    { value: [1, 2, 3] },
  ),
  p("to-primitive", 3, "threw", `export const f = () => nd.add([1], { [Symbol.toPrimitive]: () => { throw 1; } });`),
  p("value-of-argument", 3, "threw", `export const f = () => nd.zeros({ valueOf: () => 1e9 });`),
  p("getter-in-options", 3, "outOfBudget", `export const f = () => nd.sum([[1, 2]], { get axis() { for (;;); } });`),
  p(
    "setter-in-options",
    3,
    "ok",
    `let n = 0; export const f = () => { nd.sum([[1, 2]], { get axis() { n++; return 0; }, get keepdims() { n++; return 1; } }); return n; };`,
  ),
  p(
    "freeing-options",
    3,
    "ok",
    `export const f = (_, X) => { let A = nd.ones(64, 64); const B = nd.sum(A, { get axis() { A = null; return 0; } }); for (let i = 0; i < 50; i++) nd.ones(64, 64); return B.sum().item(); };`,
    { value: 4096 },
  ),
  p(
    "options-that-write",
    3,
    "ok",
    `export const f = () => { const A = nd.ones(2, 2); return nd.sum(A, { get axis() { A.assign(5); nd.matmul(A, A); return 0; } }).toArray(); };`,
    { value: [10, 10] },
  ),
  p(
    "has-instance",
    3,
    "ok",
    `Object.defineProperty(Array, Symbol.hasInstance, { value: () => true }); export const f = () => new Map([[1, 2]]);`,
  ),
  p("to-string-tag", 3, "ok", `export const f = () => ({ get [Symbol.toStringTag]() { for (;;); }, a: 1 });`, {
    value: { a: 1 },
  }),
  p("then-getter", 3, "threw", `export const f = () => ({ get then() { throw new Error("touched"); } });`),
  p("length-getter", 3, "malformed", `export const f = () => ({ get length() { for (;;); }, 0: 1 });`, {
    returns: "tensor",
  }),
  p("argument-cross-product", 4, "ok", ARGUMENTS(), { value: 0, fuel: 400, calls: ["f"] }),
  p(
    "methods-on-strangers",
    4,
    "ok",
    `export const f = (_, X) => { let bad = 0; const P = Object.getPrototypeOf(X); for (const name of Object.getOwnPropertyNames(P)) for (const self of [1, "x", null, undefined, {}, [], () => 1, Object.create(P), new Map()]) { try { const d = Object.getOwnPropertyDescriptor(P, name); (d.get ?? d.value).call(self); } catch (e) { if (!(e instanceof Error)) bad++; } } return bad; };`,
    { value: 0, fuel: 60 },
  ),
  p(
    "new-on-functions",
    4,
    "ok",
    `export const f = () => { let n = 0; for (const name of Object.keys(nd)) if (typeof nd[name] === "function") try { new nd[name](1); } catch { n++; } return n > 40; };`,
    { value: true },
  ),
  p(
    "too-many-arguments",
    4,
    "ok",
    `export const f = () => { try { return nd.add(...Array(20000).fill(1)).item(); } catch (e) { return e.name; } };`,
  ),
  p("in-place-on-lists", 4, "threw", `export const f = (_, X) => X.addInPlace.call([1, 2], 1);`),
  p(
    "in-place-on-itself",
    4,
    "ok",
    `export const f = () => { const A = nd.ones(3, 3); for (let i = 0; i < 20; i++) { A.addInPlace(A.T); A.mulInPlace(0.5); A.assign(A.T); } return A.sum().item(); };`,
    { value: 9 },
  ),
  p(
    "axes-of-nonsense",
    4,
    "ok",
    `export const f = () => { const t = nd.zeros(2, 3, 4), out = []; for (const a of [[0, 0, 0], [3, 1, 0], [-4, 0, 1], [NaN, 1, 2], [1e9, 0, 1], "abc", [[0], 1, 2], [0, 1, 2, 3]]) try { t.transpose(a); out.push("no"); } catch (e) { out.push(e.name); } return out.includes("no"); };`,
    { value: false },
  ),
  p(
    "override-reflect",
    5,
    "ok",
    `Reflect.apply = () => 100; Reflect.ownKeys = () => []; Reflect.getPrototypeOf = () => null; export const f = (p, X) => nd.matmul(p.W, X);`,
    { value: { shape: [2, 1], data: [17, 39] } },
  ),
  p(
    "override-json",
    5,
    "ok",
    `JSON.parse = () => [[9]]; JSON.stringify = () => "9"; export const f = (p, X) => X.get(1, 0);`,
    { value: 6 },
  ),
  p("override-is-array", 5, "ok", `Array.isArray = () => true; export const f = () => [1, [2]];`, { value: [1, [2]] }),
  p(
    "override-object-keys",
    5,
    "ok",
    `Object.keys = () => { throw 1; }; Object.getOwnPropertyNames = null; export const f = () => ({ a: 1, b: [2] });`,
    { value: { a: 1, b: [2] } },
  ),
  p(
    "override-array-iterator",
    5,
    "ok",
    `Array.prototype[Symbol.iterator] = function* () { for (;;) yield 0; }; Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: false }); export const f = () => [1, 2];`,
    { value: [1, 2] },
  ),
  p(
    "override-promise",
    5,
    "ok",
    `Promise.prototype.then = () => { for (;;); }; globalThis.Promise = null; export const f = () => 1;`,
    { value: 1 },
  ),
  p(
    "override-number-and-string",
    5,
    "ok",
    `Number.prototype.toString = () => "0"; String.prototype.slice = () => "x"; String.prototype.charCodeAt = () => 0; export const f = () => ["text", 12];`,
    { value: ["text", 12] },
  ),
  p(
    "override-error",
    5,
    "threw",
    `Error.prototype.toString = () => { for (;;); }; Object.defineProperty(Error.prototype, "message", { get() { for (;;); } }); export const f = () => { throw new TypeError("mine"); };`,
  ),
  p(
    "override-symbol",
    5,
    "ok",
    `Symbol.prototype.toString = () => { for (;;); }; export const f = () => { console.log(Symbol("s")); return 1; };`,
    { value: 1 },
  ),
  p(
    "override-float-array",
    5,
    "ok",
    `globalThis.Float64Array = class { constructor() { for (;;); } }; export const f = () => nd.array([1, 2]);`,
    { value: { shape: [2], data: [1, 2] } },
  ),
  p(
    "override-math",
    5,
    "ok",
    `for (const k of Object.getOwnPropertyNames(Math)) try { Math[k] = () => 7; } catch {} export const f = () => nd.exp([0]);`,
    { value: { shape: [1], data: [1] } },
  ),
  p(
    "override-metered",
    5,
    "ok",
    `Array.prototype.join = () => "j"; Array.prototype.fill = null; delete Array.prototype.indexOf; export const f = (_, X) => String(X.T);`,
    { value: "[[5, 6]]" },
  ),
  p(
    "override-console",
    5,
    "ok",
    `console.log = () => { for (;;); }; globalThis.console = null; export const f = () => 1;`,
    { value: 1 },
  ),
  p(
    "replace-nd",
    5,
    "ok",
    `export const f = () => { "use strict"; try { globalThis.nd = { add: () => 100 }; } catch {} try { nd.add = () => 100; } catch {} return nd.add(1, 1).item(); };`,
    { value: 2 },
  ),
  p(
    "define-on-prototypes",
    5,
    "ok",
    `for (const k of ["0", "1", "shape", "data", "get", "set", "value", "done", "writable"]) try { Object.defineProperty(Object.prototype, k, { get: () => 100, set() {}, configurable: true }); } catch {} export const f = (p, X) => [X.get(0, 0), nd.sum(X).item()];`,
    { value: [5, 11] },
  ),
];

/** Every operation with every odd argument, once and twice. */
function ARGUMENTS(): string {
  return `
const odd = [undefined, null, true, "x", 10n, Symbol(), () => 1, {}, [], [[]], [[1], [2, 3]], [, 1], NaN, -0, 1e308, 2 ** 53, new Map(), /x/, new Uint8Array(3), globalThis];
export const f = (_, X) => {
  let bad = 0;
  const call = (g, ...args) => { try { g(...args); } catch (e) { if (!(e instanceof Error) || e.message.length > 300) bad++; } };
  for (const home of [nd, nd.random]) for (const name of Object.keys(home)) if (typeof home[name] === "function") for (const a of odd) { call(home[name], a); call(home[name], X, a); call(home[name], X, X, a); }
  return bad;
};`;
}
