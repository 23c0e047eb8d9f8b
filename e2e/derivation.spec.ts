import { submit } from "./support/editor.ts";
import { exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("A derivation of several steps is marked step by step, with numbers where the first one does not follow", async ({
  visit,
}) => {
  const page = await visit({ newcomer: "Nele Vogt" });
  await page.goto(exercisePath("x-tanh-x"));
  // The second step has a sign that was slipped; the third is right again.
  const steps = [
    "\\tanh x + x \\cdot \\frac{d}{dx}\\tanh x",
    "= tanh(x) + x*(1 + tanh(x)^2)",
    "= tanh(x) + x*sech(x)^2",
  ];
  const field = page.locator("main textarea").first();
  // A field is 300 px wide and wraps what is longer; the preview has the rest of the row.
  expect((await field.boundingBox())?.width).toBe(300);
  await field.fill(steps.join("\n"));
  await expect(page.locator("main .katex").filter({ hasText: "sech" }).first()).toBeVisible();
  await submit(page);

  await page.getByRole("link", { name: "Report" }).filter({ visible: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("of 23.5");
  await expect(page.getByText("This does not follow from the step before.").first()).toBeVisible();
  await expect(page.getByText("This follows from an earlier step.").first()).toBeVisible();
  await expect(page.getByText("in this case").first()).toBeVisible();
  await expect(page.getByText("equal at 8 of 8 points").first()).toBeVisible();
});
