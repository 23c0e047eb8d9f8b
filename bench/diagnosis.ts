// `npm run bench:diagnosis`: how often a planted slip is named, with one style of answer left out of what the grader knows.
import os from "node:os";
import path from "node:path";
import type { CodePart, Exercise } from "#lib/grading/exercise/index.ts";
import { fileOf } from "#lib/grading/exercise/index.ts";
import { loadExercises } from "#lib/grading/exercise/node.ts";
import { createDiagnosis } from "#lib/grading/grader/index.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { type Mutant, slipMutants } from "#lib/grading/slip/index.ts";

/** Slips that are planted per style, evenly over the kinds; pairs likewise. */
const SINGLES = Number(process.env.BENCH_SINGLES ?? 40);
const PAIRS = Number(process.env.BENCH_PAIRS ?? 10);

/** `half`: of two slips one is named, and nothing else. */
type Tally = { right: number; ownName: number; half: number; missed: number; false: number; of: number };
const empty = (): Tally => ({ right: 0, ownName: 0, half: 0, missed: 0, false: 0, of: 0 });
const runner = createLocalRunner({ deadlineMs: 120_000 });
const root = path.join(import.meta.dirname, "..", "exercises");
const wanted = process.argv.slice(2);
const sources = new Map<string, number>();
const total = { single: empty(), pair: empty() };
const lost: string[] = [];

for (const { slug, loaded } of await loadExercises(root)) {
  if (!loaded.ok || (wanted.length > 0 && !wanted.includes(slug))) continue;
  for (const part of loaded.value.spec.parts) if (part.kind === "code") await measure(slug, loaded.value, part);
}
console.log(`\nall exercises\n${line("single slips", total.single)}\n${line("pairs of slips", total.pair)}`);
console.log(`  named right by: ${[...sources].map(([source, n]) => `${source} ${n}`).join(", ")}`);
console.log(`  right answers in another style that would lose a point: ${lost.length === 0 ? 0 : lost.join(", ")}`);
console.log(
  `  ${os.cpus()[0]?.model ?? "unknown processor"}, ${os.cpus().length} cores, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`,
);

async function measure(slug: string, exercise: Exercise, part: CodePart): Promise<void> {
  const found = { single: empty(), pair: empty() };
  const began = performance.now();
  for (const style of part.alternatives) {
    const others = { ...part, alternatives: part.alternatives.filter((file) => file !== style) };
    const diagnosis = await createDiagnosis(runner, exercise, others);
    const source = fileOf(exercise, style);
    const clean = await diagnosis.of(source);
    if (clean.off.length > 0) lost.push(`${slug}/${style}`);
    const mutants = slipMutants(source);
    const singles = overKinds(mutants, SINGLES);
    for (const one of singles) await plant([one], one.code, diagnosis, found.single);
    for (const [i, first] of overKinds(slipMutants(source), 10_000)
      .filter((_, i) => i % 11 === 3)
      .slice(0, PAIRS)
      .entries()) {
      const seconds = overKinds(
        slipMutants(first.code).filter(({ id }) => id !== first.id),
        60,
      );
      const second = seconds[(i * 17 + 5) % Math.max(1, seconds.length)];
      if (second === undefined) continue;
      const same = mutants.filter(({ id, line }) => id === second.id && line === second.line);
      await plant([first, second], second.code, diagnosis, found.pair, [first, ...same]);
    }
  }
  console.log(
    `${slug} (${((performance.now() - began) / 1000).toFixed(1)} s)\n${line("single slips", found.single)}\n${line("pairs of slips", found.pair)}`,
  );
  for (const kind of ["single", "pair"] as const)
    for (const key of Object.keys(found[kind]) as (keyof Tally)[]) total[kind][key] += found[kind][key];
}

type Diagnosing = Awaited<ReturnType<typeof createDiagnosis>>;

async function plant(
  slips: readonly Mutant[],
  code: string,
  diagnosis: Diagnosing,
  into: Tally,
  apart: readonly Mutant[] = [],
): Promise<void> {
  const { off, ended, told, alike } = await diagnosis.of(code);
  // What ends with an error, and what computes the same as a right answer, is no matter of diagnosis.
  if (ended || off.length === 0) return;
  const alone =
    slips.length === 1
      ? []
      : (await Promise.all(apart.map(({ code }) => diagnosis.of(code)))).flatMap((one) => one.alike);
  const names = slips.map(({ slip }) => slip?.name ?? "");
  const ownName = names.every((name) => told.some((one) => one.names.includes(name)));
  // The place itself: a change of the answer there that was seen to make it right, or the helper that holds it.
  const isPlaced = (slip: Mutant) =>
    told.some(
      ({ id, line, says }) =>
        line === slip.line || (id === "slip:function-off" && slip.homes.some((home) => says.includes(`\`${home}\``))),
    );
  const right =
    ownName ||
    slips.every((one, i) => isPlaced(one) || told.some(({ names: given }) => given.includes(names[i] as string))) ||
    told.some(({ id }) => alike.includes(id)) ||
    (slips.length === 1 && told.some(({ id }) => id.startsWith("relation:")));
  const some =
    slips.length > 1 &&
    told.every(
      ({ id, names: given }) =>
        slips.some(isPlaced) || alone.includes(id) || names.some((name) => given.includes(name)),
    );
  into.of++;
  if (ownName) into.ownName++;
  if (right) into.right++;
  else if (told.length === 0) into.missed++;
  else if (some) into.half++;
  else into.false++;
  if (right)
    for (const source of new Set(told.map(({ id }) => id.split(":")[0] ?? "")))
      sources.set(source, (sources.get(source) ?? 0) + 1);
  if (process.env.BENCH_SHOW !== undefined && !ownName)
    console.log(
      `    ${right ? "other name" : told.length === 0 ? "missed" : some ? "half" : "FALSE"}: ${slips.map(({ id, line }) => `${id}@${line}`).join(" + ")} -> ${told.map(({ id }) => id).join(" | ") || "nothing"}`,
    );
}

/** So many, from all kinds in turn. */
function overKinds(mutants: readonly Mutant[], most: number): Mutant[] {
  const kinds = new Map<string, Mutant[]>();
  for (const one of mutants) kinds.set(one.id, [...(kinds.get(one.id) ?? []), one]);
  const taken: Mutant[] = [];
  for (let turn = 0; taken.length < most; turn++) {
    const row = [...kinds.values()].flatMap((of) =>
      of[(turn * 7) % Math.max(1, of.length)] && turn < of.length ? [of[(turn * 7) % of.length] as Mutant] : [],
    );
    if (row.length === 0) break;
    taken.push(...row.slice(0, most - taken.length));
  }
  return taken;
}

function line(title: string, { right, ownName, half, missed, false: wrong, of }: Tally): string {
  const share = (n: number): string => (of === 0 ? "–" : `${((100 * n) / of).toFixed(1)} %`);
  return `  ${title}: ${of}; named right ${share(right)} (by the very name ${share(ownName)}), ${half === 0 ? "" : `one of two ${share(half)}, `}nothing claimed ${share(missed)}, false name ${share(wrong)}`;
}
