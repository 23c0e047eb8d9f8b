import path from "node:path";
import { loadExercises } from "#lib/grading/exercise/node.ts";
import {
  closeDatabase,
  database,
  databaseNow,
  deleteEndedWindows,
  inTransaction,
  projectRoot,
} from "#lib/platform/db/index.ts";
import { demoCourse } from "./seed/demo-course.ts";
import { demoPeople } from "./seed/demo-people.ts";
import { importExercises } from "./seed/import-exercises.ts";

// Runs as the owner of the database, at every start: whatever is there already stays.
if (process.env.DATABASE_OWNER_URL) process.env.DATABASE_URL = process.env.DATABASE_OWNER_URL;

const root = path.join(projectRoot(), "exercises");
const folders = await loadExercises(root);
const course = await inTransaction(async (tx) => {
  const exercises = await importExercises(tx, root, folders, console.log);
  const made = await demoCourse(tx, exercises, await databaseNow(tx));
  await demoPeople(tx, made.id);
  return made;
});
await deleteEndedWindows(database());
console.log(`${course.title}: join code ${course.joinCode}`);
await closeDatabase();
