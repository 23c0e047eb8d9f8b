import type { Exercise, Part } from "#lib/grading/exercise/index.ts";
import { renderMarkdown, TextError } from "#lib/platform/text/index.ts";
import { type Told, unless } from "./finding.ts";

type Text = { readonly where: string; readonly text: string };

/** What a student reads can be read: there is a statement, and every formula in the exercise's texts can be set. */
export async function judgeTexts({ spec, files }: Exercise): Promise<Told> {
  const statement = files.get(spec.statement) ?? "";
  const empty = statement.trim() === "" ? [`${spec.statement} is empty. Say in it what is asked for.`] : [];
  const texts = [{ where: spec.statement, text: statement }, ...spec.parts.flatMap(textsOf)];
  const complaints = (await Promise.all(texts.map(unreadable))).flat();
  return {
    ...unless("texts", "its texts and their formulas can be read", [...empty, ...complaints]),
    part: "exercise",
  };
}

function textsOf(part: Part): Text[] {
  const named = (what: string, text: string | undefined) => ({ where: `${part.id}, ${what}`, text: text ?? "" });
  const mistakes = "mistakes" in part ? part.mistakes : [];
  return [
    ...("question" in part ? [named("question", part.question)] : []),
    ...("options" in part
      ? part.options.flatMap(({ id, text, feedback }) => [named(`option ${id}`, `${text}\n\n${feedback ?? ""}`)])
      : []),
    ...("rubric" in part ? part.rubric.map(({ id, text }) => named(`rubric ${id}`, text)) : []),
    ...(part.hints ?? []).map(({ text }, i) => named(`hint ${i + 1}`, text)),
    ...Object.entries(part.feedback ?? {}).map(([outcome, text]) => named(`feedback ${outcome}`, text)),
    ...mistakes.flatMap(({ id, diagnosis }) =>
      diagnosis === undefined ? [] : [named(`mistake ${id}`, `${diagnosis.says}\n\n${diagnosis.next}`)],
    ),
  ];
}

async function unreadable({ where, text }: Text): Promise<string[]> {
  try {
    await renderMarkdown(text, { strict: true });
    return [];
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    const line = (at: number | null) => (at === null || !where.endsWith(".md") ? "" : `:${at}`);
    return error.problems.map((problem) => `${where}${line(problem.line)}: ${problem.message}`);
  }
}
