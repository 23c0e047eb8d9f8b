import { courseHome, exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("A visitor reads the course as lessons and trains the moons network, without an account", async ({ visit }) => {
  const page = await visit("visitor");
  await page.goto("/");
  await page.getByRole("link", { name: "Read lesson 1" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Walking downhill: gradient descent");
  await page
    .getByRole("navigation", { name: "Go on" })
    .getByRole("link", { name: /Forward, loss/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forward, loss, and back again");

  const playground = page.getByRole("figure", { name: "A network learning two moons" });
  await playground.getByRole("radio", { name: "4", exact: true }).click();
  await expect(page).toHaveURL(/hidden/);
  const rightAtFirst = (await playground.getByText(/\d+ of 60 test points right/).textContent()) ?? "";
  await playground.getByRole("button", { name: "Train" }).click();
  await expect(playground.getByText(/epoch [1-9].*\d\d/)).toBeVisible({ timeout: 60_000 });
  await expect(playground.getByText(rightAtFirst)).toHaveCount(0);
});

test("A visitor who opens an exercise signs in first and arrives there", async ({ visit }) => {
  const page = await visit("visitor");
  await page.goto(exercisePath("tanh-swap"));
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await page.getByLabel("E-mail").fill("nobody@students.nablab.local");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("No account has this address with this password.")).toBeVisible();
});

test("A browser that asks for an icon before the page has named one is given it", async ({ visit }) => {
  const page = await visit("visitor");
  const icon = await page.request.get("/favicon.ico");
  expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, "image/x-icon"]);
});

test("Whoever is not in the course learns nothing of it", async ({ visit, watched }) => {
  watched.expected(/status of 404/);
  const student = await visit("student");
  for (const page of ["/review", "/manage", "/results", "/manage/tanh-swap"]) {
    const answered = await student.goto(`${courseHome}${page}`);
    expect(answered?.status(), page).toBe(404);
    await expect(student.getByRole("heading", { level: 1 })).toHaveText("There is no page here for you");
  }
  expect((await student.request.get(`${courseHome}/results.csv`)).status()).toBe(404);
});

test("Whoever follows a link to an exercise reads why there is a sign-in first, and comes to it", async ({ visit }) => {
  const page = await visit("visitor");
  await page.goto(exercisePath("tanh-swap"));
  await expect(page.getByText("Sign in to open From sigmoid to tanh.")).toBeVisible();
  await page.goto(`/sign-in?next=${encodeURIComponent("/.//elsewhere.test/")}`);
  await expect(page.locator('input[name="next"]')).toHaveValue("/");
});
