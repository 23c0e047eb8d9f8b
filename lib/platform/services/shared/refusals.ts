import type { Answer } from "#lib/core/answer.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { precheck } from "#lib/grading/grader/index.ts";
import type { RefusedPart } from "../views.ts";
import { runner } from "./grading.ts";

/** What of an answer cannot be read, before any hidden check has run. Empty where all can. */
export async function refusals(exercise: Exercise, given: Answer): Promise<readonly RefusedPart[]> {
  const misfits = misfitsOf(exercise, given);
  if (misfits.length > 0) return misfits;
  const checked = await precheck(exercise, given, runner());
  if (checked.ok) return [];
  return checked.error.map(({ partId, field, message, at }) => ({
    partId,
    place: field,
    message,
    line: at?.line ?? null,
    column: at?.column ?? null,
  }));
}

/** Parts that are not of this exercise, as no page of ours sends them unless it is older than the exercise; and no parts at all. */
function misfitsOf({ spec }: Exercise, given: Answer): readonly RefusedPart[] {
  const nowhere = { place: null, line: null, column: null };
  const named = Object.entries(given);
  const [first] = spec.parts;
  if (named.length === 0 && first)
    return [{ ...nowhere, partId: first.id, message: "No part came in. Load the page again, then submit." }];
  return named.flatMap(([partId, { kind }]) => {
    const part = spec.parts.find(({ id }) => id === partId);
    if (part?.kind === kind) return [];
    const message = part
      ? `${part.title} asks for ${KINDS[part.kind]}, and ${KINDS[kind]} came in. Load the page again, then submit.`
      : `This exercise has no part “${partId}”. Load the page again, then submit.`;
    return [{ ...nowhere, partId, message }];
  });
}

const KINDS: { readonly [kind in Answer[string]["kind"]]: string } = {
  code: "code",
  worksheet: "numbers in fields",
  derivation: "formulas",
  choice: "a choice",
  text: "prose",
};

export function refusalWords(reasons: readonly RefusedPart[]): string {
  const places = reasons.length === 1 ? "One place" : `${reasons.length} places`;
  return `${places} cannot be read yet. Nothing was recorded and no attempt was used.`;
}
