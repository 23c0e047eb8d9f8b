import { courseHome, exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("With the keyboard alone a student gets into the editor, runs, leaves it again and finds every other control", async ({
  visit,
}) => {
  const page = await visit("student");
  await page.goto(exercisePath("tanh-swap"));
  const field = page.getByRole("textbox", { name: /Control M lets Tab leave the editor/ });
  await expect(field).toBeAttached();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute("aria-label") ?? at?.textContent?.trim() ?? "";
    });
  const reached: string[] = [];
  for (let i = 0; i < 60 && !/Control M/.test(reached.at(-1) ?? ""); i++) {
    await page.keyboard.press("Tab");
    reached.push(await focused());
  }
  expect(reached.join("|")).toMatch(/Appearance.*A Implement.*Width of the statement.*Control M/);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText("Run 1", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+m");
  await page.keyboard.press("Tab");
  await expect(field).not.toBeFocused();
  const after: string[] = [await focused()];
  for (let i = 0; i < 12 && !/^Submit/.test(after.at(-1) ?? ""); i++) {
    await page.keyboard.press("Tab");
    after.push(await focused());
  }
  expect(after.at(-1)).toMatch(/^Submit/);
});

test("What has the focus is seen, and never under the bar", async ({ visit }) => {
  const page = await visit("student", { viewport: { width: 1280, height: 500 } });
  await page.goto(courseHome);
  await expect(page.getByRole("heading", { name: "The next two weeks" })).toBeVisible();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const { top, bottom, left, width } = at.getBoundingClientRect();
      const bar = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
      return {
        name: at.textContent?.trim().slice(0, 40) ?? "",
        ring: getComputedStyle(at).outlineStyle !== "none",
        covered:
          getComputedStyle(at).position !== "fixed" &&
          !at.closest("header") &&
          bottom > 0 &&
          top < bar - 1 &&
          width > 2 &&
          left >= 0,
        outside: bottom < 0 || top > innerHeight,
      };
    });
    if (seen === null) break;
    expect(seen, seen.name).toMatchObject({ ring: true, covered: false, outside: false });
  }
});

test("Alt+2 leads to where one answers, and Enter through errors from right to left", async ({ visit }) => {
  const page = await visit("student");
  await page.goto(exercisePath("manual-backprop"));
  const field = (name: RegExp) => page.getByRole("textbox", { name });
  await expect(field(/^z1, row 1/)).toBeVisible();
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("Alt+2");
  await expect(field(/^z1, row 1/)).toBeFocused();
  await field(/derivative of the loss by a2/)
    .or(field(/^da2/))
    .first()
    .focus();
  const reached: string[] = [];
  for (let i = 0; i < 6; i++) {
    reached.push(await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.cell ?? ""));
    await page.keyboard.press("Enter");
  }
  expect(reached).toEqual(["da2:0", "dz2:0", "da1:0", "da1:1", "dz1:0", "dz1:1"]);
  await page.goto(exercisePath("two-hidden-layers"));
  await expect(page.getByRole("textbox", { name: /Explain in your own words/ })).toBeVisible();
  await page.keyboard.press("Alt+2");
  await expect(page.getByRole("textbox", { name: /Explain in your own words/ })).toBeFocused();
  await page.keyboard.type("It crosses by $W_2^T$ then.");
  await expect(page.getByRole("region", { name: "As it is read" }).locator(".katex")).toHaveCount(1);
});

test("On a phone values run downwards and errors upwards, as their arrows say", async ({ visit }) => {
  const page = await visit("student", { viewport: { width: 390, height: 844 } });
  await page.goto(exercisePath("manual-backprop"));
  await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Answer" }).click();
  const top = async (cell: string) => (await page.locator(`[data-cell="${cell}:0"]`).boundingBox())?.y ?? 0;
  expect(await top("a2")).toBeGreaterThan(await top("z1"));
  expect(await top("da2")).toBeGreaterThan(await top("dz1"));
  await page.locator('[data-cell="da2:0"]').focus();
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-cell="dz2:0"]')).toBeFocused();
  expect(await top("dz2")).toBeLessThan(await top("da2"));
});

test("Control K finds an exercise or a page from anywhere, out of the editor too", async ({ visit }) => {
  const page = await visit("student");
  await page.goto(exercisePath("tanh-swap"));
  await expect(page.getByRole("textbox", { name: /Control M lets Tab leave the editor/ })).toBeAttached();
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("combobox", { name: "Exercise, lesson or page" });
  await expect(field).toBeFocused();
  await field.fill("one example");
  await expect(page.getByRole("option").first()).toContainText("One example at a time");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(exercisePath("sgd"));
  await page.keyboard.press("ControlOrMeta+k");
  await field.fill("notices");
  await page.getByRole("option", { name: /^Notices/ }).click();
  await expect(page).toHaveURL(`${courseHome}/notices`);
  // Pages for instructors are not offered to students.
  await page.keyboard.press("ControlOrMeta+k");
  await field.fill("settings");
  await expect(page.getByText("Nothing is called so.")).toBeVisible();
});
