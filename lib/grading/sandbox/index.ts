export type { EngineOptions } from "./boundary/index.ts";
export { createLocalRunner, type LocalOptions, type LocalRunner } from "./local.ts";
export { answer, type ThreadMessage, type ThreadReply, type ThreadTask } from "./protocol.ts";
