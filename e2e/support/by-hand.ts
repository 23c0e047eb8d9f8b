import { expect, type Page } from "@playwright/test";

/** Row-major numbers by symbol, as they stand on the page. */
type Numbers = { readonly [symbol: string]: readonly number[] };

/** Reads the given matrices off the page, as a person would. */
export async function givenOn(page: Page): Promise<Numbers> {
  const tables = page.getByRole("region", { name: "Given" }).getByRole("table");
  await expect(tables.first()).toBeVisible();
  const read = await tables.evaluateAll((all) =>
    all.map((table): [string, string[]] => [
      table.querySelector("caption")?.textContent ?? "",
      [...table.querySelectorAll("td")].map((cell) => cell.textContent ?? ""),
    ]),
  );
  return Object.fromEntries(
    read.map(([caption, cells]) => [
      caption.split(",")[0] ?? "",
      cells.map((text) => Number(text.trim().replace("\u2212", "-"))),
    ]),
  );
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/**
 * The 2-2-1 sigmoid network of the worksheet with L = (a − y)², by the chain rule, entry by entry. `z1Bias` false forgets the
 * bias of the first layer and carries those sums on, as a person would who does not notice.
 */
export function worksheetByHand(given: Numbers, { z1Bias = true } = {}): Numbers {
  const at = (symbol: string, i = 0) => {
    const value = given[symbol]?.[i];
    if (value === undefined) throw new Error(`${symbol} has no entry ${i} on this page`);
    return value;
  };
  const units = [0, 1] as const;
  const z1 = units.map(
    (i) => at("W1", 2 * i) * at("x", 0) + at("W1", 2 * i + 1) * at("x", 1) + (z1Bias ? at("b1", i) : 0),
  );
  const a1 = z1.map(sigmoid);
  const z2 = units.reduce((sum, i) => sum + at("W2", i) * (a1[i] ?? 0), at("b2"));
  const a2 = sigmoid(z2);
  const da2 = 2 * (a2 - at("y"));
  const dz2 = da2 * a2 * (1 - a2);
  const da1 = units.map((i) => at("W2", i) * dz2);
  const dz1 = units.map((i) => (da1[i] ?? 0) * (a1[i] ?? 0) * (1 - (a1[i] ?? 0)));
  const dW1 = dz1.flatMap((d) => [d * at("x", 0), d * at("x", 1)]);
  const dW2 = a1.map((a) => dz2 * a);
  const step = (symbol: string, gradient: readonly number[]) => gradient.map((d, i) => at(symbol, i) - at("alpha") * d);
  return {
    ...{ z1, a1, z2: [z2], a2: [a2], L: [(a2 - at("y")) ** 2] },
    ...{ da2: [da2], dz2: [dz2], da1, dz1, dW1, db1: dz1, dW2, db2: [dz2] },
    ...{ newW1: step("W1", dW1), newb1: step("b1", dz1), newW2: step("W2", dW2), newb2: step("b2", [dz2]) },
  };
}

/** Types the numbers into the sheet with six decimals, going on with Enter from field to field. */
export async function typeSheet(page: Page, values: Numbers): Promise<void> {
  const first = page.getByRole("textbox", { name: /^z1, row 1, column 1/ });
  await first.focus();
  for (;;) {
    const cell = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.cell ?? null);
    if (cell === null) return;
    const [id = "", i = "0"] = cell.split(":");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type((values[id]?.[Number(i)] ?? Number.NaN).toFixed(6));
    await page.keyboard.press("Enter");
    const after = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.cell ?? null);
    if (after === cell) return;
  }
}
