import { writeFile } from "node:fs/promises";
import type { CheckReport, Report } from "#lib/core/report.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { Unusable } from "./unusable.ts";

type Refused = { readonly partId: string; readonly field: string | null; readonly message: string };
type Case = { readonly name: string; readonly className: string; readonly inside: string };
type Suite = { readonly name: string; readonly cases: readonly Case[] };

/** A report as JUnit XML: a test suite per part, a test case per check. What awaits a person is skipped, a fault of the platform's is an error. */
export function junitOf({ spec }: Exercise, report: Report): string {
  const suites = report.parts.map(({ id, title, checks }) => ({
    name: title,
    cases: checks.map((check) => ({ name: check.title, className: `${spec.slug}.${id}`, inside: insideOf(check) })),
  }));
  return document(spec.title, suites);
}

/** What was not graded, since it could not be read: an error for each place. */
export function junitOfRefused({ spec }: Exercise, refused: readonly Refused[]): string {
  const cases = refused.map(({ partId, field, message }) => ({
    name: field ?? "can be read",
    className: `${spec.slug}.${partId}`,
    inside: element("error", { message }, ""),
  }));
  return document(spec.title, [{ name: "before grading", cases }]);
}

export async function writeJunit(file: string, xml: string): Promise<void> {
  await writeFile(file, xml).catch((error: NodeJS.ErrnoException) => {
    throw new Unusable(
      `The report could not be written to ${file} (${error.code}). Name a file in a folder that is there.`,
    );
  });
}

const INSIDE: { readonly [verdict in CheckReport["verdict"]]: "failure" | "skipped" | "error" | null } = {
  correct: null,
  partial: "failure",
  incorrect: "failure",
  "awaits-review": "skipped",
  ungradable: "error",
};

function insideOf({ verdict, message, points, outOf, diagnosis, run }: CheckReport): string {
  const tag = INSIDE[verdict];
  if (tag === null) return "";
  const place = run?.at ? [`Line ${run.at.line}, column ${run.at.column}: ${run.message}`] : [];
  const told = diagnosis === null ? [] : [`${diagnosis.name}: ${diagnosis.says}`, `Next: ${diagnosis.next}`];
  const lines = [`${points ?? "–"} of ${outOf} points`, ...place, ...told];
  return element(tag, tag === "failure" ? { message, type: verdict } : { message }, lines.join("\n"));
}

function document(name: string, suites: readonly Suite[]): string {
  const written = suites.map((suite) =>
    element("testsuite", { name: suite.name, ...counts(suite.cases) }, suite.cases.map(caseElement).join("")),
  );
  const all = counts(suites.flatMap(({ cases }) => cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name, ...all }, written.join(""))}\n`;
}

const caseElement = ({ name, className, inside }: Case): string =>
  element("testcase", { name, classname: className }, inside);

function counts(cases: readonly Case[]) {
  const having = (tag: string) => String(cases.filter(({ inside }) => inside.startsWith(`\n<${tag} `)).length);
  return {
    tests: String(cases.length),
    failures: having("failure"),
    errors: having("error"),
    skipped: having("skipped"),
  };
}

/** `inside` is XML where it begins with a tag on a line of its own, else text. */
function element(tag: string, attributes: { readonly [name: string]: string }, inside: string): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const body = inside.startsWith("\n<") ? `${inside}\n` : escaped(inside);
  return `\n<${tag}${written.join("")}>${body}</${tag}>`;
}

const ESCAPES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
/** XML 1.0 has no place for most control characters and lone surrogates, escaped or not. */
const FORBIDDEN = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string): string =>
  text.replace(FORBIDDEN, "\uFFFD").replace(/[&<>"]/g, (character) => ESCAPES[character] as string);
