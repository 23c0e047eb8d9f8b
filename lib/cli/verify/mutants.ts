import { diffLines } from "diff";
import { fileOf, type Variant } from "#lib/grading/exercise/index.ts";
import { mutate } from "#lib/grading/grader/index.ts";
import { plainCode } from "#lib/grading/slip/index.ts";
import { gradePart, type Proving } from "./context.ts";
import { EQUIVALENT, equivalentOf, explains, squeezed } from "./equivalent.ts";
import { type Finding, holds, misses } from "./finding.ts";

/** The share of changes that the checks have to notice. */
const SCORE = 0.95;

/** What the checks of a part make of small changes in its solution. */
export type Mutation = {
  readonly tried: number;
  /** How many changes there are, where not all were tried. */
  readonly of: number;
  readonly noticed: number;
  /** Changes of what may be left out and no check reads; not counted as tried. */
  readonly unread: number;
  readonly explained: { slip: string; line: string; reason: string }[];
  readonly unexplained: number;
};

/** Every slip and every plain change of the solution is noticed by the checks, or explained in the exercise's folder. */
export async function proveMutants(
  proving: Proving<"code">,
  most?: number,
): Promise<{ readonly findings: readonly Finding[]; readonly mutation: Mutation }> {
  const { exercise, part, runner } = proving;
  const found = await mutate(exercise, part, runner, `verify:0:${part.id}`, most);
  const source = plainCode(fileOf(exercise, part.solution));
  const equivalent = equivalentOf(exercise);
  const rows = typeof equivalent === "string" ? [] : equivalent;
  const used = new Set<(typeof rows)[number]>();
  const explained: Mutation["explained"] = [];
  const findings: Finding[] =
    typeof equivalent === "string" ? [misses("mutant", `${EQUIVALENT} can be read`, equivalent)] : [];
  const asked = found.unnoticed.filter(({ unread }) => !unread);
  let survivors = 0;
  for (const { mutant } of asked) {
    if (await isNoticed(proving, mutant.code)) continue;
    survivors++;
    const { lines, diff } = changed(source, mutant.code);
    const row = rows.find((one) => explains(one, mutant.id, lines));
    if (row !== undefined) {
      used.add(row);
      explained.push({ slip: mutant.id, line: lines, reason: row.reason });
      continue;
    }
    const what = `${mutant.id} in line ${mutant.line} of ${part.solution} is noticed`;
    const how = `Add a check that sees it, or explain it in ${EQUIVALENT}:\n- { slip: ${mutant.id}, line: ${JSON.stringify(lines)}, reason: "…" }`;
    findings.push(misses("mutant", what, `${diff}\n${how}`));
  }
  for (const row of rows)
    if (
      !used.has(row) &&
      found.of === found.tried &&
      exercise.spec.parts.filter(({ kind }) => kind === "code").length === 1
    )
      findings.push(
        misses("mutant", `${EQUIVALENT} explains what there is`, `No unnoticed change makes this line: ${row.line}`),
      );
  const unread = found.unnoticed.length - asked.length;
  const tried = found.tried - unread;
  const mutation: Mutation = {
    tried,
    of: found.of,
    noticed: tried - survivors,
    unread,
    explained,
    unexplained: survivors - explained.length,
  };
  return { findings: [summary(mutation), ...findings], mutation };
}

function summary({ tried, of, noticed, unread, explained }: Mutation): Finding {
  const share = tried === 0 ? 1 : noticed / tried;
  const what = `at least ${100 * SCORE} % of the slips and changes in the solution are noticed`;
  const whole = of > tried + unread ? `; ${of - tried - unread} more were not tried` : "";
  const detail = `${noticed} of ${tried}, ${(100 * share).toFixed(1)} %, ${explained.length} explained${whole}`;
  return share >= SCORE ? holds("mutant", what, detail) : misses("mutant", what, detail);
}

/** Hidden seeds under which a change may be noticed: few cases of a check can happen to hide one. */
const SEEDS = 4;

/** Whether a check of any kind does not hold; training is run only where all others hold. */
async function isNoticed(proving: Proving<"code">, source: string): Promise<boolean> {
  const answer = { kind: "code" as const, source };
  const [variant] = proving.variants as readonly [Variant];
  for (let k = 0; k < SEEDS; k++) {
    const quick = await gradePart(proving, answer, variant, `verify:${k}`, ["trains"], false);
    if (quick.verdict !== "correct") return true;
  }
  if (!proving.part.checks.some((check) => "trains" in check)) return false;
  return (await gradePart(proving, answer, variant, "verify:0", [], false)).verdict !== "correct";
}

/** The lines that a change makes, as one; and both sides of it. */
function changed(before: string, after: string): { readonly lines: string; readonly diff: string } {
  const parts = diffLines(trimmed(before), trimmed(after)).filter(({ added, removed }) => added || removed);
  const marked = parts.flatMap(({ added, value }) =>
    value.split("\n").flatMap((line) => (line.trim() === "" ? [] : [`${added ? "+" : "-"} ${line.trim()}`])),
  );
  return {
    lines: squeezed(
      marked
        .filter((line) => line.startsWith("+"))
        .map((line) => line.slice(2))
        .join(" "),
    ),
    diff: marked.join("\n"),
  };
}

const trimmed = (code: string): string =>
  `${code
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n")}\n`;
