import type { VerdictState } from "#app/_components/base/verdict.tsx";
import type { Answer, PartAnswer } from "#lib/core/answer.ts";
import type { PartReport, StudentReport } from "#lib/core/report.ts";
import type { PublicExercise, PublicPart } from "#lib/grading/exercise/index.ts";

/** A, B, C …: what a part is called beside its title. */
export const letterOf = (at: number): string => String.fromCharCode(65 + at);

const empties: { readonly [kind in PublicPart["kind"]]: (part: PublicPart) => PartAnswer } = {
  code: (part) => ({ kind: "code", source: part.kind === "code" ? part.starter : "" }),
  worksheet: () => ({ kind: "worksheet", fields: {} }),
  derivation: () => ({ kind: "derivation", lines: {} }),
  choice: () => ({ kind: "choice", chosen: [] }),
  text: () => ({ kind: "text", text: "" }),
};

/** The part of this id, else the first one; an exercise has at least one. */
export function selectPart(exercise: PublicExercise, partId: string): PublicPart {
  const part = exercise.parts.find(({ id }) => id === partId) ?? exercise.parts[0];
  if (!part) throw new Error(`${exercise.slug} has no parts`);
  return part;
}

/** What a part holds before anyone answered: the starter, or nothing. */
export const emptyAnswer = (part: PublicPart): PartAnswer => empties[part.kind](part);

/** The draft with every part filled in, so that fields have something to begin with. */
export function completed(exercise: PublicExercise, draft: Answer | null): Answer {
  return Object.fromEntries(
    exercise.parts.map((part) => {
      const kept = draft?.[part.id];
      return [part.id, kept?.kind === part.kind ? kept : emptyAnswer(part)];
    }),
  );
}

const touches: { readonly [kind in PartAnswer["kind"]]: (answer: PartAnswer) => boolean } = {
  code: (answer) => answer.kind === "code" && answer.source.trim() !== "",
  worksheet: (answer) =>
    answer.kind === "worksheet" &&
    Object.values(answer.fields)
      .flat()
      .some((cell) => cell.trim() !== ""),
  derivation: (answer) =>
    answer.kind === "derivation" && Object.values(answer.lines).some((line) => line.trim() !== ""),
  choice: (answer) => answer.kind === "choice" && answer.chosen.length > 0,
  text: (answer) => answer.kind === "text" && answer.text.trim() !== "",
};

/** What is handed in: parts that are not blank. */
export function answered(exercise: PublicExercise, answer: Answer): Answer {
  return Object.fromEntries(
    exercise.parts.flatMap((part) => {
      const given = answer[part.id];
      return given && touches[given.kind](given) ? [[part.id, given] as const] : [];
    }),
  );
}

export const partReport = (report: StudentReport | null, partId: string): PartReport | null =>
  report?.parts.find((part) => part.id === partId) ?? null;

/** The verdict of a part over its tab: of the latest report, or not run. */
export function partState(report: StudentReport | null, partId: string): VerdictState {
  const part = partReport(report, partId);
  return part?.answered ? part.verdict : "not-run";
}

const isStarter = (part: PublicPart, given: PartAnswer | undefined): boolean =>
  part.kind === "code" && given?.kind === "code" && given.source.trim() === part.starter.trim() && part.starter !== "";

/** "Part B is still the starter; parts C and D are empty.": what Submit would take untouched. Nothing where each part was touched. */
export function untouchedWords({ parts }: Pick<PublicExercise, "parts">, answer: Answer): string {
  const letters = (chosen: (part: PublicPart) => boolean) =>
    parts.flatMap((part, at) => (chosen(part) ? [letterOf(at)] : []));
  const starters = letters((part) => isStarter(part, answer[part.id]));
  const blank = letters((part) => {
    const given = answer[part.id];
    return !given || !touches[given.kind](given);
  });
  if (parts.length === 1) return starters.length > 0 ? "This is still the starter." : "";
  if (starters.length === parts.length) return "Every part is still the starter.";
  if (blank.length === parts.length) return "Every part is empty.";
  const said = [partsWords(starters, "still the starter"), partsWords(blank, "empty")].filter(Boolean).join("; ");
  return said === "" ? "" : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

const partsWords = (letters: readonly string[], how: string): string =>
  letters.length === 0
    ? ""
    : letters.length === 1
      ? `part ${letters[0]} is ${how}`
      : `parts ${listed(letters)} are ${how}`;

/** `A, B and C`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** The symbol of a field or line between dollars, as sentences take it; other ids stay as they are. */
export function symbolOf(part: PublicPart, id: string): string {
  const named =
    part.kind === "worksheet"
      ? part.lanes.flatMap(({ fields }) => fields)
      : part.kind === "derivation"
        ? part.lines
        : [];
  const tex = named.find((one) => one.id === id)?.tex;
  return tex ? `$${tex}$` : id;
}
