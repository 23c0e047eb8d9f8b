import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { course, errorsOf, type Role, sessionOf } from "./product.ts";

const exercises = ["manual-backprop", "tanh-swap", "l2-regularisation", "sgd", "sin-regression", "two-hidden-layers"];
const home = `/courses/${course}`;

const pages: readonly (readonly [Role | "visitor", readonly string[]])[] = [
  ["visitor", ["/", "/sign-in", "/sign-up", "/lessons"]],
  ["student", [home, `${home}/notices`, ...exercises.map((slug) => `${home}/exercises/${slug}`)]],
  ["assistant", [`${home}/review`]],
  ["instructor", [`${home}/manage`, `${home}/manage/tanh-swap`, `${home}/results`]],
];

for (const [role, addresses] of pages) {
  for (const address of addresses) {
    test(`${role} at ${address}: neither axe nor the console has anything to say, in light and dark`, async ({
      browser,
    }) => {
      const storageState = role === "visitor" ? undefined : await sessionOf(browser, role);
      for (const colorScheme of ["light", "dark"] as const) {
        const context = await browser.newContext({ ...(storageState ? { storageState } : {}), colorScheme });
        const page = await context.newPage();
        const errors = errorsOf(page);
        const answer = await page.goto(address, { waitUntil: "load" });
        expect(answer?.status()).toBe(200);
        await page.waitForLoadState("networkidle", { timeout: 5000 }).catch(() => {});
        const { violations } = await new AxeBuilder({ page }).analyze();
        const seen = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
        );
        expect({ colorScheme, seen, errors }).toEqual({ colorScheme, seen: [], errors: [] });
        await context.close();
      }
    });
  }
}
