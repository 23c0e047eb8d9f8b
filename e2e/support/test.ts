import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { type DemoRole, signIn, signUp } from "./people.ts";
import { type Watched, watch } from "./watch.ts";

/** A person at a browser of their own: nobody, one of the demo's people, or somebody who has just made an account. */
export type Who = "visitor" | DemoRole | { readonly newcomer: string };
type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

type Fixtures = {
  /** Opens a watched page for a person. Whatever the browser complains about on it fails the test. */
  readonly visit: (who: Who, options?: BrowserContextOptions) => Promise<Page>;
  readonly watched: Watched;
};

/** Each person signs in once; later pages carry the same cookies. */
type Sessions = { readonly sessions: Map<string, Cookies> };

export const test = base.extend<Fixtures, Sessions>({
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => use(new Map()),
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  watched: async ({}, use) => {
    const watched = watch();
    await use(watched);
    expect(watched.complaints(), "what the browser complained about").toEqual([]);
  },
  visit: async ({ browser, sessions, watched }, use) => {
    const open: BrowserContext[] = [];
    await use(async (who, options) => {
      const context = await browser.newContext(options);
      open.push(context);
      const page = await context.newPage();
      await watched.follow(page);
      if (who === "visitor") return page;
      const name = typeof who === "string" ? who : who.newcomer;
      const known = sessions.get(name);
      if (known) await context.addCookies(known);
      else {
        if (typeof who === "string") await signIn(page, who);
        else await signUp(page, await joinCode(browser.newContext.bind(browser)), who.newcomer);
        sessions.set(name, await context.cookies());
      }
      return page;
    });
    await Promise.all(open.map((context) => context.close()));
  },
});

/** The code that an instructor gives to the class. */
async function joinCode(newContext: () => Promise<BrowserContext>): Promise<string> {
  const context = await newContext();
  const page = await context.newPage();
  await signIn(page, "instructor");
  const code = await page.getByLabel("Join code").locator("p").last().textContent();
  await context.close();
  if (!code) throw new Error("the course shows no join code");
  return code;
}

export { expect };
