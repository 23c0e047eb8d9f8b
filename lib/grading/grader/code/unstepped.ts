import { slips } from "../../slip/index.ts";
import { fieldsOf } from "../tensor-values.ts";
import type { Compared } from "./explain.ts";
import { type Fingerprint, probeInputs } from "./probes.ts";
import type { AnswerPlace, Told } from "./told.ts";

/** A parameter that is left where it began, by its name: what a function gives back on every probe is what it was given. */
export function withUnstepped(place: AnswerPlace, compared: Compared, fns: readonly string[], told: Told): Told {
  const subject = slips.find(({ id }) => told.id === `slip:${id}`)?.subject;
  if (subject === undefined || !told.says.includes(subject)) return told;
  const names = [...new Set(fns.flatMap((fn) => unstepped(place, compared, fn)))].map((name) => `\`${name}\``);
  const last = names.at(-1);
  if (last === undefined) return told;
  const says =
    names.length === 1 ? `${last} keeps its value` : `${names.slice(0, -1).join(", ")} and ${last} keep their values`;
  const step = names.length === 1 ? told.says : told.says.replace("is not taken for it", "is not taken for them");
  return { ...told, says: step.replace(subject, says) };
}

/** Fields of a function's results that are as they came in, on every probe, and should not be. */
export function unstepped({ part, exercise }: AnswerPlace, { answer, right }: Compared, fn: string): string[] {
  const given = probeInputs(part, exercise.hash).map((values) =>
    Object.entries(values).flatMap(([name, value]) =>
      Object.entries(fieldsOf(value)).flatMap(([field, { data }]) => (field === "" ? [] : [{ name, field, data }])),
    ),
  );
  const isGiven = (print: Fingerprint, probe: number, field: string): boolean => {
    const made = print[fn]?.[probe]?.[field]?.data;
    return (
      made !== undefined && (given[probe] ?? []).some((one) => one.field === field && one.data.join() === made.join())
    );
  };
  const probes = given.map((_, k) => k);
  return Object.keys(right[fn]?.[0] ?? {}).filter(
    (field) => probes.every((k) => isGiven(answer, k, field)) && !probes.some((k) => isGiven(right, k, field)),
  );
}
