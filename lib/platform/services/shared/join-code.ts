import { randomInt } from "node:crypto";

/** Letters and digits that are not taken for one another. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Eight random characters, `XXXX-XXXX`: 40 bits. */
export function makeJoinCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return normalCode(letters);
}

/** As it is stored, however it was typed. */
export function normalCode(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
