import { editor, replaceCode } from "./support/editor.ts";
import { exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("A draft is on the course within a second of the last key and is there again after a reload", async ({
  visit,
}) => {
  const page = await visit("student");
  await page.goto(exercisePath("sgd"));
  await editor(page);
  // Listened for before a key is pressed: on a busy machine it may be over before the page was looked at.
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await replaceCode(page, "// one thought so far");
  const typed = Date.now();
  await saved;
  expect(Date.now() - typed, "milliseconds after the last key").toBeLessThan(2000);
  await expect(page.getByText("// one thought so far").first()).toBeVisible();
  await page.reload();
  await editor(page);
  await expect(page.getByText("// one thought so far").first()).toBeVisible();
});

test("What cannot be read is refused with its place, and nothing is recorded", async ({ visit }) => {
  const page = await visit("student");
  await page.goto(exercisePath("sin-regression"));
  await replaceCode(page, "export function forward(p, X) {\n  const A1 = ;\n}\n");
  await page.getByRole("button", { name: /^Submit/ }).click();
  const refused = page.getByRole("region", { name: "Not submitted" });
  await expect(refused).toContainText("line 2");
  await refused.getByRole("button", { name: "Go to line 2" }).click();
  await expect(page.getByRole("textbox", { name: /Control M lets Tab leave the editor/ })).toBeFocused();
  await page.reload();
  await expect(page.getByText(/Submit uses attempt 1 of 5/)).toBeVisible();
});

test("Prose that is too long is refused in words, within sight of the button that sent it", async ({ visit }) => {
  const page = await visit({ newcomer: "Vera Lang" });
  await page.goto(exercisePath("two-hidden-layers"));
  await page.getByRole("textbox", { name: /Explain in your own words/ }).fill(`${"word ".repeat(20)}\n`.repeat(210));
  await page.getByRole("button", { name: /^Submit/ }).click();
  const refused = page.getByRole("region", { name: "Not submitted" });
  await expect(refused).toContainText("Part words: it is longer than 20,000 characters; shorten it.");
  await expect(refused).toBeInViewport();
});

test("Five thousand lines pasted into prose are there at once, and the next keys too", async ({ visit }) => {
  const page = await visit({ newcomer: "Ida Blatt" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(exercisePath("two-hidden-layers"));
  const field = page.getByRole("textbox", { name: /Explain in your own words/ });
  await page.evaluate((text) => navigator.clipboard.writeText(text), "two words\n".repeat(5000));
  await field.focus();
  const began = Date.now();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(page.getByText("10000 words")).toBeVisible();
  await page.keyboard.type("and more");
  await expect(page.getByText("10002 words")).toBeVisible();
  expect(Date.now() - began, "milliseconds").toBeLessThan(5000);
});
