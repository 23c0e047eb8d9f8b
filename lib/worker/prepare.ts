import os from "node:os";
import { closeDatabase } from "#lib/platform/db/index.ts";
import { closeRunner, prepareDiagnoses, startRunner } from "#lib/platform/services/worker.ts";

// Takes what no one else wants of the processors; threads that are started from here on do the same.
os.setPriority(os.constants.priority.PRIORITY_LOW);
process.env.DATABASE_POOL ??= "1";

// It goes with the worker that started it; what is kept until then is kept.
process.on("disconnect", () => process.exit(0));
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));

startRunner({ keepsPrints: true });
try {
  await prepareDiagnoses();
} catch (error) {
  console.log(`${new Date().toISOString()} Diagnoses were not prepared: ${error}`);
}
await closeRunner();
await closeDatabase();
process.exit(0);
