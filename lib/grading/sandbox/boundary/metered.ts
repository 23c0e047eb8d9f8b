import { meteredObjects } from "./metered-objects.ts";

/**
 * Built-ins that go through what they are given in one go, where the interpreter never asks whether the run must stop:
 * `new Array(1e9).join()` would only end by the clock, and the clock is no verdict. Here they are charged by length before
 * they begin, or by what they give where no more than the memory bounds it, so that such a run is out of budget, at the same
 * place everywhere. Part of the prelude: guest code, evaluated before any of a person's, with what the prelude captured.
 *
 * Each is still a method of the same name and length. A list that is no array is read once for its length: what it says
 * the second time does not matter. What has no name to be replaced (`+`, `===`, spreading) and what calls the person's own
 * functions, which are asked, stays as it is; so do single characters, since a text is read by them one after the other.
 */
type Row = readonly [per: number, names: string];

/** Work of one element: a sparse array's is looked up by name, one that is copied or moved lies in a row. */
const ARRAYS: readonly Row[] = [
  [40, "join toLocaleString indexOf lastIndexOf includes reverse copyWithin fill sort toSorted"],
  [8, "slice splice shift unshift toReversed toSpliced with"],
  [40, "flat"],
];
/** These write into what they are called on, so that no stand-in will do. */
const WRITING = "reverse copyWithin fill sort splice shift unshift".split(" ");
const TYPED: readonly Row[] = [
  [4, "join indexOf lastIndexOf includes reverse copyWithin fill set slice toReversed with"],
  [40, "sort toSorted"],
];
/** Work of a step of an iterator that is left out. */
const PER_STEP = 40;
/** Work of one character; by the text, by the text where it is searched for another, and by the text that comes of it. */
const SEARCHED = "indexOf lastIndexOf includes split".split(" ");
const TEXTS: readonly Row[] = [
  [1, "startsWith endsWith trim trimStart trimEnd isWellFormed toWellFormed matchAll search"],
  [16, "replace toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase localeCompare"],
  [100, "normalize"],
];
const GIVEN_BACK: readonly Row[] = [
  [1, "repeat slice substring substr concat replace replaceAll"],
  [4, "padStart padEnd"],
];
/** Functions that read a text. */
const READERS: readonly Row[] = [
  [4, "parseFloat parseInt"],
  [16, "encodeURIComponent encodeURI decodeURIComponent decodeURI escape unescape"],
];

/** Comparisons of characters that are one unit of work. */
const CHARACTERS = 4;
/** Work of a character where every one may be found and replaced. */
const REPLACED = 16;
/** Work of one match in a list of them. */
const MATCHED = 200;
/** Work of a number written in digits other than its own: they are found one by one. */
const DIGITS = 4000;
/** So short a list costs no more than the call itself. */
const FREE = 32;

const list = (names: readonly string[]) => JSON.stringify(names);
const rows = (table: readonly Row[]) => JSON.stringify(table.map(([per, names]) => [per, names.split(" ")]));

