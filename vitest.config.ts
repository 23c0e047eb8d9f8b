import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "app/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "exercises/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
