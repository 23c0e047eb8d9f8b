import { writeSync } from "node:fs";
import { closeDatabase } from "#lib/platform/db/index.ts";
import { submitAttempt } from "./answer/submit-attempt.ts";
import { closeRunner } from "./shared/grading.ts";

// Hands answers in as the web server does, in a process of its own that tests may kill at any moment. A line on standard output
// is what the page of a student would show: only what was printed counts as acknowledged.
type Orders = {
  readonly userId: string;
  readonly course: string;
  readonly exercise: string;
  readonly answer: Parameters<typeof submitAttempt>[1]["answer"];
  readonly tokens: readonly string[];
  /** All at once, or one after the other as students do. */
  readonly atOnce: boolean;
};

const orders = JSON.parse(process.env.SUBMITTER_ORDERS ?? "") as Orders;
const { userId, course, exercise, answer } = orders;
const actor = { userId, name: userId, email: `${userId}@example.org` };

async function handIn(clientToken: string): Promise<void> {
  const taken = await submitAttempt(actor, { course, exercise, answer, clientToken });
  const told = taken.ok ? { clientToken, ...taken.value } : { clientToken, refused: taken.error.code };
  writeSync(1, `${JSON.stringify(told)}\n`);
}

if (orders.atOnce) await Promise.all(orders.tokens.map(handIn));
else for (const token of orders.tokens) await handIn(token);
await closeRunner();
await closeDatabase();
