export { alone } from "./alone.ts";
export { type Heard, listen } from "./listen.ts";
export { work } from "./work.ts";
