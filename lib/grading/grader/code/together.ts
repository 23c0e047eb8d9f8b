import type { Call, CallResult, Runner, RunOutcome, RunRequest } from "#lib/core/runner.ts";

type Work<T> = (runner: Runner) => Promise<T>;

type Asked = {
  readonly by: number;
  readonly request: RunRequest;
  readonly resolve: (outcome: RunOutcome) => void;
  readonly reject: (error: unknown) => void;
};

export type Together<T> = {
  readonly settled: readonly PromiseSettledResult<T>[];
  /** Student code ran, and came to its end each time. */
  readonly ended: boolean;
  /** It printed nothing. */
  readonly silent: boolean;
};

/**
 * Several works side by side, in as few runs as there can be, and a call that several ask for (the same list of arguments) once. A work asks of its runner as it would of any other; once all of them
 * wait, what they ask for with the same files and limits is one run, trusted code first. A run costs as much as a dozen calls.
 *
 * A run in which anything went wrong gives every work that has a share in it the same end and no result, though it may have no part
 * in what went wrong: so nothing that fails here says anything about a work. Nor is a function's order of calls what it would be
 * alone.
 */
export async function together<T>(runner: Runner, works: readonly Work<T>[]): Promise<Together<T>> {
  const waiting = works.map(() => 0);
  const over = works.map(() => false);
  let asked: Asked[] = [];
  let running = false;
  const runs: End[] = [];

  const begin = async () => {
    if (running || asked.length === 0 || !works.every((_, i) => over[i] || (waiting[i] as number) > 0)) return;
    running = true;
    const place = asked.some(({ request }) => request.place === "trusted") ? "trusted" : "guest";
    const now = asked.filter(({ request }) => request.place === place).sort((a, b) => a.by - b.by);
    asked = asked.filter(({ request }) => request.place !== place);
    const answered = await Promise.all(
      groupsOf(now).map(async (group) => ({ group, end: await endOf(runner, group) })),
    );
    for (const { group, end } of answered) {
      if (place === "guest") runs.push(end);
      for (const one of group.asked) waiting[one.by] = (waiting[one.by] as number) - 1;
      deliver(group, end);
    }
    running = false;
    queueMicrotask(begin);
  };

  const runnerOf = (by: number): Runner => ({
    run: (request) =>
      new Promise((resolve, reject) => {
        waiting[by] = (waiting[by] as number) + 1;
        asked.push({ by, request, resolve, reject });
        queueMicrotask(begin);
      }),
  });
  const settled = await Promise.allSettled(
    works.map(async (work, by) => {
      try {
        return await work(runnerOf(by));
      } finally {
        over[by] = true;
        queueMicrotask(begin);
      }
    }),
  );
  const ended = runs.length > 0 && runs.every((end) => "outcome" in end && end.outcome.status === "ok");
  return { settled, ended, silent: runs.every((end) => linesOf(end) === 0) };
}

type End = { readonly outcome: RunOutcome } | { readonly error: unknown };

const linesOf = (end: End): number =>
  "outcome" in end && end.outcome.status !== "killed" ? end.outcome.console.length : 0;

async function endOf(runner: Runner, { asked, calls }: Group): Promise<End> {
  const [first] = asked as [Asked, ...Asked[]];
  try {
    return { outcome: await runner.run({ ...first.request, calls }) };
  } catch (error) {
    return { error };
  }
}

/** Each its own share of the results, in the order in which they were asked for. */
function deliver({ asked, shares }: Group, end: End): void {
  for (const [i, { resolve, reject }] of asked.entries()) {
    if ("error" in end) reject(end.error);
    else if (end.outcome.status !== "ok")
      resolve(end.outcome.status === "killed" ? end.outcome : nothingOf(end.outcome));
    else {
      const all = end.outcome.results;
      const results = (shares[i] as readonly number[]).map((at) => all[at] as CallResult);
      resolve({ ...end.outcome, results, fuel: results.reduce((sum, { fuel }) => sum + fuel, 0) });
    }
  }
}

const nothingOf = (outcome: Exclude<RunOutcome, { status: "killed" }>): RunOutcome => ({ ...outcome, results: [] });

/** What is one run: who asked for it, its calls, and which of them are whose. */
type Group = {
  readonly asked: readonly Asked[];
  readonly calls: readonly Call[];
  readonly shares: readonly (readonly number[])[];
};

function grouped(asked: readonly Asked[]): Group {
  const calls: Call[] = [];
  const known = new Map<Call["args"], number[]>();
  const shares = asked.map(({ request }) => {
    const own = new Set<number>();
    for (const call of request.calls) {
      const there = known.get(call.args) ?? [];
      const at = there.find((i) => !own.has(i) && isSame(calls[i] as Call, call)) ?? calls.push(call) - 1;
      if (!there.includes(at)) known.set(call.args, [...there, at]);
      own.add(at);
    }
    return [...own];
  });
  return { asked, calls, shares };
}

/** Whether two calls with the same arguments ask for the same. */
const isSame = (a: Call, b: Call): boolean =>
  a.fn === b.fn && (restOf(a) === restOf(b) || JSON.stringify(restOf(a)) === JSON.stringify(restOf(b)));

/** What a call says besides function and arguments; by itself what it gives back, where it says nothing else. */
const restOf = ({ fn: _fn, args: _args, returns, ...rest }: Call): unknown =>
  Object.keys(rest).length === 0 ? returns : { returns, ...rest };

/** What can be one run: the same files, limits and place, and of trusted code the same seed. A taped call runs by itself. */
function groupsOf(asked: readonly Asked[]): Group[] {
  const groups: { readonly alone: boolean; readonly of: RunRequest; readonly asked: Asked[] }[] = [];
  for (const one of asked) {
    const { calls } = one.request;
    const alone = calls.some(({ tape, args }) => tape === true || args.some(isEarlier));
    const there = alone ? undefined : groups.find((group) => !group.alone && isOneRun(group.of, one.request));
    if (there === undefined) groups.push({ alone, of: one.request, asked: [one] });
    else there.asked.push(one);
  }
  return groups.map(({ asked }) => grouped(asked));
}

const isOneRun = (a: RunRequest, b: RunRequest): boolean =>
  a.place === b.place &&
  (a.place === "guest" || a.seed === b.seed) &&
  a.budget.fuel === b.budget.fuel &&
  a.budget.tensorBytes === b.budget.tensorBytes &&
  a.files.length === b.files.length &&
  a.files.every(({ name, source }, i) => name === b.files[i]?.name && source === b.files[i]?.source);

/** An argument that is the result of an earlier call: where it stands would change. */
const isEarlier = (argument: Call["args"][number]): boolean =>
  typeof argument === "object" && argument !== null && "resultOf" in argument;
