import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadExercises } from "./node.ts";
import { fileOf, publicExercise } from "./public.ts";
import type { Exercise } from "./spec.ts";

const loaded = await loadExercises(join(import.meta.dirname, "..", "..", "..", "exercises"));

describe("what may reach a browser", () => {
  it("covers every exercise of the folder", () => {
    expect(loaded.length).toBeGreaterThanOrEqual(6);
    for (const { slug, loaded: one } of loaded) expect(one.ok, `${slug}: ${JSON.stringify(one)}`).toBe(true);
  });

  for (const { slug, loaded: one } of loaded) {
    if (!one.ok) continue;
    it(`holds no solution, key, rubric, hint or diagnosis of ${slug}`, () => {
      const shown = JSON.stringify(publicExercise(one.value));
      for (const secret of secretsOf(one.value)) expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
    });
  }

  it("is told apart by this test when a secret is planted in it", () => {
    const [first] = loaded;
    if (!first?.loaded.ok) throw new Error("there is no exercise");
    const secrets = secretsOf(first.loaded.value);
    const leaking = JSON.stringify({ ...publicExercise(first.loaded.value), leak: secrets[0] });
    expect(secrets.some((secret) => leaking.includes(JSON.stringify(secret).slice(1, -1)))).toBe(true);
  });
});

function secretsOf(exercise: Exercise): string[] {
  return exercise.spec.parts.flatMap((part) => {
    const hints = part.hints.map(({ text }) => text);
    if (part.kind === "code") {
      const starter = fileOf(exercise, part.starter);
      const files = [part.solution, ...part.mistakes.map(({ file }) => file), ...part.alternatives].map((file) =>
        fileOf(exercise, file),
      );
      return [
        ...hints,
        ...files.filter((text) => text !== starter),
        ...part.mistakes.flatMap(({ diagnosis }) => diagnosis?.says ?? []),
      ];
    }
    if (part.kind === "worksheet")
      return [
        ...hints,
        '"derivative"',
        fileOf(exercise, part.fields),
        ...part.mistakes.map(({ file }) => fileOf(exercise, file)),
      ];
    if (part.kind === "derivation")
      return [...hints, ...part.mistakes.map(({ diagnosis }) => diagnosis.says), `"answer"`];
    if (part.kind === "choice") return [...hints, ...part.options.map(({ feedback }) => feedback), `"correct"`];
    return [...hints, ...part.rubric.map(({ text }) => text)];
  });
}
