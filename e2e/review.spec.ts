import { submit } from "./support/editor.ts";
import { courseHome, exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const prose =
  "The output error is the prediction minus the target, because the slope of the sigmoid cancels against the cross-entropy. " +
  "Each layer hands it back through its transposed weights, so that a hidden unit collects the errors of the units it feeds, " +
  "and multiplies it by the slope of its activation at z, entry by entry. The first layer's weights meet the error with the input.";

test("An assistant marks prose, overrides a check and comments; the student is told, sees all three, and sees one taken back", async ({
  visit,
}) => {
  const student = await visit({ newcomer: "Tomas Vale" });
  await student.goto(exercisePath("two-hidden-layers"));
  await student.getByRole("textbox", { name: /Explain in your own words/ }).fill(prose);
  await student.getByRole("tab", { name: /Four lines/ }).click();
  const formulas = {
    delta3: "yhat - y",
    delta2: "W3^T delta3 .* g'(z2)",
    delta1: "W2^T delta2",
    dW1: "delta1 x^T",
  };
  for (const [line, formula] of Object.entries(formulas))
    await student.getByRole("textbox", { name: new RegExp(`, ${line}$`) }).fill(formula);
  await submit(student);
  await student.getByRole("textbox", { name: /, delta1$/ }).focus();
  const diagnosis = student.getByText(/The first hidden layer has an activation as well/).filter({ visible: true });
  await expect(diagnosis.first()).toBeVisible();
  await student.getByRole("link", { name: "Report" }).click();
  await expect(student.getByText(/An assistant reads your prose/i).first()).toBeVisible();
  const report = student.url();
  const submissionId = report.split("/").at(-1) ?? "";

  const assistant = await visit("assistant");
  await assistant.goto(`${courseHome}/review`);
  await assistant
    .getByRole("link", { name: /^Answer \d+$/ })
    .and(assistant.locator(`[href$="${submissionId}"]`))
    .click();
  await expect(assistant.getByText("anonymous")).toBeVisible();
  await expect(assistant.getByText("Tomas Vale")).toHaveCount(0);
  // Held down, it repeats, which is no second answer.
  await assistant.keyboard.down("Enter");
  await assistant.keyboard.down("Enter");
  await assistant.keyboard.up("Enter");
  await expect(assistant.getByRole("alert").filter({ hasText: "No item is chosen, which is 0 of 4" })).toBeVisible();
  for (const item of ["Starts from the output error", "Crosses each layer", "Is multiplied by the activation's slope"])
    await assistant.getByRole("button", { name: new RegExp(item) }).click();
  await assistant.getByRole("button", { name: "Only mark" }).click();
  await expect(assistant.getByText(/Marked by .*; marking again replaces it/)).toBeVisible();

  const colleague = await visit("instructor");
  await colleague.goto(assistant.url());

  // Only the check that does not hold stands open.
  const open = { visible: true } as const;
  await assistant.getByText("Override this check").filter(open).click();
  await assistant.getByLabel("Points", { exact: true }).filter(open).fill("1");
  await assistant.getByLabel("Reason, which the student reads").filter(open).fill("The slope is named in your prose.");
  await assistant.getByRole("button", { name: "Override" }).click();
  await expect(assistant.getByText(/set this check to 1 point \(/)).toBeVisible();

  // Who has not seen it is told, and keeps what was typed.
  await colleague.getByText("Override this check").filter(open).click();
  await colleague.getByLabel("Points", { exact: true }).filter(open).fill("2");
  const reason = colleague.getByLabel("Reason, which the student reads").filter(open);
  await reason.fill("Right in spirit.");
  await colleague.getByRole("button", { name: "Override" }).click();
  await expect(colleague.getByRole("alert").filter({ hasText: /has set this check to 1 of/ })).toContainText(
    "meanwhile: “The slope is named in your prose.” Nothing was replaced; override again to do that.",
  );
  await expect(colleague.getByText(/overriding again replaces that/)).toBeVisible();
  await expect(reason).toHaveValue("Right in spirit.");
  await colleague.close();
  await assistant.getByLabel("Comment", { exact: true }).fill("Write the slope into the line as well.");
  await assistant.getByRole("button", { name: "Comment" }).click();
  await expect(assistant.getByRole("article", { name: /Comment by/ })).toContainText("Write the slope into the line");

  await student.goto(`${courseHome}/notices`);
  await expect(student.getByRole("link", { name: /Two hidden layers/ })).toHaveCount(3);
  await student
    .getByRole("link", { name: /Two hidden layers/ })
    .first()
    .click();
  await expect(student).toHaveURL(report);
  await expect(student.getByRole("region", { name: "Marked by rubric" })).toContainText("3 of 4");
  await expect(student.getByText("The slope is named in your prose.")).toBeVisible();
  await expect(student.getByText("Write the slope into the line as well.")).toBeVisible();
  await expect(student.getByRole("heading", { level: 1 })).toContainText("10 of 12");

  // The exercise's page tells the same as the report, row by row.
  await student.goto(exercisePath("two-hidden-layers"));
  await student.getByRole("tab", { name: /Four lines/ }).click();
  await expect(student.getByRole("tabpanel").getByRole("img", { name: "partial" })).toBeVisible();
  await expect(student.getByText(/1 changed by a person/)).toBeVisible();
  await student.goto(report);

  await assistant.getByRole("button", { name: "Take back" }).click();
  await expect(assistant.getByText(/set this check to/)).toHaveCount(0);
  await student.reload();
  await expect(student.getByText(/taken back by/)).toBeVisible();
  await expect(student.getByRole("heading", { level: 1 })).toContainText("9 of 12");
});

test("Two people who press for the next answer at the same time are given one each", async ({ visit }) => {
  for (const newcomer of ["Ole Brandt", "Pia Kern"]) {
    const student = await visit({ newcomer });
    await student.goto(exercisePath("two-hidden-layers"));
    await student.getByRole("textbox", { name: /Explain in your own words/ }).fill(prose);
    await submit(student);
  }
  const [assistant, instructor] = [await visit("assistant"), await visit("instructor")];
  const both = [assistant, instructor];
  await Promise.all(both.map((page) => page.goto(`${courseHome}/review`)));
  await Promise.all(both.map((page) => page.getByRole("button", { name: "Next answer" }).click()));
  await Promise.all(both.map((page) => expect(page).toHaveURL(/\/review\/[\w-]{36}$/)));
  expect(assistant.url()).not.toBe(instructor.url());

  // Whoever opens the other's all the same is told, in the list and on the answer.
  await assistant.goto(`${courseHome}/review`);
  await expect(assistant.getByText(/has it open/)).toHaveCount(1);
  await assistant.goto(instructor.url());
  await expect(assistant.getByText(/has it open too$/)).toBeVisible();

  // What was chosen and typed is there again after a look at another answer, until it is sent.
  await instructor.keyboard.press("1");
  await instructor.getByLabel("Comment", { exact: true }).fill("Half a thought");
  await instructor.locator("body").click({ position: { x: 2, y: 2 } });
  const mine = instructor.url();
  const chosen = instructor.getByRole("button", { name: /Starts from the output error/ });
  await expect(chosen).toHaveAttribute("aria-pressed", "true");
  await instructor
    .getByRole("button", { name: /^(Next|Previous)$/ })
    .or(instructor.getByRole("link", { name: "Previous" }))
    .first()
    .click();
  await expect(instructor).not.toHaveURL(mine);
  await instructor.goto(mine);
  await expect(instructor).toHaveURL(mine);
  await expect(chosen).toHaveAttribute("aria-pressed", "true");
  await expect(instructor.getByLabel("Comment", { exact: true })).toHaveValue("Half a thought");
  await expect(instructor.getByText(/What you chose here is not sent yet/)).toBeVisible();
  await instructor.getByRole("button", { name: "Comment" }).click();
  await expect(instructor.getByLabel("Comment", { exact: true })).toHaveValue("");
  await instructor.getByRole("button", { name: "Only mark" }).click();
  await expect(instructor.getByText(/What you chose here is not sent yet/)).toHaveCount(0);
  await instructor.reload();
  await expect(chosen).toHaveAttribute("aria-pressed", "true");
  await expect(instructor.getByLabel("Comment", { exact: true })).toHaveValue("");
});
