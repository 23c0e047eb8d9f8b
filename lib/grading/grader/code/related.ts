import type { Diagnosis } from "#lib/core/report.ts";
import { type Related, type RelationCase, relate, relatedTo } from "../../slip/index.ts";
import { listWords } from "../words.ts";
import { asIf } from "./as-if.ts";
import type { CodeContext, Judged, SeenCases } from "./context.ts";
import { pairHolds, SHOWN, tellsRelation } from "./evidence.ts";
import { exampleSize, knownValues } from "./known-values.ts";

const CHAIN = "forward-loss-and-back";

/**
 * What the returned tensors are beside the true ones, where one relation holds on all cases of a check; null where nothing is to be
 * claimed. It needs no secret, so it serves Run as well; with the solution at hand it also asks what that makes of other inputs.
 * The words name tensors and relations and give no figure of a hidden case.
 */
export async function related(context: CodeContext, found: Judged): Promise<Diagnosis | null> {
  const { seen } = found;
  if (found.held || found.run !== null || seen === undefined || seen.paired.length < 2) return null;
  const off = (seen.paired[0]?.pairs.map(({ name }) => name) ?? []).filter((name) =>
    seen.paired.some(({ pairs }) => pairs.some((pair) => pair.name === name && !pairHolds(pair, seen.tolerance))),
  );
  if (off.length === 0 || seen.paired.some(({ pairs }) => pairs.some(({ yours }) => yours.data.length > SHOWN)))
    return null;
  const known = await knownValues(context, seen);
  const told = off.flatMap((name) => {
    const cases = casesOf(name, seen, known);
    if (!tellsRelation(cases)) return [];
    const relation = relate({
      cases,
      atol: seen.numeric ? seen.tolerance.atol : 0,
      examples: exampleSize(context.part),
    });
    return relation === null ? [] : [{ name, relation }];
  });
  if (told.length === off.length) return toDiagnosis(told, seen);
  const whole = await asIf(context, seen);
  if (whole !== null)
    return { ...whole, name: nameOf(whole.says.replace(/^.*what is asked for /, "as asked for ")), lesson: CHAIN };
  return told.length === 0 ? null : toDiagnosis(told, seen);
}

type Told = { readonly name: string; readonly relation: Related };

function casesOf(name: string, seen: SeenCases, known: Awaited<ReturnType<typeof knownValues>>): RelationCase[] {
  return seen.paired.flatMap(({ sizes, pairs }, k) => {
    const pair = pairs.find((one) => one.name === name);
    if (pair === undefined) return [];
    const fields = pairs
      .filter((one) => one.name !== name)
      .map((one) => ({ name: one.name, value: one.other, from: "field" as const }));
    return [{ yours: pair.yours, other: pair.other, sizes, known: [...fields, ...(known[k] ?? [])] }];
  });
}

/** The relation that explains most tensors first; the others after it, each with its own. */
function toDiagnosis(told: readonly Told[], seen: SeenCases): Diagnosis {
  const groups = [...new Set(told.map(({ relation }) => relation.words))]
    .map((words) => told.filter(({ relation }) => relation.words === words))
    .sort((a, b) => b.length - a.length);
  const [first] = groups as [Told[], ...Told[][]];
  const { id, words, next, lesson } = (first[0] as Told).relation;
  const beside = seen.numeric ? "the derivative of your own loss" : "what is asked for";
  const alone = seen.numeric ? words.replaceAll("what is asked for", "the slope of your loss") : words;
  const says = groups.map((group, i) => {
    const names = listWords(group.map(({ name }) => `\`${name === "" ? seen.of : name}\``));
    const told = `${names} ${group.length > 1 ? "are" : "is"} ${relatedTo((group[0] as Told).relation.words, beside)}.`;
    return i === 0 ? `On every case ${told}` : told;
  });
  return { id: `relation:${id}`, name: nameOf(alone), says: says.join(" "), next, lesson, at: null };
}

/** A name for the head of a diagnosis. */
function nameOf(words: string): string {
  return words
    .replaceAll("`", "")
    .replace(/ \(here the same as.*$/, "")
    .replace(/\.$/, "");
}
