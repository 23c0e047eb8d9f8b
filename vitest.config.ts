import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "app/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "exercises/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // On two cores the usual number is one, and the whole takes twice as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
