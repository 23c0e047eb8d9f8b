import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { Unusable } from "../unusable.ts";

/** `as` reads what was typed, or throws `Unusable` with what to do; `usual` is taken for an empty line; `option` says it beforehand. */
export type Question<T> = {
  readonly asks: string;
  readonly as: (typed: string) => T;
  readonly option: string;
  readonly usual?: string;
};

/**
 * Asks on the terminal for what was not said as an option, again until it can be used. What was said is not asked for, and cannot be
 * asked again: then it throws. Where no one answers, what has a usual value takes it, and what cannot be used ends the asking.
 */
export function asking(input: Readable & { readonly isTTY?: boolean }, output: Writable) {
  let lines: ReturnType<typeof createInterface> | null = null;
  let typed: AsyncIterator<string> | null = null;
  const nextLine = async (): Promise<string | null> => {
    lines ??= createInterface({ input });
    typed ??= lines[Symbol.asyncIterator]();
    const { value, done } = await typed.next();
    return done ? null : String(value).trim();
  };
  const ask = async <T>(question: Question<T>, said: string | undefined): Promise<T> => {
    const { asks, as, option, usual } = question;
    if (said !== undefined) return naming(option, () => as(said));
    for (;;) {
      output.write(`${asks}${usual === undefined ? "" : ` [${usual}]`}\n> `);
      const line = await nextLine();
      const answer = line === "" || line === null ? usual : line;
      if (answer === undefined && line === null) throw new Unusable(`Say it as ${option}, or answer the question.`);
      try {
        if (answer !== undefined) return as(answer);
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
        if (line === null) throw new Unusable(`${error.message} Say it as ${option}.`); // nobody types anything else
        output.write(`${error.message}\n`);
      }
    }
  };
  return Object.assign(ask, { close: () => lines?.close() });
}

/** What cannot be used, with the option that said it: a command may have several. */
function naming<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const name = /^--[\w-]+/.exec(option)?.[0];
    throw error instanceof Unusable && name !== undefined ? new Unusable(`${name}: ${error.message}`) : error;
  }
}
