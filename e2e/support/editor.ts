import { expect, type Page } from "@playwright/test";

/** The code editor, ready to be typed in. */
export async function editor(page: Page) {
  const field = page.getByRole("textbox", { name: /Control M lets Tab leave the editor/ });
  await expect(field).toBeAttached();
  return field;
}

/** Puts `source` in place of everything in the editor, by the clipboard as a person would. */
export async function replaceCode(page: Page, source: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const field = await editor(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), source);
  await field.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
}

/** Presses Submit and waits for the receipt and for the report behind it. */
export async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Submit/ }).click();
  const received = page.getByText(/Received \d\d:\d\d:\d\d.*Receipt [0-9a-f]{4}·/).filter({ visible: true });
  await expect(received.first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Report" }).filter({ visible: true })).toBeVisible();
}
