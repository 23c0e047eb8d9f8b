import Papa from "papaparse";
import { ok } from "#lib/core/result.ts";
import { database, databaseNow } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import type { Results } from "../views.ts";
import { courseResults } from "./results.ts";

/** The class's results as CSV; the columns are described in docs/results-csv.md. */
export const resultsCsv = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "results.read", slug);
  if (!entered.ok) return entered;
  const { course } = entered.value;
  const day = (await databaseNow(database())).toISOString().slice(0, 10);
  return ok({ filename: `${course.slug}-results-${day}.csv`, csv: toCsv(await courseResults(database(), course)) });
});

/** A text cell that a spreadsheet would read as a formula gets an apostrophe in front. */
const FORMULA = /^[\t\r\n ]*[=+\-@＝＋－＠|%]/;
const safe = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Blank where nothing is known: it is not zero. */
const number = (points: number | null): string => (points === null ? "" : String(points));

/** One row per student, RFC 4180 with CRLF and a byte-order mark, so that spreadsheets read it as UTF-8. */
export function toCsv({ exercises, students, weights }: Pick<Results, "exercises" | "students" | "weights">): string {
  const header = ["name", "email"];
  for (const { slug, parts } of exercises) {
    header.push(`${slug} points`, `${slug} out of`, ...parts.map(({ id }) => `${slug}/${id} points`));
    header.push(`${slug} attempts`, `${slug} days late`);
  }
  header.push("total", "course %", "course % out of");
  const rows = students.map((student) => {
    const row = [safe(student.name), safe(student.email)];
    for (const [i, { outOf, parts }] of exercises.entries()) {
      const cell = student.cells[i];
      row.push(number(cell?.points ?? null), String(outOf), ...parts.map(({ id }) => number(cell?.parts[id] ?? null)));
      row.push(String(cell?.attempts ?? 0), cell?.submissionId ? String(cell.daysLate) : "");
    }
    row.push(number(student.total), number(student.courseTotal), String(weights));
    return row;
  });
  return `\uFEFF${Papa.unparse({ fields: header, data: rows }, { newline: "\r\n" })}\r\n`;
}
