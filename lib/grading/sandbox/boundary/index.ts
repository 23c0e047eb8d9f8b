export { type ContextOptions, type Emitted, GuestContext, type HarnessNatives, WORK_PER_POLL } from "./context.ts";
export { addressOf, type EngineOptions, handleOf } from "./engine.ts";
export { createInstance, type Instance } from "./instance.ts";
export type { RawTape } from "./tape.ts";
