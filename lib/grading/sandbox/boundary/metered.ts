/**
 * Built-ins that go through what they are given in one go, where the interpreter never asks whether the run must stop:
 * `new Array(1e9).join()` would only end by the clock, and the clock is no verdict. Here they are charged by length before
 * they begin, so that such a run is out of budget, at the same place everywhere. Part of the prelude: guest code, evaluated
 * before any of a person's, with what the prelude captured.
 *
 * Each is still a method of the same name and length. A list that is no array is read once for its length: what it says
 * the second time does not matter.
 */
const ARRAYS = "join toLocaleString indexOf lastIndexOf includes reverse copyWithin fill sort".split(" ");
/** These write into what they are called on, so that no stand-in will do. */
const WRITING = "reverse copyWithin fill sort".split(" ");
const TYPED = "join indexOf lastIndexOf includes reverse copyWithin fill sort set slice".split(" ");
const TEXTS = "indexOf lastIndexOf includes split".split(" ");

/** Work of one element: a sparse array's is looked up by name, and a typed one's lies at hand. */
const PER_ELEMENT = 40;
const PER_NUMBER = 4;
/** Comparisons of characters that are one unit of work. */
const CHARACTERS = 4;
/** So short a list costs no more than the call itself. */
const FREE = 32;

const list = (names: readonly string[]) => JSON.stringify(names);

export const metered = `
const { charge } = inner;
const isArrayHere = Array.isArray, applyHere = Reflect.apply, ObjectHere = Object, typedLength = captured.typedLength;
const spend = (n, per) => { if (n > ${FREE}) charge(n * per); };
const meter = (home, name, call) => {
  const original = home[name], holder = { [name]() { return call(original, this, arguments, name); } };
  defineProperty(holder[name], "length", { value: original.length, configurable: true });
  defineProperty(home, name, { value: holder[name], writable: true, configurable: true, enumerable: false });
};
const writing = create(null);
for (const name of ${list(WRITING)}) writing[name] = true;
const ofArray = (original, self, args, name) => {
  if (isArrayHere(self)) spend(self.length, ${PER_ELEMENT});
  else if (self !== null && self !== undefined) {
    if (writing[name]) throw new TypeErrorHere(name + " works on arrays only here");
    const object = ObjectHere(self), given = +object.length, n = given > 0 ? given : 0;
    spend(n, ${PER_ELEMENT});
    self = create(object, { length: { __proto__: null, value: n } });
  }
  return applyHere(original, self, args);
};
for (const name of ${list(ARRAYS)}) meter(Array.prototype, name, ofArray);
const ofTyped = (original, self, args) => {
  spend(applyHere(typedLength, self, []), ${PER_NUMBER});
  return applyHere(original, self, args);
};
for (const name of ${list(TYPED)}) meter(typed, name, ofTyped);
const ofText = (original, self, args, name) => {
  if (self === null || self === undefined) return applyHere(original, self, args);
  const text = typeof self === "string" ? self : \`\${self}\`;
  if (args.length > 0 && typeof args[0] !== "string" && !(name === "split" && (typeof args[0] === "object" || args[0] === undefined))) args[0] = \`\${args[0]}\`;
  if (typeof args[0] === "string") spend(text.length * (args[0].length + 1), 1 / ${CHARACTERS});
  return applyHere(original, text, args);
};
for (const name of ${list(TEXTS)}) meter(String.prototype, name, ofText);
`;
