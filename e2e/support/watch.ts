import type { Page } from "@playwright/test";

export type Watched = {
  readonly follow: (page: Page) => Promise<void>;
  /** A journey that means to meet this says so first. */
  readonly expected: (complaint: RegExp) => void;
  readonly complaints: () => readonly string[];
};

/** Hears what the browser complains about: console errors, uncaught errors, reports of the content policy, answers of 500 and above. */
export function watch(): Watched {
  const heard: string[] = [];
  const meant: RegExp[] = [];
  const hear = (page: Page, what: string) => heard.push(`${what} (at ${new URL(page.url()).pathname})`);
  return {
    async follow(page) {
      page.on("console", (message) => {
        if (message.type() === "error") hear(page, `console: ${message.text()} ${message.location().url}`.trim());
      });
      page.on("pageerror", (error) => hear(page, `uncaught: ${error.message}`));
      page.on("response", (response) => {
        if (response.status() >= 500) hear(page, `${response.status()} from ${response.url()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          console.error(`policy: ${event.violatedDirective} stopped ${event.blockedURI} ${event.sample}`);
        });
      });
    },
    expected: (complaint) => meant.push(complaint),
    complaints: () => heard.filter((one) => !meant.some((pattern) => pattern.test(one))),
  };
}