export const metered = `
const { charge } = inner;
const isArrayHere = Array.isArray, applyHere = Reflect.apply, ObjectHere = Object, typedLength = captured.typedLength;
const spend = (n, per) => { if (n > ${FREE}) charge(n * per); };
// Replaces a function: before(self, args) spends and gives what it is called on, after(result) spends on what came of it.
const meter = (home, name, before, after) => {
  const original = home[name];
  if (typeof original !== "function") return;
  const holder = after === undefined
    ? { [name]() { return applyHere(original, before(this, arguments), arguments); } }
    : { [name]() { const made = applyHere(original, before(this, arguments), arguments); after(made); return made; } };
  defineProperty(holder[name], "length", { value: original.length, configurable: true });
  defineProperty(home, name, { value: holder[name], writable: true, configurable: true, enumerable: false });
};
const meterAll = (home, table, make, after) => {
  for (const [per, names] of table) for (const name of names) meter(home, name, make(per, name), after);
};
const asIs = (self) => self;
const byLength = (per) => (made) => { if (typeof made === "string" || isArrayHere(made)) spend(made.length, per); };

const writing = create(null);
for (const name of ${list(WRITING)}) writing[name] = true;
const standIn = (object) => {
  const given = +object.length, n = given > 0 ? given : 0;
  return create(object, { length: { __proto__: null, value: n } });
};
const ofArray = (per, name) => (self, args) => {
  if (isArrayHere(self)) {
    const n = self.length;
    if (n > ${FREE}) {
      const from = args[0], to = args[1], part = name === "slice" && typeof from === "number" && typeof to === "number" && from >= 0 && to >= from;
      spend(part && to - from < n ? to - from : n, per);
    }
  } else if (self !== null && self !== undefined) {
    if (writing[name]) throw new TypeErrorHere(name + " works on arrays only here");
    self = standIn(ObjectHere(self));
    spend(self.length, per);
  }
  return self;
};
meterAll(Array.prototype, ${rows(ARRAYS)}, ofArray, byLength(4));
const { isConcatSpreadable } = Symbol;
const joined = (x) => {
  if (isArrayHere(x)) spend(x.length, 40);
  else if ((typeof x === "object" && x !== null || typeof x === "function") && x[isConcatSpreadable]) {
    x = standIn(x);
    spend(x.length, 40);
  }
  return x;
};
meter(Array.prototype, "concat", (self, args) => {
  for (let i = 0; i < args.length; i++) args[i] = joined(args[i]);
  return self === null || self === undefined ? self : joined(self);
});
meter(Array, "from", (self, args) => {
  const x = args[0];
  if (typeof x === "object" && x !== null && !isArrayHere(x) && (x[iterator] === undefined || x[iterator] === null)) {
    args[0] = standIn(x);
    spend(args[0].length, 8);
  }
  return self;
}, byLength(8));

const ofTyped = (per) => (self) => {
  spend(applyHere(typedLength, self, []), per);
  return self;
};
meterAll(typed, ${rows(TYPED)}, ofTyped);
// An iterator may have no end and nothing of the person's in it: one step after the other, each of them asked.
const steps = getPrototypeOf(getPrototypeOf([][iterator]()));
for (const name of ["every", "some", "find", "forEach", "reduce"])
  if (typeof steps[name] === "function") meter(steps, name, (self, args) => {
    const call = args[0];
    if (typeof call === "function") args[0] = (a, b, c) => call(a, b, c);
    return self;
  });
if (typeof steps.drop === "function") meter(steps, "drop", (self, args) => { spend(+args[0], ${PER_STEP}); return self; });
meter(String, "raw", (self, args) => {
  if (args[0] === null || args[0] === undefined) return self;
  const given = args[0].raw;
  const isGiven = given !== null && given !== undefined;
  const raw = isGiven && !isArrayHere(given) ? standIn(ObjectHere(given)) : given;
  args[0] = { __proto__: null, raw };
  if (isGiven) spend(raw.length, ${PER_STEP});
  return self;
});

const textOf = (self) => self === null || self === undefined || typeof self === "string" ? self : \`\${self}\`;
const ofText = (per) => (self) => {
  const text = textOf(self);
  if (typeof text === "string") spend(text.length, per);
  return text;
};
meterAll(String.prototype, ${rows(TEXTS)}, ofText);
const ofSearched = (per, name) => (self, args) => {
  const text = textOf(self);
  if (typeof text !== "string") return text;
  const asked = args[0], may = name === "split" || name === "replaceAll";
  if (args.length > 0 && typeof asked !== "string" && !(may && (typeof asked === "object" || asked === undefined))) args[0] = \`\${asked}\`;
  spend(text.length * (typeof args[0] === "string" ? args[0].length + 1 : 4), per);
  return text;
};
meterAll(String.prototype, ${rows([[1 / CHARACTERS, SEARCHED.join(" ")]])}, ofSearched);
meter(String.prototype, "match", ofText(1), byLength(${MATCHED}));
meter(String.prototype, "replaceAll", ofSearched(${REPLACED}, "replaceAll"));
for (const [per, names] of ${rows(GIVEN_BACK)}) for (const name of names) meter(String.prototype, name, asIs, byLength(per));
// One character is written many times at once, several one after the other.
meter(String.prototype, "repeat", (self, args) => {
  const text = textOf(self);
  if (typeof text === "string" && text.length > 1 && typeof args[0] === "number") spend(args[0], 4);
  return text;
});

const ofReader = (per) => (self, args) => {
  if (args.length > 0 && typeof args[0] !== "string" && typeof args[0] !== "number") args[0] = \`\${args[0]}\`;
  if (typeof args[0] === "string") spend(args[0].length, per);
  return self;
};
meterAll(globalThis, ${rows(READERS)}, ofReader);
for (const name of ["parseFloat", "parseInt"]) defineProperty(Number, name, { value: globalThis[name], writable: true, configurable: true, enumerable: false });
for (const name of ["toFixed", "toPrecision", "toExponential"]) meter(Number.prototype, name, (self) => { charge(${DIGITS}); return self; });
meter(Number.prototype, "toString", (self, args) => {
  if (args[0] !== undefined && args[0] !== 10) charge(${DIGITS});
  return self;
});
${meteredObjects}
`;
