export type { EngineOptions } from "./boundary/index.ts";
export { createLocalRunner, type LocalOptions } from "./local.ts";
