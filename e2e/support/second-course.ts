import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { z } from "zod";
import { hashPassword } from "#lib/platform/auth/password.ts";
import { course } from "./people.ts";

const runtimeFile = z.object({ owner: z.object({ DATABASE_URL: z.string() }) });
const roles = ["student", "assistant", "instructor"] as const;

/** People of every role in the demo course and in a course of its own, and a submission of the first student. */
export type Cast = {
  readonly people: { readonly [who: string]: string };
  readonly password: string;
  readonly submissionId: string;
  /** The student's name, which only the student and staff of the course may read. */
  readonly name: string;
};

/**
 * Plants them as the owner of the product's database, whose address the start wrote into the data folder. They stay there:
 * what was handed in cannot be deleted.
 */
export async function plantCast(): Promise<Cast> {
  const file = path.join(process.env.NABLAB_DATA ?? ".data", "runtime.json");
  const { owner } = runtimeFile.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  const client = new pg.Client({ connectionString: owner.DATABASE_URL });
  await client.connect();
  const run = randomUUID().slice(0, 8);
  const id = async (sql: string, values: readonly unknown[]): Promise<string> =>
    (await client.query<{ id: string }>(sql, [...values])).rows[0]?.id ?? "";
  const here = await id("SELECT id FROM course WHERE slug = $1", [course]);
  const elsewhere = await id(
    "INSERT INTO course (slug, title, join_code, time_zone) VALUES ($1, 'Elsewhere', $1, 'UTC') RETURNING id",
    [`elsewhere-${run}`],
  );
  const password = randomUUID();
  const name = `Planted Person ${run}`;
  const people: { [who: string]: string } = {};
  for (const [place, courseId] of [
    ["", here],
    [" elsewhere", elsewhere],
  ] as const)
    for (const role of roles) {
      const userId = `access-${run}-${role}${place.replace(" ", "-")}`;
      const email = `${userId}@example.org`;
      await client.query(`INSERT INTO "user" (id, name, email, email_verified) VALUES ($1, $2, $3, true)`, [
        userId,
        role === "student" && place === "" ? name : "Somebody else",
        email,
      ]);
      await client.query(
        "INSERT INTO account (id, user_id, account_id, provider_id, password) VALUES ($1, $1, $1, 'credential', $2)",
        [userId, await hashPassword(password)],
      );
      await client.query("INSERT INTO enrolment (course_id, user_id, role) VALUES ($1, $2, $3::role)", [
        courseId,
        userId,
        role,
      ]);
      people[`${role}${place}`] = email;
    }
  const student = `access-${run}-student`;
  const attemptId = await id(
    `INSERT INTO attempt (user_id, course_exercise_id, version_hash, number, variant_seed)
     SELECT $1, id, version_hash, 1, '4127' FROM course_exercise WHERE course_id = $2 AND slug = 'sgd' RETURNING id`,
    [student, here],
  );
  const submissionId = await id(
    `INSERT INTO submission (attempt_id, user_id, client_token, answer, receipt, engine)
     VALUES ($1, $2, $3, '{}', $3, 'none') RETURNING id`,
    [attemptId, student, run],
  );
  await client.end();
  return {
    people,
    password,
    submissionId,
    name,
  };
}
