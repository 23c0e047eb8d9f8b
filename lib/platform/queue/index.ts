export { type Heard, listen } from "./listen.ts";
export { work } from "./work.ts";
