// How long a person waits in the browser: from Run to the first result, and from Submit to a visible report, on a running product.
// `npm run bench` starts one; `NABLAB_E2E_URL` and `NABLAB_DATA` name one that runs already.
import { readFileSync } from "node:fs";
import path from "node:path";
import { chromium, type Page } from "playwright";
import { chromiumArgs, findChromium } from "../scripts/lib/chromium.mjs";

const RUNS = 15;
/** A person may submit 60 times a minute; the pauses keep it below that. */
const SUBMITS = 30;
const PAUSE_MS = 1500;
const url = process.env.NABLAB_E2E_URL;
const data = process.env.NABLAB_DATA;
if (!url || !data) throw new Error("NABLAB_E2E_URL and NABLAB_DATA name the product to measure.");
const { demo } = JSON.parse(readFileSync(path.join(data, "secrets.json"), "utf8")) as { demo: { student: string } };

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;

function tell(what: string, goal: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(
    `${what}: p50 ${quantile(sorted, 0.5).toFixed(0)} ms, p95 ${quantile(sorted, 0.95).toFixed(0)} ms, n ${sorted.length} (goal ${goal})`,
  );
}

/** Clicks a button in the page and waits there until `done` holds, looked at before every paint; milliseconds. */
async function timed(page: Page, button: string, done: string): Promise<number> {
  return page.evaluate(
    async ([name, condition]) => {
      const target = [...document.querySelectorAll("button")].find((one) =>
        one.textContent?.trim().startsWith(name as string),
      );
      if (!target) throw new Error(`no button ${name}`);
      const seen = new Function(`return ${condition}`) as () => boolean;
      const from = performance.now();
      target.click();
      for (;;) {
        await new Promise((painted) => requestAnimationFrame(painted));
        if (seen()) return performance.now() - from;
        if (performance.now() - from > 30_000) throw new Error(`waited 30 s for ${condition}`);
      }
    },
    [button, done] as const,
  );
}

const browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumArgs] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
const page = await context.newPage();
await page.goto(`${url}/sign-in?next=/courses/introduction-to-backpropagation/exercises/manual-backprop`);
await page.getByLabel("E-mail").fill("student@demo.nablab.local");
await page.getByLabel("Password").fill(demo.student);
await page.getByRole("button", { name: "Sign in" }).click();
await page.waitForURL(/manual-backprop/);

// The worksheet has unlimited attempts and no training.
await page.locator("main input").first().fill("0.5");
const submits: number[] = [];
for (let k = 0; k <= SUBMITS; k++) {
  await page.waitForTimeout(PAUSE_MS);
  submits.push(
    await timed(page, "Submit", `/\\d points\\./.test(document.querySelector('[role="status"]')?.textContent ?? "")`),
  );
  await page.reload();
  await page.waitForLoadState("networkidle");
}
// What is loaded and compiled for the first time is told by itself.
tell("The first Submit after a start", "none", submits.slice(0, 1));
tell("Submit to visible report, worksheet", "p95 ≤ 300 ms", submits.slice(1));

await page.goto(`${url}/courses/introduction-to-backpropagation/exercises/tanh-swap`);
await page.waitForTimeout(4000);
const runs: number[] = [];
for (let k = 0; k < RUNS; k++) {
  const first = `/Run ${k + 1}(?!\\d)/.test(document.querySelector("main")?.textContent ?? "") && document.querySelector('[aria-label="All checks"] svg[aria-label="right"]') !== null`;
  runs.push(await timed(page, "Run", first));
  // All of it, training included, before the next.
  await page
    .getByText(`Run ${k + 1}`)
    .locator("..")
    .getByText("in your browser, not recorded")
    .waitFor();
}
tell("Run to its first result, tanh-swap", "≤ 100 ms", runs);
await browser.close();
