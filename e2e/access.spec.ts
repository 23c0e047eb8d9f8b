import fs from "node:fs";
import { type Browser, expect, test } from "@playwright/test";
import { course } from "./support/people.ts";
import { type Cast, plantCast } from "./support/second-course.ts";

const members = ["student", "assistant", "instructor"] as const;
const strangers = members.map((role) => `${role} elsewhere`);
const everyone = ["no one", ...members, ...strangers];
const staff = ["assistant", "instructor"];
const instructor = ["instructor"];

/** `lets`: who gets the page. `unsigned`: what no one gets where no one is let in; a page leads to sign-in, data is not there. */
type Row = {
  readonly at: readonly string[];
  readonly lets: readonly string[];
  readonly unsigned?: "404";
  /** What is sent to an address that takes something; nothing is recorded of this. */
  readonly sends?: unknown;
};

const home = `/courses/${course}`;
const inCourse = "app/(course)/courses/[course]";

/** One row per route file, with addresses of it. A route file without a row fails the first test. */
const rows = (submissionId: string): { readonly [file: string]: Row } => ({
  "app/api/health/route.ts": { at: ["/api/health"], lets: everyone },
  // An answer that cannot be read: those it lets in hear why.
  "app/api/submissions/route.ts": {
    at: ["/api/submissions"],
    lets: members,
    unsigned: "404",
    sends: {
      course,
      exercise: "sgd",
      answer: { implement: { kind: "code", source: "(" } },
      clientToken: "00000000-access",
    },
  },
  "app/api/submissions/[id]/events/route.ts": {
    at: [`/api/submissions/${submissionId}/events`],
    lets: members,
    unsigned: "404",
  },
  // Who is in one course only is led there.
  "app/page.tsx": { at: ["/"], lets: everyone },
  "app/lessons/page.tsx": { at: ["/lessons"], lets: everyone },
  "app/lessons/[slug]/page.tsx": { at: ["/lessons/walking-downhill"], lets: everyone },
  "app/sign-in/page.tsx": { at: ["/sign-in"], lets: everyone },
  "app/sign-up/page.tsx": { at: ["/sign-up"], lets: everyone },
  "app/submissions/[submission]/page.tsx": { at: [`/submissions/${submissionId}`], lets: members },
  [`${inCourse}/page.tsx`]: { at: [home], lets: members },
  [`${inCourse}/notices/page.tsx`]: { at: [`${home}/notices`], lets: members },
  [`${inCourse}/exercises/[exercise]/page.tsx`]: { at: [`${home}/exercises/sgd`], lets: members },
  // Before the deadline it is there for staff only.
  [`${inCourse}/exercises/[exercise]/solution/page.tsx`]: { at: [`${home}/exercises/sgd/solution`], lets: staff },
  [`${inCourse}/review/page.tsx`]: { at: [`${home}/review`], lets: staff },
  [`${inCourse}/review/[submission]/page.tsx`]: { at: [`${home}/review/${submissionId}`], lets: staff },
  [`${inCourse}/manage/page.tsx`]: { at: [`${home}/manage`], lets: instructor },
  [`${inCourse}/manage/[exercise]/page.tsx`]: { at: [`${home}/manage/sgd`], lets: instructor },
  [`${inCourse}/assessments/page.tsx`]: { at: [`${home}/assessments`], lets: instructor },
  [`${inCourse}/people/page.tsx`]: { at: [`${home}/people`], lets: instructor },
  [`${inCourse}/settings/page.tsx`]: { at: [`${home}/settings`], lets: instructor },
  [`${inCourse}/results/page.tsx`]: { at: [`${home}/results`], lets: instructor },
  [`${inCourse}/results.csv/route.ts`]: { at: [`${home}/results.csv`], lets: instructor, unsigned: "404" },
});

/** A preview is of the same file as the exercise's page, and for instructors. */
const previews: Row = { at: [`${home}/exercises/sgd?preview=1`], lets: instructor };

let cast: Cast;
const cookies = new Map<string, string>();

