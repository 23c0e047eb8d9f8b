/** Work of a property that is looked up, made or told of. */
const PER_KEY = 40;
/** Work of one that goes by way of an object of its own: a pair, a descriptor. */
const PER_PAIR = 200;
/** Work of a character of JSON, and of an element before it is one: a number takes long to be written. */
const PER_CHARACTER = 50;
const PER_WRITTEN = 200;
/** Work of a number in a list that becomes one of numbers, and of one that begins as zero. */
const PER_NUMBER = 8;
const PER_ZERO = 1;
/** Work of JSON that filled the memory before there was a text to measure. */
const MEMORY_FULL = 40_000_000;

/** The part of `metered.ts` for objects, JSON, and constructors, whose work is bounded by what the memory holds. */
export const meteredObjects = `
const { ownKeys, construct } = Reflect;
const isObject = (x) => typeof x === "object" && x !== null || typeof x === "function";
const keysOf = (x, per = ${PER_KEY}) => { if (isObject(x)) spend(isArrayHere(x) ? x.length : ownKeys(x).length, per); else if (typeof x === "string") spend(x.length, per); };
meter(ObjectHere, "entries", asIs, byLength(${PER_PAIR}));
for (const name of ["keys", "values", "getOwnPropertyNames", "getOwnPropertySymbols"]) meter(ObjectHere, name, asIs, byLength(${PER_KEY}));
meter(Reflect, "ownKeys", asIs, byLength(${PER_KEY}));
for (const name of ["freeze", "isFrozen", "seal", "isSealed", "getOwnPropertyDescriptors"]) meter(ObjectHere, name, (self, args) => { keysOf(args[0]); return self; });
for (const name of ["defineProperties", "create"]) meter(ObjectHere, name, (self, args) => { keysOf(args[1], ${PER_PAIR}); return self; });
meter(ObjectHere, "assign", (self, args) => {
  for (let i = 1; i < args.length; i++) keysOf(args[i]);
  return self;
});
meter(ObjectHere, "fromEntries", asIs, (made) => keysOf(made, ${PER_PAIR}));

// A list given as arguments is laid out anew for the call.
for (const home of [Function.prototype, Reflect])
  meter(home, "apply", (self, args) => {
    const given = args[home === Reflect ? 2 : 1];
    if (isArrayHere(given)) spend(given.length, ${PER_KEY});
    return self;
  });

meter(JSON, "parse", (self, args) => {
  if (args.length > 0 && typeof args[0] !== "string") args[0] = \`\${args[0]}\`;
  if (args.length > 0) spend(args[0].length, ${PER_CHARACTER});
  return self;
});
const InternalErrorHere = globalThis.InternalError, { stringify } = JSON;
const full = (error) => typeof InternalErrorHere === "function" && typeof error === "object" && error !== null && getPrototypeOf(error) === InternalErrorHere.prototype;
defineProperty(JSON, "stringify", {
  value(value, replacer, space) {
    try { return stringify(value, replacer, space); } catch (error) {
      if (error === null || full(error)) charge(${MEMORY_FULL});
      throw error;
    }
  }, writable: true, configurable: true, enumerable: false,
});
defineProperty(JSON.stringify, "name", { value: "stringify", configurable: true });
meter(JSON, "stringify", (self, args) => { if (isArrayHere(args[0])) spend(args[0].length, ${PER_WRITTEN}); return self; }, byLength(${PER_CHARACTER}));

// Replaces a constructor: before(args) spends on what it is given, after(made, args) on what came of it.
const meterNew = (name, before, after) => {
  const Original = globalThis[name];
  if (typeof Original !== "function") return;
  const Made = function () {
    if (new.target === undefined) return applyHere(Original, undefined, arguments);
    before(arguments);
    const made = construct(Original, arguments, new.target === Made ? Original : new.target);
    after(made, arguments);
    return made;
  };
  for (const key of ownKeys(Original)) if (key !== "prototype") defineProperty(Made, key, getOwnPropertyDescriptor(Original, key));
  defineProperty(Made, "prototype", { value: Original.prototype, writable: false });
  ObjectHere.setPrototypeOf(Made, getPrototypeOf(Original));
  defineProperty(Original.prototype, "constructor", { value: Made, writable: true, configurable: true, enumerable: false });
  defineProperty(globalThis, name, { value: Made, writable: true, configurable: true, enumerable: false });
};
const nothing = () => {};
const bytesOf = getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength").get;
const isBuffer = (x) => { try { applyHere(bytesOf, x, []); return true; } catch { return false; } };
const TypedHere = getPrototypeOf(Float64Array);
for (const kind of "Int8 Uint8 Uint8Clamped Int16 Uint16 Int32 Uint32 BigInt64 BigUint64 Float16 Float32 Float64".split(" "))
  meterNew(kind + "Array", nothing, (made, args) => {
    const n = applyHere(typedLength, made, []);
    if (n > 0 && !(isObject(args[0]) && isBuffer(args[0]))) spend(n, isObject(args[0]) ? ${PER_NUMBER} : ${PER_ZERO});
  });
meter(TypedHere, "from", asIs, (made) => spend(applyHere(typedLength, made, []), ${PER_KEY}));
meterNew("ArrayBuffer", nothing, (made) => spend(applyHere(bytesOf, made, []), ${PER_ZERO} / 8));
for (const name of ["slice", "resize", "transfer", "transferToFixedLength"])
  meter(ArrayBuffer.prototype, name, (self) => { spend(applyHere(bytesOf, self, []), ${PER_ZERO} / 8); return self; });
for (const name of ["Map", "Set", "WeakMap", "WeakSet"]) {
  const size = getOwnPropertyDescriptor(globalThis[name].prototype, "size");
  meterNew(name, (args) => { if (isArrayHere(args[0]) || typeof args[0] === "string") spend(args[0].length, ${PER_KEY}); },
    (made, args) => { if (size !== undefined && args.length > 0 && !isArrayHere(args[0])) spend(applyHere(size.get, made, []), ${PER_KEY}); });
}
`;
