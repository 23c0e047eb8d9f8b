import { Unusable } from "./unusable.ts";

/** Makes a person with an account the instructor of a course. The only command that needs the database. */
export async function makeInstructor(email: string, { course }: { course?: string }): Promise<void> {
  if (!process.env.DATABASE_URL)
    throw new Unusable("No database is named. Start Nablab with npm start in this folder, or set DATABASE_URL.");
  const { makeInstructor: make } = await services();
  const made = await make(email, course);
  if (made.ok) console.log(`${made.value.name} is an instructor of ${made.value.course}.`);
  else console.error(made.error.message);
  // The database's idle connections would keep the process for ten seconds more.
  process.exit(made.ok ? 0 : 2);
}

/** Loaded when asked for, so that grading knows no database. */
async function services() {
  return import("#lib/platform/services/index.ts");
}
