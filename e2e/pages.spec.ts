import fs from "node:fs";
import type { Page } from "@playwright/test";
import { editor, replaceCode, submit } from "./support/editor.ts";
import { fileOf } from "./support/files.ts";
import { expectAccessible, expectContrast, expectNoSidewaysScroll, expectReachable } from "./support/page-checks.ts";
import { courseHome, type DemoRole, exercisePath } from "./support/people.ts";
import { expect, test, type Who } from "./support/test.ts";

const exercises = ["manual-backprop", "tanh-swap", "l2-regularisation", "sgd", "sin-regression", "two-hidden-layers"];
const lessons = [
  "walking-downhill",
  "forward-loss-and-back",
  "squashing-functions",
  "network-from-scratch",
  "curves-and-boundaries",
  "vanish-and-burst",
  "one-idea-four-models",
  "phases-of-matter",
  "your-own-network",
];

const desk = { viewport: { width: 1440, height: 900 }, colorScheme: "light" } as const;
const phone = { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true, isMobile: true } as const;

const pages: readonly { readonly who: "visitor" | "reader" | DemoRole; readonly paths: readonly string[] }[] = [
  { who: "visitor", paths: ["/", "/sign-in", "/sign-up", "/lessons"] },
  { who: "reader", paths: lessons.map((slug) => `/lessons/${slug}`) },
  { who: "student", paths: [courseHome, `${courseHome}/notices`, ...exercises.map(exercisePath)] },
  { who: "assistant", paths: [`${courseHome}/review`] },
  {
    who: "instructor",
    paths: [
      `${courseHome}/manage`,
      `${courseHome}/manage/tanh-swap`,
      `${courseHome}/results`,
      `${courseHome}/assessments`,
      `${courseHome}/people`,
      `${courseHome}/settings`,
      `${exercisePath("two-hidden-layers")}/solution`,
    ],
  },
];

/** Its fonts are there, and so is the editor where the first part is code; on a phone that has a tab of its own. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  if ((page.viewportSize()?.width ?? 0) < 1000) return;
  const slug = /\/exercises\/([a-z0-9-]+)$/.exec(new URL(page.url()).pathname)?.[1];
  if (slug && /kind: (\w+)/.exec(fileOf(slug, "exercise.yaml"))?.[1] === "code") await editor(page);
}

async function open(page: Page, path: string): Promise<void> {
  const answered = await page.goto(path);
  expect(answered?.status(), path).toBe(200);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  await settled(page);
  await expectNoSidewaysScroll(page);
}

/** Dark differs from light in its colours alone. */
async function holdsAtTheDesk(page: Page, path: string): Promise<void> {
  await open(page, path);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectContrast(page);
  await page.emulateMedia({ colorScheme: "light" });
}

/** The same page in another width. */
async function holdsOnAPhone(page: Page, path: string): Promise<void> {
  await open(page, path);
  await expectReachable(page);
}

for (const { who, paths } of pages) {
  const as: Who = who === "reader" ? "visitor" : who;
  test(`The pages of a ${who} can be read by everyone, in light and dark`, async ({ visit }) => {
    const page = await visit(as, desk);
    for (const path of paths) await test.step(path, () => holdsAtTheDesk(page, path));
  });
  test(`The pages of a ${who} can be read by everyone, on a phone`, async ({ visit }) => {
    const page = await visit(as, phone);
    for (const path of paths) await test.step(path, () => holdsOnAPhone(page, path));
  });
}

test("A report and its review can be read by everyone, at the desk and on a phone", async ({ visit }) => {
  const student = await visit({ newcomer: "Ewa Lis" }, desk);
  await student.goto(exercisePath("tanh-swap"));
  await replaceCode(student, fileOf("tanh-swap", "mistakes/sigmoid-slope.ts"));
  await submit(student);
  await student.getByRole("link", { name: "Report" }).click();
  await expect(student.getByRole("heading", { level: 1 })).toContainText("of 12");
  const submission = new URL(student.url()).pathname.split("/").at(-1);
  const report = `/submissions/${submission}`;
  const review = `${courseHome}/review/${submission}`;
  await holdsAtTheDesk(student, report);
  await holdsAtTheDesk(await visit("assistant", desk), review);
  await holdsOnAPhone(await visit({ newcomer: "Ewa Lis" }, phone), report);
  await holdsOnAPhone(await visit("assistant", phone), review);
});

test("A reader with 320 pixels still scrolls only downwards", async ({ visit }) => {
  const page = await visit("student", { viewport: { width: 320, height: 640 } });
  for (const path of ["/lessons/forward-loss-and-back", courseHome, exercisePath("manual-backprop")]) {
    await page.goto(path);
    await settled(page);
    await expectNoSidewaysScroll(page);
  }
});

test("Every page in the bar of a course is there for whoever finds it in the bar", async ({ visit }) => {
  for (const who of ["student", "assistant", "instructor"] as const) {
    const page = await visit(who, desk);
    await page.goto(courseHome);
    const links = await page
      .getByRole("navigation", { name: "Course" })
      .filter({ visible: true })
      .getByRole("link")
      .all();
    const paths = await Promise.all(links.map((link) => link.getAttribute("href")));
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect((await page.request.get(path ?? "")).status(), `${who} at ${path}`).toBe(200);
  }
});

test("The formulas of every statement fit their column at the desk, whichever part is chosen", async ({ visit }) => {
  const page = await visit("student", desk);
  for (const slug of fs.readdirSync("exercises").filter((name) => fs.existsSync(`exercises/${name}/statement.md`))) {
    await page.goto(exercisePath(slug));
    await page.evaluate(() => document.fonts.ready);
    const statement = page.getByRole("region", { name: "Statement" });
    const place = await statement.boundingBox();
    for (const tab of [null, ...(await page.getByRole("tab").all())]) {
      await tab?.click();
      const wide = await statement
        .locator(".katex-display")
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
      expect(wide, slug).toBe(0);
      expect((await statement.boundingBox())?.width, slug).toBe(place?.width);
    }
  }
});

test("Words in the figures of lessons have at least 12 pixels on a phone", async ({ visit }) => {
  const page = await visit("visitor", phone);
  for (const slug of ["walking-downhill", "forward-loss-and-back", "squashing-functions"]) {
    await page.goto(`/lessons/${slug}`);
    const words = page.locator("main svg text").filter({ visible: true });
    await expect(words.first()).toBeVisible();
    const least = async () => {
      const sizes = await words.evaluateAll((all) =>
        all.map(
          (one) => Number.parseFloat(getComputedStyle(one).fontSize) * ((one as SVGTextElement).getScreenCTM()?.a ?? 0),
        ),
      );
      return Math.min(...sizes);
    };
    // a figure that moves is drawn anew while it is looked at, and what was taken away has no size
    await expect.poll(least, { message: slug }).toBeGreaterThanOrEqual(11.9);
  }
});
