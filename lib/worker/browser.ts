import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import { gradePublic } from "#lib/grading/grader/index.ts";
import {
  answer,
  createLocalRunner,
  type LocalRunner,
  type StartMessage,
  type WorkerAnswers,
  type WorkerAsk,
  type WorkerMessage,
  type WorkerQuestion,
} from "#lib/grading/sandbox/index.ts";

const tell = (message: WorkerMessage): void => postMessage(message);

type Work = {
  readonly [Type in WorkerAsk["type"]]: (
    ask: Extract<WorkerAsk, { readonly type: Type }>,
    runner: LocalRunner,
    id: number,
  ) => Promise<WorkerAnswers[Type]>;
};

const work: Work = {
  run: ({ request }, runner, id) =>
    runner.run(request, { onProgress: (points) => tell({ type: "progress", id, points }) }),
  gradePublic: ({ exercise, answer: given, partId, withoutTraining }, runner, id) =>
    gradePublic(exercise as PublicExercise, given, runner, {
      ...(partId === undefined ? {} : { parts: [partId] }),
      ...(withoutTraining === undefined ? {} : { withoutTraining }),
      onProgress: (points) => tell({ type: "progress", id, points }),
      onCheck: (part, check) => tell({ type: "check", id, partId: part, check }),
    }),
};

/** The entry of the page's worker: `start` first, then questions, answered one after the other. */
let runner: LocalRunner | null = null;
let last: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<StartMessage | WorkerQuestion>) => {
  if (data.type === "start") {
    runner = createLocalRunner({ wasmLocation: data.wasmUrl, deadlineMs: data.deadlineMs });
    last = runner.warm().catch(() => {}); // the first question meets the same fault and tells it
  } else if (runner === null) {
    tell({ type: "fault", id: data.id, message: "the worker was asked before it was started" });
  } else {
    const { run, warm } = runner;
    const onBegin = (deadlineMs: number) => tell({ type: "begun", id: data.id, deadlineMs });
    const telling: LocalRunner = { warm, run: (request, options) => run(request, { ...options, onBegin }) };
    last = last.then(async () => tell(await serve(telling, data)));
  }
});

function serve(running: LocalRunner, { id, ask }: WorkerQuestion): Promise<WorkerMessage> {
  const done = (): Promise<WorkerAnswers[WorkerAsk["type"]]> =>
    ask.type === "run" ? work.run(ask, running, id) : work.gradePublic(ask, running, id);
  return answer(id, done);
}
