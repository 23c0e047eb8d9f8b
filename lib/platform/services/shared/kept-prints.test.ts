import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { alone } from "#lib/platform/queue/index.ts";
import { inTheRoleOf, startTestCourses, type TestCourses } from "../testing.ts";
import { engineHash } from "./grading.ts";
import { keptPrints } from "./kept-prints.ts";

let courses: TestCourses;
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

beforeAll(async () => {
  courses = await startTestCourses();
});
afterAll(() => courses?.stop());

const of = () => ({ exercise: courses.exercises[0]?.hash ?? "", part: "implement", file: "solution.ts" });
const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);

describe("What slips compute, kept with the exercise version", () => {
  it("is written by a worker, once, and read by a worker and by the web server", async () => {
    await inTheRoleOf(courses.postgres.worker, async () => {
      const store = keptPrints(engineHash, true);
      expect(await store.read(of())).toBeNull();
      await store.write(of(), bytes);
      await store.write(of(), Uint8Array.of(1));
      expect([...((await store.read(of())) ?? [])]).toEqual([...bytes]);
    });
    await inTheRoleOf(courses.postgres.web, async () => {
      const store = keptPrints(engineHash, false);
      expect((await store.read(of()))?.length).toBe(bytes.length);
      await store.write({ ...of(), file: "alternatives/loops.ts" }, bytes);
      expect(await store.read({ ...of(), file: "alternatives/loops.ts" })).toBeNull();
      // What the flag promises, the role enforces.
      await expect(keptPrints(engineHash, true).write({ ...of(), file: "x.ts" }, bytes)).rejects.toThrow(/permission/);
    });
  });

  it("is another engine's business no more", async () => {
    await inTheRoleOf(courses.postgres.worker, async () => {
      expect(await keptPrints("another-engine", true).read(of())).toBeNull();
    });
  });

  it("is prepared by one process at a time, and by the next when that one is gone", async () => {
    const url = courses.postgres.worker;
    const done: string[] = [];
    await alone(url, "preparing", async () => {
      await alone(url, "preparing", async () => void done.push("two at once"));
      await alone(url, "something else", async () => void done.push("other work"));
      const ending = new pg.Client({ connectionString: url });
      await ending.connect();
      await ending.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'nablab-alone'",
      );
      await ending.end();
      await vi.waitFor(() =>
        alone(url, "preparing", async () => void done.push("after its end")).then(() => expect(done).toHaveLength(2)),
      );
    });
    expect(done).toEqual(["other work", "after its end"]);
  });
});
