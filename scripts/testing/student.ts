import { setTimeout as sleep } from "node:timers/promises";

/** A person at a browser of a running product, by the requests that a browser makes. */
export class Student {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  readonly #actions = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** One request with this person's cookies; those that come back are kept. */
  async #ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    headers.set("origin", this.#url);
    const signal = AbortSignal.timeout(15_000);
    const answer = await fetch(this.#url + path, { ...init, headers, signal, redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
    return answer;
  }

  /** Sends the form of the page for signing in, which works without scripts as well. */
  async signIn(email: string, password: string): Promise<void> {
    const html = await (await this.#ask("/sign-in")).text();
    const form = new FormData();
    const inside = /<form[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
    for (const [input] of inside.matchAll(/<input type="hidden"[^>]*>/g))
      form.set(plain(/ name="([^"]*)"/.exec(input)?.[1]), plain(/ value="([^"]*)"/.exec(input)?.[1]));
    form.set("email", email);
    form.set("password", password);
    const answer = await this.#ask("/sign-in", { method: "POST", body: form });
    if (answer.status !== 303) throw new Error(`signing in as ${email} was answered with ${answer.status}`);
  }

  /** The id of a server action, from the scripts that a page loads. */
  async #actionOf(page: string, name: string): Promise<string> {
    const known = this.#actions.get(name);
    if (known !== undefined) return known;
    const html = await (await this.#ask(page)).text();
    const scripts = new Set([...html.matchAll(/\/_next\/static\/[\w./~-]+\.js/g)].map(([path]) => path));
    for (const path of scripts) {
      const script = await (await this.#ask(path)).text();
      const found = new RegExp(`\\("([0-9a-f]{40,})",[^()]{1,120},"${name}"\\)`).exec(script)?.[1];
      if (found === undefined) continue;
      this.#actions.set(name, found);
      return found;
    }
    throw new Error(`no script of ${page} names ${name}`);
  }

  /** Calls a server action as the page does. Rejects where the product does not answer, as the page's promise does. */
  async call<T>(page: string, name: string, input: unknown): Promise<T> {
    const answer = await this.#ask(page, {
      method: "POST",
      headers: {
        accept: "text/x-component",
        "content-type": "text/plain;charset=UTF-8",
        "next-action": await this.#actionOf(page, name),
      },
      body: JSON.stringify([input]),
    });
    const text = await answer.text();
    const value = /^\w+:(\{"ok":.*\})$/m.exec(text)?.[1];
    if (value === undefined) throw new Error(`${name} was answered with ${answer.status}: ${text.slice(0, 200)}`);
    return JSON.parse(value) as T;
  }

  /** The same call again, a little later, until there is an answer. */
  async callUntilAnswered<T>(page: string, name: string, input: unknown, until: number): Promise<T> {
    for (;;) {
      try {
        return await this.call<T>(page, name, input);
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(150);
      }
    }
  }
}

const plain = (text = ""): string =>
  text.replace(/&(quot|amp|lt|gt|#x27);/g, (_, name: string) => ENTITIES[name] as string);
const ENTITIES: { readonly [name: string]: string } = { quot: '"', amp: "&", lt: "<", gt: ">", "#x27": "'" };
