import fs from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";

const secretsFile = z.object({
  demo: z.object({ student: z.string(), assistant: z.string(), instructor: z.string() }),
});
export type DemoRole = keyof z.infer<typeof secretsFile>["demo"];

/** The password that this install drew for a role; `npm start` prints it too. */
function passwordOf(role: DemoRole): string {
  const folder = process.env.NABLAB_DATA;
  if (folder === undefined) throw new Error("NABLAB_DATA names the product's data folder");
  return secretsFile.parse(JSON.parse(fs.readFileSync(path.join(folder, "secrets.json"), "utf8"))).demo[role];
}

export const course = "introduction-to-backpropagation";
export const courseHome = `/courses/${course}`;
export const exercisePath = (slug: string): string => `${courseHome}/exercises/${slug}`;

/** Signs in by the form and arrives at the course. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(`${role}@demo.nablab.local`);
  await page.getByLabel("Password").fill(passwordOf(role));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(courseHome);
}

/** A product that runs already may know the names of an earlier run. */
const run = Date.now().toString(36);
const emailOf = (name: string) =>
  `${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ".")
    .replace(/^\./, "")}.${run}@students.nablab.local`;

/** Makes an account by the form, with the code of the course, and arrives at the course. */
export async function signUp(page: Page, code: string, name: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(emailOf(name));
  await page.getByLabel("Password").fill("a password for one journey");
  await page.getByLabel("Course code").fill(code);
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page).toHaveURL(courseHome);
}
