import type { Asked } from "./template.ts";

/** For tests: answers every question as usual, but for the options that are said. */
export const answering =
  (said: { readonly [option: string]: string }): Asked =>
  async ({ as, option, usual }) =>
    as(said[option] ?? usual);

export const usual = answering({});
