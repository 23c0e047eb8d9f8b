import { type Check, fileOf } from "../../exercise/index.ts";
import type { AlikeOnManyCases } from "./many-cases.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import type { AnswerPlace } from "./told.ts";

/**
 * The known mistakes that an answer shows on many cases, for a check that does not hold though its function is right on the probes, as
 * where what it asks for is met by few numbers only. None where the answer is right on those, too, or hardly gives a result.
 */
export async function unseenMistakes<Mistake extends { readonly id: string }>(
  { exercise, part }: AnswerPlace,
  isAlike: AlikeOnManyCases,
  check: Check,
  mistakes: readonly Mistake[],
): Promise<readonly Mistake[]> {
  const [fn, ...others] = functionsOf(check);
  if (fn === undefined || others.length > 0) return [];
  const asked = fieldsOf(check);
  if ((await isAlike(fn, asked, fileOf(exercise, part.solution))) !== false) return [];
  const found: Mistake[] = [];
  for (const one of mistakes) {
    const file = part.mistakes.find(({ id }) => id === one.id)?.file;
    if (file !== undefined && (await isAlike(fn, asked, fileOf(exercise, file)))) found.push(one);
  }
  return found;
}
