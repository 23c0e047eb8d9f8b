import fs from "node:fs";
import { browserSteps, serverSteps } from "./bundles.mjs";
import { engineHashStep, grammarStep, kernelStep, prismaStep } from "./generate.mjs";
import { installStep } from "./install.mjs";
import { at } from "./paths.mjs";
import { Explained, explanation, runNode } from "./run.mjs";
import { isFresh, unlessStamped } from "./stamps.mjs";

/** In the order in which they need one another. */
const steps = [installStep, prismaStep, kernelStep, grammarStep, engineHashStep, ...serverSteps, ...browserSteps];

/**
 * Brings the steps up to date.
 * @param only names of steps; all of them by default
 * @param say called with the title of each step that has work to do
 * @returns the names of the steps that did work
 */
export async function setup({ only, say = () => {} } = {}) {
  const unknown = only?.filter((name) => !steps.some((step) => step.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Explained(`There is no step named ${unknown.join(", ")}. Steps: ${steps.map((s) => s.name).join(", ")}.`);
  }
  const done = [];
  for (const step of steps) {
    if (only && !only.includes(step.name)) continue;
    const missing = (step.needs ?? []).filter((file) => !fs.existsSync(at(file)));
    if (missing.length > 0) throw new Explained(`${step.title} needs ${missing.join(" and ")}, which is not there.`);
    const run = async () => {
      say(step.title);
      await step.run();
    };
    if (await unlessStamped({ ...step, run })) done.push(step.name);
  }
  return done;
}

/**
 * Brings everything up to date in a process of its own, where there is anything to do: compilers keep a process busy,
 * and whoever shows a waiting page must answer meanwhile.
 */
export async function setupApart({ say }) {
  if (steps.every(isFresh)) return;
  const onLine = (line) => line.endsWith(" …") && say(line.slice(0, -2));
  await runNode(at("scripts", "setup.mjs"), [], { onLine, title: "The setup" });
}

/** Prints the explanation and ends the process with 1. */
export function explainAndExit(error) {
  console.error(explanation(error));
  process.exit(1);
}
