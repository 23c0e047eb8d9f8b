import { givenOn, typeSheet, worksheetByHand } from "./support/by-hand.ts";
import { submit } from "./support/editor.ts";
import { exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("A slip in a worksheet is charged once, what follows from it is right, and the second sheet has full points", async ({
  visit,
}) => {
  const page = await visit({ newcomer: "Noor Haddad" });
  await page.goto(exercisePath("manual-backprop"));
  await expect(page.getByText(/Submit makes attempt 1/)).toBeVisible();
  const given = await givenOn(page);

  await typeSheet(page, worksheetByHand(given, { z1Bias: false }));
  await submit(page);
  await expect(
    page.getByRole("textbox", { name: /^z1, row 1.*differs from what your earlier values give/ }),
  ).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^a1, row 1.*right, given your earlier value$/ })).toBeVisible();
  await expect(page.getByText(/without its bias/).first()).toBeVisible();
  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^10(\.\d+)? of 11/);
  await page.getByRole("link", { name: "Back to the exercise" }).click();

  await typeSheet(page, worksheetByHand(given));
  await submit(page);
  await expect(page.getByRole("textbox", { name: /^z1, row 1.*right$/ })).toBeVisible();
  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^11 of 11/);
});

test("Each student has numbers of their own", async ({ visit }) => {
  const [one, other] = [await visit({ newcomer: "Noor Haddad" }), await visit("student")];
  await one.goto(exercisePath("manual-backprop"));
  await other.goto(exercisePath("manual-backprop"));
  expect(await givenOn(one)).not.toEqual(await givenOn(other));
});

test("Run says which fields of a sheet can be read, and by their symbols which cannot", async ({ visit }) => {
  const page = await visit({ newcomer: "Jon Adler" });
  await page.goto(exercisePath("manual-backprop"));
  await expect(page.getByText("This is still the starter.")).toHaveCount(0);
  await page.getByRole("textbox", { name: /^z1, row 1/ }).fill(".0o42");
  await page.getByRole("textbox", { name: /^z2/ }).fill("1/3");
  await page.getByRole("button", { name: /^Run/ }).click();
  const read = page.getByRole("region", { name: "Answer" }).getByText(/^1 of 31 fields can be read;/);
  await expect(read).toContainText("cannot; 29 are empty. Submit compares them.");
  await expect(read.locator(".katex")).toHaveCount(1);
});
