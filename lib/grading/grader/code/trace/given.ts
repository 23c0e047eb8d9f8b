import type { TensorValue } from "#lib/core/value.ts";
import { exportedIn, functionAt, functionTexts, plainFunctionAt } from "../../../slip/index.ts";
import { leadsToRight, placeOf } from "./doubt.ts";
import type { Off, Recognised, Search } from "./find.ts";
import { type Names, near } from "./sample.ts";
import { ONE, sameScale } from "./scale.ts";
import { valueWords } from "./tex.ts";

/**
 * In words, that the line of the first step that is off does the same rightly for something else: what it was given is off, and not
 * the line. That is so where a right gradient stands in the place of another, and in a helper, which has nothing but what it is given; in
 * a loop over layers the line itself may take what is right for one of them only. Null where the line may be at fault.
 */
export function givenWords(search: Search, off: Off, source: string, names: Names): string | null {
  const { samples, entries } = search.backward;
  const steps = samples[0]?.backward.trace.steps ?? [];
  const placeOf = (i: number) => `${steps[i]?.at?.line}:${steps[i]?.at?.column}`;
  const own = entries.indexOf(off.entry);
  const line = steps[own]?.at?.line;
  if (line === undefined) return null;
  if (isOnAnother(search, off) && isCalled(source, names, line))
    return `look at what the function of line ${line} is given`;
  if (!(isAnother(search, off) || isCalled(source, names, line))) return null;
  const right = entries.flatMap(({ output }, i): Recognised[] => {
    const is = i !== own && placeOf(i) === placeOf(own) ? search.recognised.get(output) : undefined;
    return is !== undefined && sameScale(is.scale, ONE) ? [is] : [];
  });
  const [first] = right;
  if (first === undefined) return null;
  const [one, other] = [first, off.needed].map(({ known: { kind, id } }) =>
    kind === "gradient" ? ` for ${valueWords(search.labelOf(id))}` : "",
  ) as [string, string];
  return one === other && one !== ""
    ? null
    : `line ${line} is right${one || " elsewhere"}, so look at what it is given${other || " here"}`;
}

/**
 * Whether the place of a part of a gradient that is off by a factor makes such a part of another gradient by the same factor, and that one
 * comes out right: then the factor is taken care of later, and what is off is where this part goes in without it.
 */
export function isRightElsewhere(search: Search, id: number, needed: Recognised): boolean {
  const { backward, recognised } = search;
  const is = recognised.get(id);
  if (is?.known.kind !== "share" || is.known !== needed.known) return false;
  const place = (one: number) => Object.values(placeOf(backward, one)).join();
  return [...recognised].some(([other, { known, scale }]) => {
    if (other === id || known.kind !== "share" || known === is.known || !sameScale(scale, is.scale)) return false;
    return place(other) === place(id) && leadsToRight(search, other);
  });
}

/** Whether what belongs in the place of a step is what the same operation of the loss gave: it was carried out on something else. */
const isOnAnother = ({ known, labelOf }: Search, { entry, values }: Off): boolean =>
  known.some(
    ({ kind, id, turned, values: its }) =>
      kind === "value" &&
      !turned &&
      labelOf(id).op === entry.op &&
      its.every((value, k) => near(value, values[k] as TensorValue)),
  );

function isAnother({ recognised }: Search, { entry, insteadOf, needed }: Off): boolean {
  const is = recognised.get(entry.output);
  return insteadOf !== null || (is?.known.kind === "gradient" && is.known.id !== needed.known.id);
}

/** Whether a line is in a function that the gradient calls: what is off there may be what it was given, by a call elsewhere. */
export function isHelper(source: string, { gradient }: Names, line: number): boolean {
  const home = functionAt(source, line);
  return home !== null && home !== gradient && !functionTexts(source).get(home)?.startsWith("class");
}

/**
 * Lines of helpers that serve the forward pass, too, or what is exported beside it: what they give is asked for there as it is. Where it
 * does not do for a gradient, the line that uses it is off. What calls the gradient, such as a training, reaches all helpers and is none.
 */
export function linesOfOthers(source: string, { gradient }: Names): ReadonlySet<number> {
  const texts = functionTexts(source);
  const others = exportedIn(source).filter((name) => name !== gradient && !reached(texts, name).has(gradient));
  const served = new Set(others.flatMap((name) => [...reached(texts, name)].filter((one) => one !== name)));
  const lines = source.split("\n").map((_, i) => i + 1);
  return new Set(
    lines.filter((line) => {
      const home = plainFunctionAt(source, line);
      return home !== null && home !== gradient && served.has(home);
    }),
  );
}

/** The functions of a file that one names, itself included, at once or through others. */
function reached(texts: ReadonlyMap<string, string>, from: string): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const words = new Set(texts.get(name)?.match(/[A-Za-z_$][\w$]*/g) ?? []);
    for (const other of texts.keys()) if (words.has(other)) queue.push(other);
  }
  return found;
}

/** A helper that does not call itself: one that does has its own line to thank for what it is given. */
function isCalled(source: string, names: Names, line: number): boolean {
  const home = functionAt(source, line);
  if (home === null || !isHelper(source, names, line)) return false;
  const text = functionTexts(source).get(home) ?? "";
  return text.split(new RegExp(`(?<![\\w$])${home.replaceAll("$", "\\$")}(?![\\w$])`)).length <= 2;
}
