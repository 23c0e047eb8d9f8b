import { parentPort } from "node:worker_threads";
import {
  answer,
  createLocalRunner,
  type ThreadMessage,
  type ThreadReply,
  type ThreadTask,
} from "#lib/grading/sandbox/index.ts";

const runner = createLocalRunner();
await runner.warm(["guest", "trusted"]);

const tell = (message: ThreadMessage) => parentPort?.postMessage(message);

/** Serves one task of the pool. Never rejects: a fault is a reply too. */
export default function serve({ id, request, deadlineMs, progress }: ThreadTask): Promise<ThreadReply> {
  const onProgress = progress ? { onProgress: (points: ProgressPoints) => tell({ type: "progress", id, points }) } : {};
  return answer(id, () =>
    runner.run(request, { deadlineMs, onBegin: (has) => tell({ type: "begun", id, deadlineMs: has }), ...onProgress }),
  );
}

type ProgressPoints = Extract<ThreadMessage, { readonly type: "progress" }>["points"];
