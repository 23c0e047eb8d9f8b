import type { Variant } from "#lib/grading/exercise/index.ts";
import { gradePart, notAsDeclared, notFull, type Proving, seenOf } from "./context.ts";
import { type Finding, holds, misses, unless } from "./finding.ts";

/** Answers and alternatives hold at every seed's points, empty lines do not, and each known formula is named. */
export async function* proveDerivation(proving: Proving<"derivation">): AsyncGenerator<Finding> {
  const { part } = proving;
  const answers = Object.fromEntries(part.lines.map(({ id, answer }) => [id, answer]));
  const gradeLines = (lines: { readonly [id: string]: string }, seed: string) =>
    gradePart(proving, { kind: "derivation", lines }, firstVariant(proving), seed);
  const seeds = Array.from({ length: 20 }, (_, k) => `verify:${k}`);
  const right = [];
  for (const seed of seeds) right.push(...notFull(await gradeLines(answers, seed), seed));
  yield unless("solution", "the answers have full marks at 20 sets of points", right);
  const empty = await gradeLines({}, "verify");
  yield empty.points === 0
    ? holds("starter", "empty lines have no points")
    : misses("starter", "empty lines have no points", `${empty.points} points`);
  for (const [i, lines] of part.alternatives.entries()) {
    const report = await gradeLines({ ...answers, ...lines }, "verify");
    yield unless("alternative", `alternative ${i + 1} has full marks`, notFull(report, "verify"));
  }
  for (const mistake of part.mistakes) {
    const made = { ...answers, [mistake.line]: mistake.formula };
    const reports = await Promise.all(seeds.slice(0, 3).map((seed) => gradeLines(made, seed)));
    const complaints = reports.flatMap((report, k) => notAsDeclared(mistake, report, `verify:${k}`));
    const finding = unless("mistake", `mistake ${mistake.id} is seen and named`, complaints);
    yield { ...finding, seen: seenOf(mistake.id, reports[0] as (typeof reports)[number]) };
  }
}

/** The key has full marks, and nothing else does. */
export async function* proveChoice(proving: Proving<"choice">): AsyncGenerator<Finding> {
  const { part } = proving;
  const choose = (chosen: readonly string[]) =>
    gradePart(proving, { kind: "choice", chosen }, firstVariant(proving), "verify");
  const key = part.options.filter(({ correct }) => correct).map(({ id }) => id);
  yield unless("solution", "the key has full marks", notFull(await choose(key), "key"));
  const all = part.options.map(({ id }) => id);
  const others = [[], all, ...all.map((id) => [id])].filter((chosen) => chosen.join() !== key.join());
  const full = [];
  for (const chosen of others)
    if ((await choose(chosen)).verdict === "correct") full.push(`${chosen.join(", ") || "nothing"} has full marks.`);
  yield unless("guard", "no other choice has full marks", full);
}

/** Prose waits for a person; nothing handed in does not. */
export async function* proveText(proving: Proving<"text">): AsyncGenerator<Finding> {
  const write = (text: string) => gradePart(proving, { kind: "text", text }, firstVariant(proving), "verify");
  const some = await write("A few words.");
  const none = await write(" ");
  yield unless(
    "guard",
    "prose waits for a person",
    some.verdict === "awaits-review" ? [] : [`the verdict is ${some.verdict}`],
  );
  yield unless("guard", "an empty answer does not wait", none.points === 0 ? [] : [`the verdict is ${none.verdict}`]);
}

const firstVariant = ({ variants }: Pick<Proving, "variants">): Variant => variants[0] as Variant;
