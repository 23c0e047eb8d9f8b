import { type Hostile, program } from "../row.ts";

/** The counter, by its name among the globals or in the module's own scope. */
const FIND = `const name = "ente" + "red";
const tell = globalThis[name] ?? eval(name);
let stolen = null;
for (const key of ["leak", "-1", "0.5", "1000000000"]) Object.defineProperty(Array.prototype, key, { get() { return 0; }, set() { stolen = this; } });
export const step = () => 1;
`;

/** `f` enters `step` three times after it did its worst; no more and no fewer entries may be told. */
const counted = (name: string, worst: string, more: Partial<Hostile> = {}) =>
  program(
    name,
    4,
    "ok",
    `${FIND}export const f = () => { ${worst}; step(); step(); step(); return stolen === null; };`,
    {
      value: true,
      count: ["step"],
      counts: { step: 3 },
      ...more,
    },
  );

/** 4: the counter of entries, which can be found by its name, called, and looked for a stand-in. */
export const entries = [
  counted("counter-length", `for (let i = 0; i < 20; i++) tell("length")`),
  counted("counter-setter", `tell("leak"); if (stolen) stolen[0] = -100`),
  counted("counter-emptied", `tell("leak"); if (stolen) stolen.length = 0`),
  counted(
    "counter-odd-indices",
    `for (const odd of [-1, "-1", 0.5, 1, 1e9, NaN, Infinity, "0", "constructor", "__proto__", Symbol.iterator, 0n, null, undefined, [0], { valueOf: () => 0 }]) tell(odd)`,
  ),
  counted("counter-odd-wrappers", `for (const odd of ["leak", "length", -1, 7]) tell(odd, () => 1)()`),
  counted("counter-more-entries", `tell(0); tell(0, () => 1)()`, { counts: { step: 5 } }),
  counted(
    "counter-replaced",
    `for (const worst of [() => { delete globalThis[name]; }, () => { globalThis[name] = () => 0; }, () => Object.defineProperty(globalThis, name, { value: () => 0 }),
       () => (0, eval)("let " + name + " = () => 0"), () => (0, eval)("function " + name + "() {}"), () => (0, eval)("var " + name + " = 0"), () => new Function(name + " = () => 0")(),
       () => eval(name + " = () => 0"), () => eval("var " + name + " = 0"), () => Object.setPrototypeOf(globalThis, { [name]: () => 0 })]) try { worst(); } catch {}`,
  ),
  counted("counter-among-globals", `if (Object.getOwnPropertyNames(globalThis).includes(name)) stolen = globalThis`),
];
