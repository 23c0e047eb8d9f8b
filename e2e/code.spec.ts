import { replaceCode, submit } from "./support/editor.ts";
import { fileOf } from "./support/files.ts";
import { exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("A student answers tanh-swap, is told what is wrong, where and why, and gets it right @database-url", async ({
  visit,
}) => {
  const page = await visit({ newcomer: "Ilse Brandt" });
  await page.goto(exercisePath("tanh-swap"));
  await expect(page.getByText("Submit uses attempt 1 of 5; the best one counts")).toBeVisible();
  const results = page.getByRole("region", { name: "Results" });

  // One line is changed and its slope is forgotten, as students do.
  const source = fileOf("tanh-swap", "mistakes/sigmoid-slope.ts");
  const line = source.split("\n").findIndex((text) => text.includes("slope =")) + 1;
  await replaceCode(page, source);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(results.getByText("Run 1")).toBeVisible();
  await expect(results.getByText(/in your browser, not recorded/)).toBeVisible({ timeout: 20_000 });
  await expect(results.getByText("Backward is the derivative of your own loss").first()).toBeVisible();
  await expect(
    results
      .getByRole("img", { name: /gradient/i })
      .or(results.getByRole("table"))
      .first(),
  ).toBeVisible();
  await expect(results.getByText("waits").first()).toBeVisible();

  // The chain back from the loss, to the line where it first goes off; both passes can be stepped through.
  const trace = page.getByRole("region", { name: "Where it first goes off" }).first();
  await expect(trace.getByRole("list", { name: "From the loss back to the parameters" })).toBeVisible();
  await expect(trace.getByText(`Line ${line}:`)).toBeVisible();
  await trace.getByRole("button", { name: "Back" }).click();
  await trace.getByRole("button", { name: "First step that is off" }).click();
  await expect(trace.getByText(`, backward, line ${line}`)).toBeVisible();
  await expect(page.locator(".monaco-editor .marked-line")).toHaveCount(1);

  await submit(page);
  await expect(results.getByText("Attempt 1", { exact: true })).toBeVisible();
  await expect(
    results.getByText(/That is the slope of the sigmoid; your hidden layer computes tanh\./).first(),
  ).toBeVisible();

  await results.getByRole("link", { name: "Report" }).click();
  await expect(page.getByText("Attempt 1 of 5, the one that counts")).toBeVisible();
  await expect(page.getByText(/That is the slope of the sigmoid/).first()).toBeVisible();
  await expect(page.getByText("Write the slope of tanh using its own value").first()).toBeVisible();
  await expect(trace.getByText(`, backward, line ${line}`)).toBeVisible();
  await expect(trace.getByRole("region", { name: "The code of this answer" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the exercise" }).click();

  // The next attempt mends the line whose slip was named.
  await expect(page.getByText("Submit uses attempt 2 of 5; the best one counts")).toBeVisible();
  await replaceCode(page, fileOf("tanh-swap", "solution.ts"));
  await submit(page);
  await expect(results.getByText("Attempt 2", { exact: true })).toBeVisible();
  await results.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/12 of 12/);
  await expect(page.getByText("Attempt 2 of 5, the one that counts")).toBeVisible();
  await expect(page.getByRole("img", { name: /\d+ of 60 test points/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Training loss" })).toBeVisible();
});

test("A hint that costs points asks before it opens, and the exercise and its report count it alike", async ({
  visit,
}) => {
  const page = await visit({ newcomer: "Hanna Ost" });
  await page.goto(exercisePath("tanh-swap"));
  const hints = page.getByRole("region", { name: "Hints" });
  await hints.getByRole("button", { name: "Open hint 1" }).click();
  await hints.getByRole("button", { name: "Not now" }).click();
  await expect(hints.getByText(/^Hint 1,/)).toHaveCount(0);
  await hints.getByRole("button", { name: "Open hint 1" }).click();
  await hints.getByRole("button", { name: "Open for 0.5 points" }).click();
  await expect(hints.getByText("Hint 1, costs 0.5 points")).toBeVisible();
  await expect(page.getByText("This is still the starter.")).toBeVisible();
  await replaceCode(page, fileOf("tanh-swap", "solution.ts"));
  await expect(page.getByText("This is still the starter.")).toHaveCount(0);
  await submit(page);
  const results = page.getByRole("region", { name: "Results" });
  await expect(results.getByText("Hints −0.5")).toBeVisible();
  await expect(results.getByText("11.5", { exact: true })).toBeVisible();
  await results.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/11.5 of 12/);
});

test("All three panes of a code exercise lie whole in a laptop's window", async ({ visit }) => {
  const page = await visit("student");
  await page.goto(exercisePath("tanh-swap"));
  const results = page.getByRole("region", { name: "Results" });
  for (const width of [1180, 1280, 1366, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    const box = await results.boundingBox();
    expect(box && box.x + box.width, `the right edge of the results at ${width} px`).toBeLessThanOrEqual(width);
  }
});

test("Shapes of the last Run go with their lines when everything is pasted over", async ({ visit }) => {
  const page = await visit({ newcomer: "Nora Feld" });
  await page.goto(exercisePath("tanh-swap"));
  // Shapes are told of the pass that goes off somewhere.
  await replaceCode(page, fileOf("tanh-swap", "mistakes/sigmoid-slope.ts"));
  await page.getByRole("button", { name: /^Run/ }).click();
  const shapes = page.locator(".shape-hint");
  const marked = page.locator(".marked-line");
  await expect(shapes.first()).toBeVisible();
  await expect(marked).toHaveCount(1);
  // What is out of sight is not drawn: the first shape is followed alone.
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("ControlOrMeta+Home");
  await expect(page.getByText("type Params").first()).toBeVisible();
  const line = page.locator(".view-line", { hasText: "const Z1 =" });
  await expect(line.locator(".shape-hint")).toHaveCount(1);
  await page.keyboard.type("// a line above");
  await page.keyboard.press("Enter");
  await expect(line.locator(".shape-hint")).toHaveCount(1);
  await replaceCode(page, "// one line\nexport const forward = (p: Params, X: Tensor) => nd.tanh(X);\n");
  await expect(page.getByText("// one line").first()).toBeVisible();
  await expect(shapes).toHaveCount(0);
  await expect(page.locator(".slip-name")).toHaveCount(0);
});

test("The name of a slip stands below a line that is too long for it, and behind the line once that is short", async ({
  visit,
}) => {
  const page = await visit({ newcomer: "Mia Lang" });
  await page.setViewportSize({ width: 1800, height: 900 });
  await page.goto(exercisePath("tanh-swap"));
  const remark = `// ${"derived".repeat(22)}`;
  const source = fileOf("tanh-swap", "mistakes/sigmoid-slope.ts");
  await replaceCode(page, source.replace(/^(.*slope =.*)$/m, `$1 ${remark}`));
  await submit(page);
  const below = page.locator(".slip-below");
  await expect(below).toHaveText(/^↑ /);
  await expect(below).toBeInViewport();
  const behind = page.locator(".view-line .slip-name");
  await expect(behind).toHaveCount(0);

  // The remark's one long word goes.
  await page.keyboard.press("Alt+2");
  await page.locator(".view-line", { hasText: "slope =" }).locator("span span").first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("ControlOrMeta+Backspace");
  await expect(behind).toHaveText(/^←\s/);
  await expect(below).toHaveCount(0);
});
