import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./support/page-checks.ts";
import { courseHome, exercisePath } from "./support/people.ts";
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

/** How the pages are seen: the width in CSS pixels, and the theme. */
const looks = [
  { name: "light", width: 1440, height: 900, colorScheme: "light", touch: false },
  { name: "dark", width: 1440, height: 900, colorScheme: "dark", touch: false },
  { name: "on a phone", width: 390, height: 844, colorScheme: "light", touch: true },
] as const;

const pages: readonly { readonly who: Who; readonly paths: readonly string[] }[] = [
  { who: "visitor", paths: ["/", "/sign-in", "/sign-up", "/lessons", ...lessons.map((slug) => `/lessons/${slug}`)] },
  { who: "student", paths: [courseHome, `${courseHome}/notices`, ...exercises.map(exercisePath)] },
  { who: "assistant", paths: [`${courseHome}/review`] },
  {
    who: "instructor",
    paths: [
      `${courseHome}/manage`,
      `${courseHome}/manage/tanh-swap`,
      `${courseHome}/results`,
      `${exercisePath("two-hidden-layers")}/solution`,
    ],
  },
];

async function holds(page: Page, path: string): Promise<void> {
  const answered = await page.goto(path);
  expect(answered?.status(), path).toBe(200);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => {});
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

for (const { name, width, height, colorScheme, touch } of looks) {
  const options = { viewport: { width, height }, colorScheme, hasTouch: touch, isMobile: touch } as const;
  // On a phone the pages that anyone may read; the others are held at the desk.
  for (const { who, paths } of touch ? pages.slice(0, 1) : pages) {
    test(`The pages of a ${who} can be read by everyone, ${name}`, async ({ visit }) => {
      const page = await visit(who, options);
      for (const path of paths) await test.step(path, () => holds(page, path));
    });
  }
}
