import fs from "node:fs";
import path from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";

export const course = "introduction-to-backpropagation";
export type Role = "student" | "assistant" | "instructor";

/** The demo's login of a role, as the start printed it: passwords are random per install. */
export function login(role: Role): { readonly email: string; readonly password: string } {
  const file = path.join(process.env.NABLAB_DATA ?? ".data", "secrets.json");
  const { demo } = JSON.parse(fs.readFileSync(file, "utf8")) as { demo: Record<Role, string> };
  return { email: `${role}@demo.nablab.local`, password: demo[role] };
}

/** Signs in by the form, and waits until the page asked for is there. */
export async function signIn(page: Page, role: Role, next = "/"): Promise<void> {
  const { email, password } = login(role);
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** One sign-in per role and run, since sign-ins are limited by the minute; Playwright empties the folder before each run. */
export async function sessionOf(browser: Browser, role: Role): Promise<string> {
  const file = `test-results/session-${role}.json`;
  if (fs.existsSync(file)) return file;
  const context = await browser.newContext();
  await signIn(await context.newPage(), role, `/courses/${course}`);
  await context.storageState({ path: file });
  await context.close();
  return file;
}

/** Collects what a page prints as an error, which includes every report of the content security policy. */
export function errorsOf(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return errors;
}
