import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exerciseJsonSchema, SCHEMA_LINE, SCHEMA_PATH } from "./json-schema.ts";
import { exerciseFromFiles } from "./parse.ts";

type Schema = {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: { readonly [key: string]: Schema };
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly const?: unknown;
  readonly default?: unknown;
};

const schema = JSON.parse(exerciseJsonSchema()) as Schema;
const parts = schema.properties?.parts?.items?.oneOf ?? schema.properties?.parts?.items?.anyOf ?? [];
const partOf = (kind: string) => parts.find(({ properties }) => properties?.kind?.const === kind);

describe("the JSON Schema of exercise.yaml", () => {
  it("is the one that is checked in; `npm run nablab -- schema docs/authoring/exercise.schema.json` writes it", () => {
    const root = join(import.meta.dirname, "..", "..", "..");
    expect(readFileSync(join(root, SCHEMA_PATH), "utf8")).toBe(exerciseJsonSchema());
  });

  it("has every part kind and every kind of check, each with what an editor shows", () => {
    const kinds = parts.map(({ properties }) => properties?.kind?.const);
    expect(kinds.sort()).toEqual(["choice", "code", "derivation", "text", "worksheet"]);
    for (const { properties } of parts) expect(properties?.kind?.description).toBeDefined();
    const checks = partOf("code")?.properties?.checks?.items?.anyOf ?? [];
    const named = ["outputs", "gradcheck", "consistent", "trains", "steps", "property"];
    for (const kind of named)
      expect(checks.find(({ properties }) => properties?.[kind])?.properties?.[kind]?.description, kind).toMatch(/\.$/);
  });

  it("asks for what has no default, and names the default of what has one", () => {
    expect(schema.required).toEqual(["slug", "title", "summary", "lesson", "parts"]);
    expect(partOf("code")?.properties?.starter?.default).toBe("starter.ts");
    expect(partOf("code")?.required).not.toContain("starter");
  });

  it("explains what an author would have to look up: feedback, hints, prerequisites, diagnosis", () => {
    const code = partOf("code");
    const diagnosis = code?.properties?.mistakes?.items?.properties?.diagnosis;
    const explained = [
      code?.properties?.feedback,
      code?.properties?.hints?.items?.properties?.cost,
      schema.properties?.prerequisites,
      diagnosis?.properties?.says,
      diagnosis?.properties?.lesson,
      code?.properties?.cases?.properties?.sizes,
    ];
    for (const one of explained) expect(one?.description).toMatch(/\w{3}.*\.$/);
  });

  it("may be named in the first line of a file, which is a comment to everyone else", () => {
    expect(SCHEMA_LINE).toBe("# yaml-language-server: $schema=../../docs/authoring/exercise.schema.json");
    const yaml = [
      SCHEMA_LINE,
      "slug: a",
      "title: One",
      "summary: One sentence here.",
      "lesson: walking-downhill",
      "parts: [{ id: words, title: In words, kind: text, question: Why, points: 1, rubric: [{ id: one, text: One, points: 1 }] }]",
    ].join("\n");
    const read = exerciseFromFiles(
      new Map([
        ["exercise.yaml", yaml],
        ["statement.md", "Why."],
      ]),
    );
    expect(read.ok ? [] : read.error).toEqual([]);
  });
});
