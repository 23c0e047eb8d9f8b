import { describe, expect, it } from "vitest";
import { createLocalRunner } from "../local.ts";
import { asked } from "../testing.ts";

/** What built-ins give, in lists longer than those that are free: the same in the guest as here. */
const SAME = [
  "L(50).concat(1, [2], L(40), 'x').length",
  "[1].concat({ length: 2, 0: 'a', 1: 'b', [Symbol.isConcatSpreadable]: true })",
  "L(50).slice(-3)",
  "L(50).slice(2, 40).length + L(50).slice().length + L(50).slice(45, 99).length",
  "Array.prototype.slice.call({ length: 2, 0: 'a', 1: 'b' })",
  "(function () { return Array.prototype.slice.call(arguments, 1); })(1, 2, 3)",
  "(() => { const a = L(50); const b = a.splice(1, 2, 'x'); return [a.length, b, a[1]]; })()",
  "(() => { const a = L(50); a.unshift(9, 8); return [a.shift(), a.length, a.shift()]; })()",
  "[L(40).toReversed()[0], L(40).toSorted((a, b) => b - a)[0], L(40).toSpliced(0, 39), L(40).with(0, 7)[0]]",
  "[[1, [2, [3]]].flat(), [1, [2, [3]]].flat(Infinity)]",
  "[Array.from('héé'), Array.from({ length: 3 }, (_, i) => i * 2), Array.from(new Set([1, 1, 2])), Array.from([1, , 2])]",
  "[Array.from.length, Array.from.name, [].concat.length, Function.prototype.apply.length, JSON.stringify.length, JSON.stringify.name]",
  "[...Float64Array.from(L(40)).toSorted()].length",
  "[Float64Array.BYTES_PER_ELEMENT, Float64Array.length, Float64Array.name, Map.name, Map.length, Set.length, ArrayBuffer.length]",
  "[new Float64Array(2) instanceof Float64Array, new Float64Array(2).constructor === Float64Array, Object.getPrototypeOf(Float64Array) === Object.getPrototypeOf(Int8Array)]",
  "[...new Float64Array(new Float64Array([1, 2, 3]).buffer, 8, 1)]",
  "[...new Uint8Array(new Set([1, 2])), ...new Uint8Array({ length: 2, 0: 5 }), ...Uint8Array.of(7)]",
  "(() => { class A extends Float64Array { twice() { return this.map((x) => 2 * x); } } const a = new A([1, 2]); return [a instanceof A, a.twice() instanceof A, [...a.twice()]]; })()",
  "(() => { class M extends Map { get(k) { return super.get(k) ?? 0; } } const m = new M([[1, 2]]); return [m.get(1), m.get(3), m instanceof M, m instanceof Map, m.size]; })()",
  "(() => { try { Map(); } catch (e) { return e.name; } })()",
  "(() => { try { Float64Array(3); } catch (e) { return e.name; } })()",
  "[[...new Map(Object.entries({ a: 1 }))], [...new Set('hello')], new Map(null).size, new Set().size]",
  "[Map[Symbol.species] === Map, Float64Array[Symbol.species] === Float64Array]",
  "['ab'.repeat(3), 'a'.padStart(4, 'xy'), 'a'.padEnd(3), 'abc'.slice(-2), 'abc'.substring(2, 0), 'a'.concat(1, null)]",
  "['a.b.a'.replaceAll('a', 'x'), 'a.b'.replaceAll(/./g, '-'), 'aXbX'.replace(/x/gi, (m, i) => i), 'abab'.match(/b/g), 'ab'.match(/z/), 'ab'.search(/b/)]",
  "[...'abab'.matchAll(/b/g)].map((m) => m.index)",
  "['a,b'.split(','), 'a1b'.split(/\\\\d/), 'ab'.split(), 'ab'.split(''), 'a1b'.split(1)]",
  "['É'.toLowerCase(), 'é'.normalize('NFD').length, 'a'.localeCompare('b'), ' a '.trim(), 'abc'.startsWith('b', 1), 'abc'.endsWith('c')]",
  "[parseFloat('1.5x'), parseInt('ff', 16), parseInt(null, 36), parseFloat === Number.parseFloat, parseFloat(), encodeURIComponent('é &'), decodeURIComponent('%C3%A9'), escape('é')]",
  "[(255).toString(16), (1.25).toFixed(1), (1234.5).toPrecision(2), (12).toExponential(1), (5).toString(), String(0.1)]",
  "[JSON.parse('[1,{\\\"a\\\":null}]'), JSON.stringify({ a: [1, undefined] }, null, 1), JSON.stringify(undefined), JSON.stringify({ a: 1, b: 2 }, ['b']), JSON.parse(1)]",
  "[Object.keys('ab'), Object.entries({ a: 1 }), Object.assign({}, null, { a: 1 }, 'b'), Object.isFrozen(Object.freeze([1])), Object.fromEntries(new Map([['a', 1]]))]",
  "[Object.create({ x: 1 }, { y: { value: 2, enumerable: true } }), Object.create(null, undefined) instanceof Object]",
  "[String.raw`a\\nb`, String.raw({ raw: 'abc' }, 1, 2), String.raw({ raw: ['x', 'y'] }, '-'), String.raw.length]",
  "(() => { try { String.raw(); } catch (e) { return e.name; } })()",
  "[Math.max.apply(null, L(50)), Reflect.apply(Math.max, null, L(50)), (function () { return arguments.length; }).apply(null, { length: 3 })]",
];
const LIST = "const L = (n) => { const a = []; for (let i = 0; i < n; i++) a[i] = (i * 7) % 50; return a; };";

const here = (expression: string): unknown =>
  JSON.parse(new Function(`${LIST} return JSON.stringify(${expression});`)());

describe("a metered built-in", () => {
  const runner = createLocalRunner();
  const ran = (source: string) => runner.run(asked(source, [{ fn: "f" }]));

  it.each(SAME)("gives what it gives elsewhere: %s", async (expression) => {
    const source = `${LIST} const { stringify } = JSON; export const f = () => stringify(${expression});`;
    const outcome = await ran(source);
    if (outcome.status !== "ok") throw new Error(JSON.stringify(outcome));
    expect(JSON.parse(String(outcome.results[0]?.value))).toEqual(here(expression));
  });

  it("costs a few jumps on short lists, and what it goes through on long ones", async () => {
    const fuel = async (n: number) => {
      const outcome = await ran(
        `${LIST} const a = L(${n}); export const f = () => { for (let i = 0; i < 2000; i++) a.slice(); return 1; };`,
      );
      return outcome.status === "ok" ? (outcome.results[0]?.fuel ?? Number.NaN) : Number.NaN;
    };
    // 2,000 loops and a dozen jumps and calls in each, in polls of 10,000
    expect(await fuel(32)).toBeLessThan(5);
    // 2,000 slices of 1,000 elements at 8 before and 4 after, 400,000 to a poll
    expect(await fuel(1000)).toBeGreaterThanOrEqual((2000 * 1000 * 12) / 400_000);
  });
});
