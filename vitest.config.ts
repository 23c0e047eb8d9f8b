import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** What keeps nothing outside of its own calls: its files are read in once for all tests, which saves a third of their time. */
const pure = ["lib/core", "lib/engine", "lib/grading/exercise", "lib/grading/grader", "lib/grading/slip", "app"];
/** These measure how long a product takes, or see it through its worst minute, and have the machine for themselves. */
const alone = ["scripts/start.test.ts", "scripts/kill.test.ts"];
const testsOf = (folder: string) => `${folder}/**/*.test.{ts,tsx}`;

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // On two cores the usual number is one, and the whole takes twice as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { extends: true, test: { name: "pure", include: pure.map(testsOf), isolate: false } },
      {
        extends: true,
        test: {
          name: "apart",
          include: ["lib", "scripts", "exercises"].map(testsOf),
          exclude: [...configDefaults.exclude, ...pure.map(testsOf), ...alone],
        },
      },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
