import { diffLines } from "diff";
import type { Mutant } from "#lib/grading/slip/index.ts";
import { EQUIVALENT, type Explained, explains, squeezed } from "./equivalent.ts";
import { type Finding, holds, misses } from "./finding.ts";

/** The share of changes that the checks have to notice. */
const SCORE = 0.95;

/** What the checks of a part make of small changes in its solution, or in the functions of its sheet. */
export type Mutation = {
  readonly tried: number;
  /** How many changes there are, where not all were tried. */
  readonly of: number;
  readonly noticed: number;
  /** Changes of what may be left out and no check reads, or of a sheet that compute the same; not counted as tried. */
  readonly unread: number;
  readonly explained: { slip: string; line: string; reason: string }[];
  readonly unexplained: number;
};

/** What a part's changes came to, and the explanations that one of them needed. */
export type Mutated = {
  readonly findings: readonly Finding[];
  readonly mutation: Mutation;
  readonly used: ReadonlySet<Explained>;
};

type Survived = {
  /** The file that was changed, and its text. */
  readonly file: string;
  readonly source: string;
  readonly counts: Pick<Mutation, "tried" | "of" | "unread">;
  readonly survivors: readonly Mutant[];
  /** What keeps such a change from being noticed, for the author to do. */
  readonly instead: string;
};

/** The score, and each change that nobody notices as a diff, unless a row explains it. */
export function mutated({ file, source, counts, survivors, instead }: Survived, rows: readonly Explained[]): Mutated {
  const used = new Set<Explained>();
  const explained: Mutation["explained"] = [];
  const findings: Finding[] = [];
  for (const mutant of survivors) {
    const { lines, diff } = changed(source, mutant.code);
    const row = rows.find((one) => explains(one, mutant.id, lines));
    if (row !== undefined) {
      used.add(row);
      explained.push({ slip: mutant.id, line: lines, reason: row.reason });
      continue;
    }
    const what = `${mutant.id} in line ${mutant.line} of ${file} is noticed`;
    const how = `${instead}, or explain it in ${EQUIVALENT}:\n- { slip: ${mutant.id}, line: ${JSON.stringify(lines)}, reason: "…" }`;
    findings.push(misses("mutant", what, `${diff}\n${how}`));
  }
  const noticed = counts.tried - survivors.length;
  const mutation = { ...counts, noticed, explained, unexplained: survivors.length - explained.length };
  return { findings: [summary(file, mutation), ...findings], mutation, used };
}

function summary(file: string, { tried, of, noticed, unread, explained }: Mutation): Finding {
  const share = tried === 0 ? 1 : noticed / tried;
  const what = `at least ${100 * SCORE} % of the slips and changes in ${file} are noticed`;
  const whole = of > tried + unread ? `; ${of - tried - unread} more were not tried` : "";
  const detail = `${noticed} of ${tried}, ${(100 * share).toFixed(1)} %, ${explained.length} explained${whole}`;
  return share >= SCORE ? holds("mutant", what, detail) : misses("mutant", what, detail);
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
