import { setTimeout as sleep } from "node:timers/promises";

/** A person at a browser of a running product, by the requests that a browser makes. */
export class Student {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

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

  /**
   * Hands in as the page does, and reads the receipt or the refusal; what happens to the submission is not waited for. Rejects where
   * the product does not answer.
   */
  async handIn(input: unknown): Promise<HandedIn> {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input) };
    const answer = await this.#ask("/api/submissions", init);
    if (answer.headers.get("content-type")?.startsWith("application/json")) return (await answer.json()) as HandedIn;
    let text = "";
    for await (const part of answer.body ?? []) {
      text += new TextDecoder().decode(part);
      const received = /^data: (\{"type":"received".*\})$/m.exec(text)?.[1];
      if (received !== undefined) return { ok: true, value: (JSON.parse(received) as { receipt: Receipt }).receipt };
    }
    throw new Error(`handing in was answered with ${answer.status}: ${text.slice(0, 200)}`);
  }

  /** The same again, a little later, until there is an answer. */
  async handInUntilAnswered(input: unknown, until: number): Promise<HandedIn> {
    for (;;) {
      try {
        return await this.handIn(input);
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(150);
      }
    }
  }
}

export type Receipt = { readonly submissionId: string; readonly receipt: string };
export type HandedIn =
  | { readonly ok: true; readonly value: Receipt }
  | { readonly ok: false; readonly error: { readonly code: string } };

const plain = (text = ""): string =>
  text.replace(/&(quot|amp|lt|gt|#x27);/g, (_, name: string) => ENTITIES[name] as string);
const ENTITIES: { readonly [name: string]: string } = { quot: '"', amp: "&", lt: "<", gt: ">", "#x27": "'" };
