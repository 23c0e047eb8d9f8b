import { createHash } from "node:crypto";
import { countUse, database, forgetUses, selectOptionalUses } from "#lib/platform/db/index.ts";
import { ADDRESS_HEADER } from "./auth.ts";

type Limit = { readonly most: number; readonly seconds: number };

/**
 * Tries in a window that begins with the first of them. Many people may share one address, as in a lecture hall, so what is
 * counted by address alone is either a try that did not succeed, or high enough for a class.
 */
const limits = {
  "sign-in per account and address": { most: 5, seconds: 60 },
  "sign-in per account": { most: 30, seconds: 60 },
  "sign-in without success per address": { most: 60, seconds: 60 },
  "sign-up per address": { most: 10, seconds: 600 },
  "sign-up with a join code per address": { most: 100, seconds: 600 },
  "join per account": { most: 10, seconds: 600 },
  "submission per person": { most: 60, seconds: 60 },
  "draft per person": { most: 120, seconds: 60 },
  "hint per person": { most: 30, seconds: 60 },
  "preview per person": { most: 30, seconds: 60 },
  "course per person": { most: 10, seconds: 3600 },
} as const satisfies { readonly [name: string]: Limit };

export type LimitName = keyof typeof limits;

/** Whose tries are counted. Keys are hashed, so that the table holds no addresses. */
const keyOf = (name: LimitName, whose: string): string =>
  `${name}:${createHash("sha256").update(whose.toLowerCase()).digest("hex").slice(0, 32)}`;

/** Counts one try. @returns seconds to wait if it is one too many, else null */
export async function secondsToWait(name: LimitName, whose: string): Promise<number | null> {
  const { most, seconds } = limits[name];
  const { count, endsIn } = await countUse(database(), keyOf(name, whose), seconds);
  return count > most ? endsIn : null;
}

/** Counts nothing. @returns seconds to wait if there are no tries left, else null */
export async function secondsUntilNext(name: LimitName, whose: string): Promise<number | null> {
  const uses = await selectOptionalUses(database(), keyOf(name, whose));
  return uses && uses.count >= limits[name].most ? uses.endsIn : null;
}

/** After a success the account's tries begin anew. */
export const forgetTries = (name: LimitName, whose: string): Promise<void> =>
  forgetUses(database(), keyOf(name, whose));

/** The client's address as the web server saw it; null where nothing vouches for one. */
export const addressOf = (headers: Headers): string | null => headers.get(ADDRESS_HEADER);
