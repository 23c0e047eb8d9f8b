import Papa from "papaparse";
import { replaceCode, submit } from "./support/editor.ts";
import { fileOf } from "./support/files.ts";
import { courseHome, exercisePath } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("An instructor previews an exercise as a student without a record, and sees its files and its proof", async ({
  visit,
}) => {
  const page = await visit("instructor");
  await page.goto(`${courseHome}/manage`);
  const row = page.getByRole("row", { name: /From sigmoid to tanh/ });
  const submissions = await row.getByRole("cell").nth(3).textContent();
  await row.getByRole("link", { name: "Preview" }).click();
  await replaceCode(page, fileOf("tanh-swap", "solution.ts"));
  await page.getByRole("button", { name: /^Submit/ }).click();
  await expect(page.getByText("a preview, not recorded")).toBeVisible();
  await expect(page.getByText("7 of 7 checks hold", { exact: true })).toBeVisible();

  await page.goto(`${courseHome}/manage`);
  await expect(row.getByRole("cell").nth(3)).toHaveText(submissions ?? "");
  await row.getByRole("link", { name: "From sigmoid to tanh" }).click();
  await page.getByRole("link", { name: "solution.ts" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("solution.ts");
  await expect(page.getByText("nd.square(A1)").first()).toBeVisible();
  const proof = page.getByRole("region", { name: "Proof" });
  await expect(proof.getByText(/^(proved|not yet proved)/).first()).toBeVisible();
  await expect(proof.getByText("sigmoid-slope").first()).toBeVisible();
});

test("An instructor hides an exercise, gives it back and moves it up in its set", async ({ visit, watched }) => {
  watched.expected(/status of 404/);
  const instructor = await visit("instructor");
  const student = await visit("student");
  await instructor.goto(`${courseHome}/manage`);
  await instructor.getByRole("button", { name: "Hide One example at a time" }).click();
  await expect(instructor.getByText("hidden from students")).toBeVisible();
  expect((await student.goto(exercisePath("sgd")))?.status()).toBe(404);
  await instructor.getByRole("button", { name: "Unhide One example at a time" }).click();
  await expect(instructor.getByText("hidden from students")).toHaveCount(0);
  await instructor.goto(`${courseHome}/assessments`);
  const inSet = instructor.getByRole("list", { name: "Exercises of Problem set 2" }).getByRole("listitem");
  await instructor.getByRole("button", { name: "Move up: One example at a time" }).click();
  await expect(inSet.nth(1)).toContainText("One example at a time");
  expect((await student.goto(exercisePath("sgd")))?.status()).toBe(200);
  const around = student.getByRole("navigation", { name: "Other exercises" }).getByRole("link");
  await expect(around).toHaveText(["From sigmoid to tanh", "Weights on a leash"]);
  await student.goto(courseHome);
  const seen = student.getByRole("row", { name: /Problem set 2/ }).getByRole("listitem");
  await expect(seen.nth(1)).toContainText("One example at a time");
  await instructor.getByRole("button", { name: "Move down: One example at a time" }).click();
  await expect(inSet.nth(2)).toContainText("One example at a time");
});

test("The class's results can be downloaded: a blank is not zero, and no name becomes a formula", async ({ visit }) => {
  const student = await visit({ newcomer: "=Sum of A1" });
  await student.goto(exercisePath("l2-regularisation"));
  await student.getByRole("tab", { name: /(^| )B / }).click();
  await student.getByRole("radio", { name: /Training reaches the same weights/ }).check();
  await submit(student);
  await expect(student.getByText(/The penalty moves the minimum/).first()).toBeVisible();

  const page = await visit("instructor");
  await page.goto(`${courseHome}/results`);
  const row = page.getByRole("row", { name: /=Sum of A1/ });
  await expect(row.getByRole("cell").filter({ hasText: /^–$/ }).first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^introduction-to-backpropagation-results-\d{4}-\d\d-\d\d\.csv$/);
  const stream = await download.createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString("utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  const { data } = Papa.parse<{ readonly [column: string]: string }>(text.slice(1), { header: true });
  const mine = data.find(({ name }) => name?.includes("Sum of A1"));
  expect(mine?.name).toBe("'=Sum of A1");
  expect(mine?.["l2-regularisation/effect points"]).toBe("0");
  expect(mine?.["l2-regularisation attempts"]).toBe("1");
  expect(mine?.["tanh-swap points"]).toBe("");
  for (const row of data) for (const cell of [row.name, row.email]) expect(cell ?? "").not.toMatch(/^\s*[=+\-@]/);
});

test("A deadline that cannot be read is marked and changes nothing; one that can is saved", async ({ visit }) => {
  const page = await visit("instructor");
  await page.goto(`${courseHome}/assessments`);
  const form = page.getByRole("form", { name: "Problem set 3" });
  const opened = () => page.getByLabel("Change the rules of Problem set 3").click();
  const due = form.getByLabel("Due");
  await opened();
  const before = await due.inputValue();
  expect(before).toMatch(/^\d{4}-\d\d-\d\d 23:59$/);
  await due.fill("12/28/2026, 11:59 PM");
  await expect(form.getByText("Changed, not saved yet.")).toBeVisible();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText(/^Write the date and time as/)).toBeVisible();
  await expect(due).toHaveValue("12/28/2026, 11:59 PM");
  await page.reload();
  await opened();
  await expect(due).toHaveValue(before);
  await due.fill(before.replace("23:59", "18:00"));
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByText(`due ${before.replace("23:59", "18:00")} · 30 % of the course`)).toBeVisible();
  await opened();
  await expect(due).toHaveValue(before.replace("23:59", "18:00"));
});

test("An instructor adds a problem set, moves an exercise into it, and the class sees both", async ({ visit }) => {
  const page = await visit("instructor");
  const title = `Extra set ${Date.now().toString(36)}`;
  await page.goto(`${courseHome}/assessments`);
  const add = page.getByRole("form", { name: "One more problem set" });
  await add.getByLabel("Title").fill("Problem set 3");
  await add.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("There is a problem set called Problem set 3 already.")).toBeVisible();
  await add.getByLabel("Title").fill("x".repeat(81));
  await add.getByRole("button", { name: "Add" }).click();
  await expect(add.getByText("it is longer than 80 characters; shorten it.")).toBeVisible();
  await add.getByLabel("Title").fill(title);
  await add.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText(`Added ${title}. Choose its exercises under Exercises.`)).toBeVisible();
  const rules = page.getByRole("form", { name: title });
  const opened = () => page.getByLabel(`Change the rules of ${title}`).click();
  await opened();
  await rules.getByLabel("Worth: % of the course").fill("15");
  await rules.getByRole("button", { name: "Save" }).click();
  await expect(rules.getByText("Saved.")).toBeVisible();
  await expect(page.getByText(/worth 115 % together, 15 % more than the course/)).toBeVisible();
  await page.goto(`${courseHome}/results`);
  await expect(page.getByText(/worth 115 % together, 15 % more than the course/)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Course of 115 %" })).toBeVisible();
  await page.goto(`${courseHome}/assessments`);

  const student = await visit("student");
  await student.goto(courseHome);
  await expect(student.getByText(title)).toHaveCount(0);
  await page.goto(`${courseHome}/manage`);
  const place = page.getByRole("combobox", { name: "Problem set of A margin with a corner" });
  const move = async (to: string) => {
    await place.click();
    await page.getByRole("option", { name: to }).click();
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
    await page.reload();
    await expect(place).toHaveText(to);
  };
  await move(title);
  await student.reload();
  const row = student.getByRole("row", { name: new RegExp(title) });
  await expect(row.getByRole("link", { name: "A margin with a corner" })).toBeVisible();
  await expect(row).toContainText("15 %");

  // Until a set opens its exercises say when, and show nothing of what they ask.
  const opens = async (at: string) => {
    await page.goto(`${courseHome}/assessments`);
    await opened();
    await rules.getByLabel("Opens").fill(at);
    await rules.getByRole("button", { name: "Save" }).click();
    await expect(rules.getByText("Saved.")).toBeVisible();
  };
  await opens("2099-01-05 08:00");
  expect((await student.goto(exercisePath("svm-hinge")))?.status()).toBe(200);
  await expect(student.getByRole("heading", { level: 1 })).toHaveText("A margin with a corner");
  await expect(student.getByText(/^Opens on/)).toBeVisible();
  await expect(student.getByRole("button", { name: /^Submit/ })).toHaveCount(0);
  await student.getByRole("link", { name: "Back to the course" }).click();
  await expect(student).toHaveURL(courseHome);
  await opens("");
  await student.goto(exercisePath("svm-hinge"));
  await expect(student.getByRole("button", { name: /^Submit/ })).toBeVisible();
  // It gets another place and another title, and is gone in the end; its exercise stays.
  await page.goto(`${courseHome}/assessments`);
  const before = await page.getByRole("heading", { level: 2 }).allTextContents();
  await page.getByRole("button", { name: `Move set up: ${title}` }).click();
  await expect
    .poll(async () => (await page.getByRole("heading", { level: 2 }).allTextContents()).indexOf(title))
    .toBe(before.indexOf(title) - 1);
  await page.getByLabel(`Rename or remove ${title}`).click();
  const name = page.getByRole("form", { name: `Title of ${title}` });
  await name.getByLabel("Title", { exact: true }).fill(`${title}, renamed`);
  await name.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { level: 2, name: `${title}, renamed` })).toBeVisible();
  const end = page.getByRole("form", { name: `End of ${title}, renamed` });
  await expect(end.getByText(/^Its exercise stays in the course, in no problem set/)).toBeVisible();
  await end.getByRole("button", { name: `Remove ${title}, renamed` }).click();
  await expect(page.getByRole("heading", { level: 2, name: `${title}, renamed` })).toHaveCount(0);
  await page.goto(`${courseHome}/manage`);
  await expect(place).toHaveText("none");
  await move("Further practice: one unit");
});

