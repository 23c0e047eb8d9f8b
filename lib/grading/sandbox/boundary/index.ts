export { type Emitted, GuestContext } from "./context.ts";
export { addressOf, type EngineOptions } from "./engine.ts";
export { createInstance, type Instance } from "./instance.ts";
export type { Standing } from "./standing.ts";
export type { RawTape, RawTrace } from "./tape.ts";
