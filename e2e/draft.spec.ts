import { editor, replaceCode } from "./support/editor.ts";
import { exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("A draft is on the course within a second of the last key and is there again after a reload", async ({
  visit,
}) => {
  const page = await visit("student");
  await page.goto(exercisePath("sgd"));
  await replaceCode(page, "// one thought so far");
  await expect(page.getByText("// one thought so far").first()).toBeVisible();
  await page.waitForResponse((response) => response.request().method() === "POST", { timeout: 2000 });
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
