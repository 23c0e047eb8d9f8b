import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No violation that axe can see. What KaTeX draws is hidden from readers, who have its MathML. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectClean(page, axe(page).disableRules(["empty-table-header"]));
  await expectHeadersNamed(page);
}

/** What a theme can change. */
export const expectContrast = (page: Page): Promise<void> => expectClean(page, axe(page).withRules(["color-contrast"]));

/** What a width can change. */
export const expectReachable = (page: Page): Promise<void> =>
  expectClean(page, axe(page).withRules(["color-contrast", "scrollable-region-focusable", "target-size"]));

const axe = (page: Page) =>
  new AxeBuilder({ page })
    .exclude(".katex-html")
    .options({ resultTypes: ["violations"] })
    .setLegacyMode();

/** In place of axe's own rule, which does not read MathML and takes a header that is a formula for empty. */
async function expectHeadersNamed(page: Page): Promise<void> {
  const nameless = await page
    .locator("th")
    .evaluateAll((headers) =>
      headers
        .filter((one) => !(one.getAttribute("aria-label") ?? one.textContent ?? "").trim())
        .map((one) => (one.closest("table") ?? one).outerHTML.slice(0, 160)),
    );
  expect.soft(nameless, `table headers without a name on ${new URL(page.url()).pathname}`).toEqual([]);
}

async function expectClean(page: Page, builder: AxeBuilder): Promise<void> {
  let { violations } = await builder.analyze();
  if (violations.length > 0) {
    // What is wide can be reached with the keyboard once the page's own code has seen it.
    await page.waitForTimeout(1500);
    ({ violations } = await builder.analyze());
  }
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split("\n").slice(1, 3).join(";")}`),
  );
  expect.soft(told, `what axe sees on ${new URL(page.url()).pathname}`).toEqual([]);
}

/** The page itself does not scroll sideways; what is wider has a scroller of its own. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const clipped = (one: Element): boolean => {
      const around = one.parentElement;
      if (!around || around === document.body) return false;
      return getComputedStyle(around).overflowX !== "visible" || clipped(around);
    };
    const beyond = [...document.querySelectorAll("body *")].filter((one) => {
      const { right, width } = one.getBoundingClientRect();
      return width > 0 && right > clientWidth + 1 && !clipped(one);
    });
    return [`${scrollWidth} > ${clientWidth}`, ...beyond.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
  });
  expect.soft(tooWide, `what is too wide on ${new URL(page.url()).pathname}`).toEqual([]);
}
