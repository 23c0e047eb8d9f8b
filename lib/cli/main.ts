import { Command } from "commander";
import { bench } from "./bench.ts";
import { mustHaveExercises } from "./content.ts";
import { grade } from "./grade.ts";
import { list } from "./list.ts";
import { makeInstructor } from "./make-instructor.ts";
import { KIND_OPTIONS, newExercise } from "./new.ts";
import { replay } from "./replay.ts";
import { schema } from "./schema.ts";
import { Unusable } from "./unusable.ts";
import { verify } from "./verify.ts";
import { watchExercises } from "./watch.ts";

// Whoever reads may have read enough, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const program = new Command("nablab").description("Exercises for backpropagation: list, grade, verify, replay.");

program.command("list").description("the exercises, with their parts and points").action(list);

program
  .command("grade")
  .argument("<slug>", "the exercise")
  .argument("<file>", "a .ts file for the code part, or a .json or .yaml answer with one entry per part")
  .option("--part <id>", "only this part")
  .option("--json", "the whole report as JSON, hidden inputs and expected values included")
  .option("--junit <file>", "write the report as JUnit XML, too: a test case per check")
  .option("--variant <seed>", "the numbers of this seed; without it those printed in the exercise")
  .option("--seed <seed>", "the seed of hidden cases; without it always the same")
  .description("grade an answer and print the report; needs neither database nor browser")
  .action(grade);

const forNew = program
  .command("new")
  .argument("[slug]", "the folder's name, as tanh-swap")
  .option("--kind <kinds...>", "the parts: worksheet, code, derivation, choice, text; one of each at most")
  .option("--title <title>", "the title")
  .option("--summary <sentence>", "one sentence for the list of exercises")
  .option("--lesson <lesson>", "the lesson it belongs to, or lesson#section; the first one where it is not said")
  .description("make the folder of an exercise that verifies as it is; asks for what is not said")
  .action(newExercise);
for (const { flag, of } of KIND_OPTIONS) forNew.option(flag, of);

program
  .command("watch")
  .argument("[slug]", "one exercise; all of them by default")
  .description("verify an exercise again whenever one of its files changes")
  .action(watchExercises);

program
  .command("verify")
  .argument("[slugs...]", "exercises; all of them by default")
  .option("--full", "prove and measure what is stale, training over 100 seeds included, and write proof.json")
  .option("--fresh", "only ask whether each proof.json is of these files and this engine")
  .option("--mutants", "only try slips and plain changes in solutions and sheets, and write no proof")
  .option("--margins", "only measure training, and write no proof")
  .description("prove that an exercise's grader tells right answers from known mistakes")
  .action(verify);

program
  .command("replay")
  .argument("<report>", "a stored report, as written by grade --json with its answer")
  .argument("<file>", "the answer that it graded")
  .description("grade again with the report's seeds and compare byte by byte")
  .action(replay);

program
  .command("bench")
  .argument("[figures...]", "kernel, sandbox, gradings, rss, fuzz, diagnosis, trace or pages; all of them by default")
  .description("measure the figures of bench/README.md; takes minutes")
  .action(bench);

program
  .command("schema")
  .argument("[file]", "where to write it; without it printed")
  .description("the JSON Schema of exercise.yaml, for completion in an editor")
  .action(schema);

program
  .command("make-instructor")
  .argument("<email>", "address of a person who has signed up")
  .option("--course <slug>", "the course; may be left out where there is only one")
  .description("make a person the instructor of a course; needs the database")
  .action(makeInstructor);

/** Commands that read exercises. A measurement finds its own. */
const READING = new Set(["list", "grade", "watch", "verify", "replay"]);
program.hook("preAction", async (_, command) => {
  if (READING.has(command.name())) await mustHaveExercises();
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