test("An instructor makes a student an assistant, who then finds the answers to review", async ({ visit, watched }) => {
  watched.expected(/status of 404/);
  const helper = await visit({ newcomer: "Ines Hale" });
  expect((await helper.goto(`${courseHome}/review`))?.status()).toBe(404);
  const page = await visit("instructor");
  await page.goto(`${courseHome}/people`);
  const role = page.getByRole("row", { name: /Ines Hale/ }).getByRole("combobox", { name: "Role of Ines Hale" });
  await role.click();
  await page.getByRole("option", { name: "assistant" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  expect((await helper.goto(`${courseHome}/review`))?.status()).toBe(200);
  await expect(helper.getByRole("heading", { level: 1 })).toHaveText("Review");
  await page.getByRole("combobox", { name: "Role of Ines Hale" }).click();
  await page.getByRole("option", { name: "student" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
});

test("An instructor makes a course with the exercises of this one, renames it, and nobody else is in it", async ({
  visit,
  watched,
}) => {
  watched.expected(/status of 404/);
  // Somebody else than the demo's instructor, who is led to the one course right after signing in.
  const page = await visit({ newcomer: "Jana Kurs" });
  const first = await visit("instructor");
  await first.goto(`${courseHome}/people`);
  await first.getByRole("combobox", { name: "Role of Jana Kurs" }).click();
  await first.getByRole("option", { name: "instructor" }).click();
  await expect(first.getByText("Saved.", { exact: true })).toBeVisible();
  const title = `Second group ${Date.now().toString(36)}`;
  await page.goto(courseHome);
  await page.getByRole("navigation", { name: "Course" }).getByRole("link", { name: "Settings" }).first().click();
  const made = page.getByRole("form", { name: "One more course" });
  await made.getByLabel("Title").fill("  ");
  await made.getByRole("button", { name: "Make the course" }).click();
  await expect(made.getByText("Give the course a title.")).toBeVisible();
  await made.getByLabel("Title").fill(title);
  await made.getByRole("button", { name: "Make the course" }).click();
  await made.getByRole("link", { name: `Open ${title}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.getByRole("row", { name: /Problem set 2/ })).toContainText("no deadline");
  const there = new URL(page.url()).pathname;

  await page.goto(`${there}/settings`);
  const own = page.getByRole("form", { name: "This course" });
  await own.getByLabel("Title").fill(`${title}, mornings`);
  await own.getByRole("button", { name: "Rename" }).click();
  await expect(own.getByText(`The course is called ${title}, mornings now.`)).toBeVisible();
  await expect(page.getByRole("banner")).toContainText(`${title}, mornings`);

  const student = await visit("student");
  for (const path of [there, `${there}/settings`, `${courseHome}/settings`])
    expect((await student.goto(path))?.status(), path).toBe(404);
  // Whoever is in the new course alone is led by lessons to its exercises.
  await page.goto(`${there}/people`);
  const code = await page.locator("code").first().textContent();
  const alone = await visit("visitor");
  await alone.goto("/sign-up");
  await alone.getByLabel("Name").fill("Only Here");
  await alone.getByLabel("E-mail").fill(`only.here.${Date.now().toString(36)}@students.nablab.local`);
  await alone.getByLabel("Password").fill("a password for one journey");
  await alone.getByLabel("Course code").fill(code ?? "");
  await alone.getByRole("button", { name: "Make an account" }).click();
  await expect(alone).toHaveURL(there);
  await alone.goto("/lessons/squashing-functions");
  const asked = alone.getByRole("complementary", { name: "Exercise: From sigmoid to tanh" });
  await asked.getByRole("link", { name: "Open" }).click();
  await expect(alone).toHaveURL(`${there}/exercises/tanh-swap`);
  await expect(alone.getByRole("button", { name: /^Submit/ })).toBeVisible();

  // Who is in both is led by lessons to the one that they were in last.
  for (const home of [courseHome, there]) {
    await page.goto(home);
    await page.getByRole("navigation", { name: "Course" }).getByRole("link", { name: "Lessons" }).first().click();
    await expect(page).toHaveURL("/lessons");
    await page.goto("/lessons/squashing-functions");
    const exercise = page.getByRole("complementary", { name: "Exercise: From sigmoid to tanh" });
    await expect(exercise.getByRole("link", { name: "Open" })).toHaveAttribute("href", `${home}/exercises/tanh-swap`);
  }

  // With a second course the start page asks which.
  await page.goto("/");
  await expect(page.getByRole("link", { name: `${title}, mornings` })).toBeVisible();
});
