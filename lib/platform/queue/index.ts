export type { Alive } from "./alive.ts";
export { type Heard, listen } from "./listen.ts";
export { type Work, type Working, work } from "./work.ts";