async function cookieOf(browser: Browser, baseURL: string | undefined, email: string): Promise<string> {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(cast.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  const jar = await context.cookies();
  await context.close();
  return jar.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** The status, with where a redirect leads, and the text unless it is a stream without an end. */
async function answer(
  url: string,
  who: string,
  sends?: unknown,
): Promise<{ readonly seen: string; readonly text: string }> {
  const leave = new AbortController();
  const headers = { cookie: cookies.get(who) ?? "", "content-type": "application/json" };
  const sent = sends === undefined ? {} : { method: "POST", body: JSON.stringify(sends) };
  const response = await fetch(url, { ...sent, headers, redirect: "manual", signal: leave.signal });
  const endless = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = endless ? "" : await response.text();
  leave.abort();
  const to = response.headers.get("location") ?? "";
  if (response.status < 300 || response.status >= 400) return { seen: String(response.status), text };
  return { seen: new URL(to, url).pathname === "/sign-in" ? "sign-in" : `to ${new URL(to, url).pathname}`, text };
}

function expected(who: string, { lets, at, unsigned }: Row): RegExp {
  if (lets.includes(who)) return at[0] === "/" && who !== "no one" ? /^to \/courses\/[\w-]+$/ : /^200$/;
  return who === "no one" && unsigned === undefined ? /^sign-in$/ : /^404$/;
}

/** Every file of TypeScript in a folder, as it would be imported. */
const filesOf = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`);

test("every route file has a row here", () => {
  const files = filesOf("app").filter((file) => /\/(page\.tsx|route\.ts)$/.test(file));
  expect(files.sort()).toEqual(Object.keys(rows("")).sort());
});

test.describe("every address", () => {
  test.beforeAll(async ({ browser, baseURL }) => {
    cast = await plantCast();
    for (const [who, email] of Object.entries(cast.people)) cookies.set(who, await cookieOf(browser, baseURL, email));
  });

  for (const who of everyone)
    test(`${who} gets at every address the page, the way to sign-in or nothing, and never more`, async ({
      baseURL,
    }) => {
      for (const row of [...Object.values(rows(cast.submissionId)), previews])
        for (const address of row.at) {
          const { seen, text } = await answer(`${baseURL}${address}`, who, row.sends);
          expect(seen, `${who} at ${address}`).toMatch(expected(who, row));
          // The app bar tells the student their own name.
          if (!row.lets.includes(who) && who !== "student")
            expect(text, `${who} at ${address}`).not.toContain(cast.name);
        }
    });
});

test("an answer is taken from a page of ours and from no other", async ({ baseURL }) => {
  const address = `${baseURL}/api/submissions`;
  const from = (headers: { [name: string]: string }, body = "{}") => fetch(address, { method: "POST", headers, body });
  const json = { "content-type": "application/json" };
  const statuses = await Promise.all([
    from({ ...json, origin: "https://elsewhere.example" }),
    from({ ...json, origin: "null" }),
    from({ ...json, "sec-fetch-site": "cross-site" }),
    from({ ...json, "sec-fetch-site": "same-site" }),
    from({ "content-type": "text/plain" }),
    from({ "content-type": "application/x-www-form-urlencoded" }),
    from(json, "{"),
    from(json, JSON.stringify("x".repeat(1_100_000))),
    from({ ...json, origin: baseURL ?? "", "sec-fetch-site": "same-origin" }),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 400, 413, 404]);
});

test("a body that is longer than any answer gets 413, from an action too", async ({ baseURL }) => {
  const action = { "content-type": "text/plain", "next-action": "0".repeat(42) };
  const sent = await fetch(`${baseURL}/sign-in`, { method: "POST", headers: action, body: "x".repeat(1_100_000) });
  expect(sent.status).toBe(413);
});

test("a body that no page of ours sends gets a refusal and no fault", async ({ baseURL }) => {
  const action = {
    "content-type": "text/plain;charset=UTF-8",
    "next-action": "60fa5a0a75f8c7ae8a17dd85a8479eca9d1fe53d1e",
  };
  const form = { "content-type": "multipart/form-data; boundary=b" };
  const send = (headers: { [name: string]: string }, body: string) =>
    fetch(`${baseURL}/sign-in`, { method: "POST", headers, body });
  const answers = await Promise.all([
    send(action, "junk"),
    send(action, '["$F1"]'),
    send(action, "null"),
    send(form, "junk"),
    send({ ...action, ...form }, "junk"),
    send({ ...action, origin: "https://elsewhere.example" }, "[]"),
    send({ ...action, "sec-fetch-site": "cross-site" }, "[]"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 403, 403]);
  for (const answer of answers) expect(await answer.text()).toBe("");
});

test("an address that cannot be read gets 400", async ({ baseURL }) => {
  for (const address of ["/lessons/%E0%A4%A", "/%", "/courses/%zz/review"])
    expect((await fetch(`${baseURL}${address}`)).status, address).toBe(400);
});

test("every server action asks a service, with the actor of the request", () => {
  const asked: string[] = [];
  for (const file of filesOf("app")) {
    const source = fs.readFileSync(file, "utf8");
    if (!/^\s*["']use server["']/m.test(source)) continue;
    expect(file).toMatch(/actions\.ts$/);
    const [, imported = ""] = /import \{([^}]*)\} from "#lib\/platform\/services\/index\.ts"/.exec(source) ?? [];
    const services = imported.split(",").map((name) => name.trim());
    const [, ...actions] = source.split(/^export (?:async function|const) /m);
    for (const action of actions) {
      const name = /^\w+/.exec(action)?.[0] ?? "";
      if (name === "" || !/^\w+\s*[(=]/.test(action)) continue;
      // Sign-in, sign-up and sign-out are asked with the request itself: there is no actor yet, or no more.
      const calls = [
        ...action.matchAll(/\b(\w+)\((?:await selectActor\(\)|actor\b|\{ headers: await headers\(\) \})/g),
      ];
      const first = calls.find(([, called = ""]) => services.includes(called));
      expect(first?.[1], `${file}: ${name} asks a service with the actor`).toBeDefined();
      if (/\bactor\b/.test(first?.[0] ?? "")) expect(action).toContain("const actor = await selectActor();");
      asked.push(name);
    }
  }
  expect(asked.length).toBeGreaterThanOrEqual(12);
});
