import fs from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { Results } from "../views.ts";
import { toCsv } from "./results-csv.ts";

const cell = {
  slug: "sgd",
  points: 4.5,
  verdict: "partial",
  attempts: 2,
  daysLate: 1,
  submissionId: "s",
  parts: { code: 4.5, words: null },
} as const;
const blank = { ...cell, points: null, attempts: 0, daysLate: 0, submissionId: null, parts: {} } as const;
const exercises: Results["exercises"] = [
  {
    slug: "sgd",
    title: "One example at a time",
    outOf: 10,
    parts: [
      { id: "code", title: "Implement", outOf: 6 },
      { id: "words", title: "Explain", outOf: 4 },
    ],
    handedIn: 1,
    mean: 4.5,
    partMeans: {},
  },
];

const student = (name: string, email = "a@b.c") => ({
  id: name,
  name,
  email,
  cells: [cell],
  total: 4.5,
  courseTotal: 22.5,
});
const read = (csv: string) => Papa.parse<string[]>(csv.replace(/^\uFEFF/, ""), { skipEmptyLines: true }).data;

describe("the results as CSV", () => {
  it("have the columns that their description lists, with blank where nothing is known", () => {
    const nobody = { ...student("Ada"), cells: [blank], total: null, courseTotal: null };
    const [header, mira, ada] = read(toCsv({ exercises, students: [student("Mira"), nobody], weights: 50 }));
    expect(header).toEqual([
      "name",
      "email",
      "sgd points",
      "sgd out of",
      "sgd/code points",
      "sgd/words points",
      "sgd attempts",
      "sgd days late",
      "total",
      "course %",
      "course % out of",
    ]);
    expect(mira).toEqual(["Mira", "a@b.c", "4.5", "10", "4.5", "", "2", "1", "4.5", "22.5", "50"]);
    expect(ada).toEqual(["Ada", "a@b.c", "", "10", "", "", "0", "", "", "", "50"]);
    const described = fs.readFileSync("docs/results-csv.md", "utf8");
    for (const column of header ?? []) {
      const general = column.replace("sgd", "<exercise>").replace("/code", "/<part>").replace("/words", "/<part>");
      expect(described).toContain(`\`${general}\``);
    }
  });

  it("give no spreadsheet a formula, whatever a student is called", () => {
    const payloads = [
      "=1+1",
      "+1",
      "-1+2",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "\n=1",
      "  =1",
      "|cmd",
      "%0A=1",
      "＝1",
      "＋1",
      "－1",
      "＠x",
      '=HYPERLINK("http://x","y")',
      "=cmd|' /C calc'!A0",
      '"=1"',
      'a",=1',
      "a\n=1",
    ];
    for (const payload of payloads) {
      const [, row] = read(toCsv({ exercises, students: [student(payload, payload)], weights: 50 }));
      expect(row).toHaveLength(11);
      for (const text of row?.slice(0, 2) ?? []) expect(text).not.toMatch(/^\s*[=+\-@|%＝＋－＠]/);
    }
  });

  it("leave ordinary names as they are", () => {
    const [, row] = read(toCsv({ exercises, students: [student('O\'Neil, Zoë – "Z"')], weights: 50 }));
    expect(row?.[0]).toBe('O\'Neil, Zoë – "Z"');
  });
});
