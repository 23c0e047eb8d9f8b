export type { EngineOptions } from "./boundary/index.ts";
export { createLocalRunner, type LocalOptions, type LocalRunner } from "./local.ts";
export {
  answer,
  type StartMessage,
  type ThreadMessage,
  type ThreadReply,
  type ThreadTask,
  type WorkerAnswers,
  type WorkerAsk,
  type WorkerMessage,
  type WorkerQuestion,
} from "./protocol.ts";
