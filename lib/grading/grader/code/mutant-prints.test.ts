import { expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { CodePart } from "../../exercise/index.ts";
import type { Mutant } from "../../slip/index.ts";
import { lineFit, RIGHT } from "../line-fit.test-data.ts";
import { mutantPrints } from "./mutant-prints.ts";
import { fingerprint } from "./probes.ts";

const runner = createLocalRunner({ deadlineMs: 120_000 });
const exercise = lineFit();
const part = exercise.spec.parts[0] as CodePart;

/** Right, and so dear that four hundred runs of it are more than a grading has. */
const DEAR = `${RIGHT}
const wait = () => { let turns = 0; for (let i = 0; i < 4000; i++) turns += i % 3; return turns; };
`.replace("=> ({ A:", "=> wait() < 0 ? null : ({ A:");

it("tries fewer changes of a dear answer, evenly, and learns of each that it tries", { timeout: 120_000 }, async () => {
  const print = await fingerprint(runner, part, exercise.hash, DEAR, "guest");
  const changes = Array.from(
    { length: 400 },
    (_, i): Mutant => ({ id: "x", slip: null, line: 1, code: `${DEAR}// ${i}`, homes: ["forward"] }),
  );
  const prints = await mutantPrints(runner, part, exercise.hash, { source: DEAR, print }, changes, "guest");
  const seen = prints.flatMap(({ forward }, i) => (forward?.some((fields) => fields !== null) ? [i] : []));
  expect(seen.length).toBeGreaterThan(40);
  expect(seen.length).toBeLessThan(400);
  expect(seen.at(-1)).toBeGreaterThan(380);
});
