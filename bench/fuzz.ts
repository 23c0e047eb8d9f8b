// A million random calls of the kernel, through the interpreter: `npm run bench -- fuzz`. CALLS and SEED choose others.
import { createInstance } from "#lib/grading/sandbox/boundary/index.ts";
import { fuzzOnce } from "#lib/grading/sandbox/boundary/testing.ts";

const CALLS = Number(process.env.CALLS ?? 1_000_000);
const SEED = Number(process.env.SEED ?? 1);
const PER_RUN = 10_000;

let instance = await createInstance();
const begun = performance.now();
let good = 0;
let replaced = 0;
for (let run = 0; run * PER_RUN < CALLS; run++) {
  if (!instance.restorePristine()) {
    instance = await createInstance();
    replaced++;
  }
  good += fuzzOnce(instance, SEED + run, PER_RUN, run % 4 === 0);
}
const seconds = (performance.now() - begun) / 1000;
console.log(
  `${CALLS} calls in ${seconds.toFixed(1)} s (${((1e6 * seconds) / CALLS).toFixed(1)} µs each): no trap, no leak; ${good} gave a result, the others an error in a sentence; memory was large enough to be replaced ${replaced} times`,
);
