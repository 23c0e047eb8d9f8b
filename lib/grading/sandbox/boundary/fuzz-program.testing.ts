/**
 * Guest code for fuzzing, on test runs only: `fuzz(seed, calls)` calls random operations with random arguments (sensible,
 * odd, hostile, freed and foreign) on a pool of tensors that it keeps replacing, and gives how many calls went well. Each
 * may throw an error of the language's kinds; anything else is told by a throw of its own.
 */
export const FUZZ_PROGRAM = `
const kinds = ["TypeError", "RangeError", "ShapeError", "Error", "InternalError", "SyntaxError"];
function fuzz(seed, calls) {
  let s = seed >>> 0;
  const draw = (n) => { s = (Math.imul(s, 1664525) + 1013904223) >>> 0; return Math.floor((s / 4294967296) * n); };
  const sizes = [0, 1, 1, 2, 3, 5, 8, 17];
  const size = () => sizes[draw(sizes.length)];
  const fresh = () => {
    const kind = draw(8);
    if (kind === 0) return nd.array(draw(9) - 4);
    if (kind === 1) return nd.arange(size());
    if (kind === 2) return nd.ones(size(), size()).T;
    if (kind === 3) return nd.random.normal(0, 1, [size(), size(), size()]);
    if (kind === 4) return nd.full([size(), size()], [NaN, Infinity, -Infinity, -0, 5e-324][draw(5)]);
    return nd.random.uniform(-2, 2, [size(), size()]);
  };
  const pool = Array.from({ length: 12 }, fresh);
  const odd = [undefined, null, true, false, "x", "", 10n, Symbol("s"), () => 1, {}, [], [[]], [[[]]], [1, 2, 3], [[1, 2], [3, 4]], [[1], [2, 3]], [[[1]]], [[[[1]]]],
    [, 1], [1, "a"], new Float64Array([1, 2]), new Uint8Array(3), new Float64Array(0), { axis: 0 }, { axis: 5 }, { keepdims: {} }, { axis: NaN, keepdims: 1 }, { ddof: 9 },
    { get axis() { pool[0] = null; return 0; } }, { shape: [2] }, new Map(), new Date0(), nd, nd.add, globalThis, Object.create(pool[1]), Object.setPrototypeOf({}, Object.getPrototypeOf(pool[1])),
    Array(5000).fill(1), (k => (k.length = 4, k))([1]), 2147483647, -2147483648, 4294967296, 2 ** 53, 1e308, -1e308, 0.5, -0, NaN, Infinity, -1, 0, 1, 2, 3];
  const argument = () => {
    const kind = draw(10);
    if (kind < 4) return pool[draw(pool.length)];
    if (kind < 5) return fresh();
    if (kind < 7) return draw(5) - 2;
    if (kind < 8) return [pool[draw(pool.length)], pool[draw(pool.length)], draw(3)].slice(0, 1 + draw(3));
    return odd[draw(odd.length)];
  };
  const functions = [];
  for (const home of [nd, nd.random]) for (const name of Object.keys(home)) if (typeof home[name] === "function") functions.push(home[name]);
  const proto = Object.getPrototypeOf(pool[0]);
  const methods = Object.getOwnPropertyNames(proto).filter((name) => name !== "toString" && typeof Object.getOwnPropertyDescriptor(proto, name).value === "function");
  let good = 0;
  for (let i = 0; i < calls; i++) {
    const args = [];
    for (let n = draw(5); n > 0; n--) args.push(argument());
    let got;
    try {
      if (draw(2) === 0) got = functions[draw(functions.length)](...args);
      else {
        const self = draw(12) === 0 ? argument() : pool[draw(pool.length)];
        got = Reflect.apply(proto[methods[draw(methods.length)]], self, args);
      }
      good++;
    } catch (error) {
      if (!kinds.includes(error?.name)) throw new Error("an error of another kind: " + String(error?.name));
    }
    const at = draw(pool.length);
    if (typeof got === "object" && got !== null && Object.getPrototypeOf(got) === proto && got.size < 2000) pool[at] = got;
    else if (draw(4) === 0 || pool[at] === null) pool[at] = fresh();
    if (draw(50) === 0) pool[at].toString();
  }
  return good;
}
class Date0 {}
`;
