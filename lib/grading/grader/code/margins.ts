import type { Runner } from "#lib/core/runner.ts";
import type { Check, CodePart, Exercise } from "../../exercise/index.ts";
import { codeContext } from "./part.ts";
import { reaches, trainOnce } from "./trains.ts";

/** On how many of so many seeds an author's source reaches the threshold of a training check. For `verify`. */
export async function trainedSeeds(
  exercise: Exercise,
  part: CodePart,
  { trains }: Extract<Check, { trains: unknown }>,
  source: string,
  runner: Runner,
  seeds: number,
): Promise<number> {
  const context = codeContext({ exercise, part, runner, seed: "margins" }, source);
  let reached = 0;
  for (let k = 0; k < seeds; k++) {
    const { metric } = await trainOnce(context, trains, `margins:${k}`);
    if (reaches(trains, metric)) reached++;
  }
  return reached;
}
