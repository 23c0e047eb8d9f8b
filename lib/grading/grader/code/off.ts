import { type Compared, isAsked, wrongPlaces } from "./explain.ts";
import { differing, givesNumbers, isTelling } from "./places.ts";
import type { Fingerprint } from "./probes.ts";

const SEPARATOR = "/";

/** Whether a change lies in functions that are right as they are, each by itself: then its place is not there. */
export const isRight = ({ functions }: Compared, off: ReadonlySet<string>, homes: readonly string[]): boolean =>
  homes.length > 0 &&
  homes.every(
    (home) =>
      functions.some(({ name }) => name === home) && ![...off].some((key) => key.startsWith(`${home}${SEPARATOR}`)),
  );

/** Every place where a print is not right, and every probe on which a function gives no result. */
export function offIn(compared: Compared, print: Fingerprint): Set<string> {
  return new Set(
    compared.functions.flatMap(({ name }) => [
      ...wrongPlaces({ ...compared, answer: print }, name).map(({ probe, field }) => keyOf(name, probe, field)),
      ...(compared.right[name] ?? []).flatMap((fields, probe) =>
        fields !== null && (print[name]?.[probe] ?? null) === null ? [keyOf(name, probe, "")] : [],
      ),
    ]),
  );
}

const keyOf = (fn: string, probe: number, field: string): string => [fn, probe, field].join(SEPARATOR);

/** The place that a key is of; `field` is empty where the function gave no result. */
export function placeOf(key: string): { readonly fn: string; readonly probe: number; readonly field: string } {
  const [fn = "", probe = "", field = ""] = key.split(SEPARATOR);
  return { fn, probe: Number(probe), field };
}

/** Of the places that are off, those of a function that a check looks at. */
export const askedOf = (off: ReadonlySet<string>, fn: string, fields: readonly string[] | undefined): string[] =>
  [...off].filter((key) => {
    const { fn: name, field } = placeOf(key);
    return name === fn && (field === "" || isAsked(field, fields));
  });

/** Whether what is right there could not be met by chance. */
export function isSure({ right }: Compared, key: string): boolean {
  const { fn, probe, field } = placeOf(key);
  const fields = field === "" ? Object.keys(right[fn]?.[probe] ?? {}) : [field];
  return fields.some((one) => isTelling(right, fn, { probe, field: one }));
}

/**
 * Whether a change alters what is off in a function that `fn` calls, and puts nothing of it right: then `fn` comes out right for another
 * reason, as the direction of a gradient does whatever its length.
 */
export const isWrongBelow = (
  compared: Compared,
  before: ReadonlySet<string>,
  { print, off }: { readonly print: Fingerprint; readonly off: ReadonlySet<string> },
  fn: string,
): boolean =>
  compared.functions.some(({ name }) => {
    if (name === fn || !compared.calls(fn, name)) return false;
    const keys = [...before].filter((key) => key.startsWith(`${name}${SEPARATOR}`));
    const altered = differing(compared.answer, print, name).map(({ probe, field }) => keyOf(name, probe, field));
    return altered.some((key) => before.has(key)) && keys.every((key) => off.has(key));
  });

/** Whether the answer gives numbers there, or nothing at all. */
export function isNumbers({ answer }: Compared, key: string): boolean {
  const { fn, probe, field } = placeOf(key);
  return givesNumbers(answer, fn, { probe, field });
}
