import { createRandom } from "#lib/core/random.ts";
import type { Evidence } from "#lib/core/report.ts";
import type { Returns, RunOutcome } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import { examples, isLeaf, parseTable, resolveShape } from "../../exercise/index.ts";
import { type Ended, endOf } from "../run-end.ts";
import { asTensor, type Fields, fieldsOf, shapedAs } from "../tensor-values.ts";
import { count, figure } from "../words.ts";
import {
  argumentsOf,
  type CodeCheck,
  type CodeContext,
  type Judged,
  nothingFound,
  returnsOf,
  runAnswer,
  TRAINING,
} from "./context.ts";
import { METRICS } from "./metrics.ts";

type Settings = Parameters<(typeof trains)["judge"]>[1]["trains"];
type Values = { readonly [name: string]: Value };
type Trained = {
  readonly end: Ended;
  /** What the training took. */
  readonly fuel: number;
  readonly metric: number | null;
  readonly losses: readonly number[];
  /** Other lists that the function returned, with an entry for each loss. */
  readonly further: { readonly [name: string]: readonly number[] };
  readonly parameters: Fields;
  /** Something in the outputs after training is not a finite number. */
  readonly isLost: boolean;
  readonly console: readonly string[];
};
const SHOWN_LOSSES = 400;
/** A training that takes more fuel than this is dear: ten times what one in plain loops takes in most exercises. */
const DEAR = 15_000;
/** What a dear answer's trainings may take, all together. */
const PURSE = 150_000;

/**
 * A statistical statement: `pass` of `of_seeds` first parameters reach the threshold. One run per seed, each with its own budget; of
 * a dear answer no more seeds than settle the matter.
 */
export const trains: CodeCheck<"trains"> = {
  kind: "trains",
  judge: async (context, { id, trains: settings }) => {
    const seeds = Array.from({ length: settings.of_seeds }, (_, k) => `${context.seed}:${id}:${k}`);
    const [seed, ...others] = seeds as [string, ...string[]];
    const first = await trainOnce(context, settings, seed);
    // Where the first does not come through, the others would only cost time.
    if (first.end !== null) return judgeAll(settings, [first]);
    const train = (seed: string, fuel?: number) => trainOnce(context, settings, seed, fuel);
    if (first.fuel > DEAR) return judgeAll(settings, await untilSettled(settings, first, others, train));
    return judgeAll(settings, [first, ...(await Promise.all(others.map((one) => train(one))))]);
  },
};

/** One training after the other, until enough of them have reached the threshold or too few are left to do so. */
async function untilSettled(
  settings: Settings,
  first: Trained,
  seeds: readonly string[],
  train: (seed: string, fuel: number) => Promise<Trained>,
): Promise<readonly Trained[]> {
  const runs = [first];
  let purse = PURSE - first.fuel;
  for (const [i, seed] of seeds.entries()) {
    const reached = runs.filter(({ metric }) => reaches(settings, metric)).length;
    const isSettled = reached >= settings.pass || reached + seeds.length - i < settings.pass;
    if (isSettled || runs.some(({ end }) => end !== null)) break;
    const run = await train(seed, Math.max(1, Math.min(TRAINING.fuel, purse)));
    purse -= run.fuel;
    runs.push(run);
  }
  return runs;
}

/** Trains from first parameters that the seed draws, then measures on the data, as `metric` says. */
export async function trainOnce(
  context: CodeContext,
  settings: Settings,
  seed: string,
  fuel = context.trainingFuel ?? TRAINING.fuel,
): Promise<Trained> {
  const data = context.part.data[settings.data];
  if (data === undefined) throw new Error(`no data set is called ${settings.data}`);
  const table = parseTable(data.csv);
  const take = (split: string): Values => ({
    [data.args.inputs]: examples(table, data.inputs, data.split, split),
    [data.args.targets]: examples(table, data.targets, data.split, split),
  });
  const values = { ...firstParameters(context, settings, seed), ...take("train") };
  const outcome = await runAnswer(
    context,
    [
      {
        fn: settings.of,
        args: argumentsOf(context.part, settings.of, values, settings.options),
        returns: trainedReturns(context, settings.of),
      },
    ],
    seed,
    { ...TRAINING, fuel },
  );
  const used = outcome.status === "killed" ? 0 : outcome.fuel;
  const end = endOf(outcome, context.hidden);
  const console = outcome.status === "killed" ? [] : outcome.console;
  if (end !== null)
    return { end, fuel: used, metric: null, losses: [], further: {}, parameters: {}, isLost: false, console };
  const result = resultOf(outcome);
  const trained = parametersIn(context, result, values);
  const measured = take(settings.on);
  const predicted = await runAnswer(
    { ...context, progress: undefined } as CodeContext,
    [
      {
        fn: settings.predict.of,
        args: argumentsOf(context.part, settings.predict.of, { ...values, ...measured, ...trained }),
        returns: returnsOf(context.part, settings.predict.of, [settings.predict.field]),
      },
    ],
    seed,
  );
  const endOfPrediction = endOf(predicted, context.hidden);
  const recorded = recordedIn(fieldsOf(result));
  if (endOfPrediction !== null)
    return { end: endOfPrediction, fuel: used, metric: null, ...recorded, parameters: {}, isLost: false, console };
  const given = fieldsOf(resultOf(predicted));
  const output = given[settings.predict.field] ?? given[""];
  const target = measured[data.args.targets] as TensorValue;
  return {
    end: null,
    fuel: used,
    metric: output === undefined ? null : METRICS[settings.metric].measure(output, target),
    ...recorded,
    parameters: fieldsOf(trained[Object.keys(trained)[0] ?? ""] ?? null),
    isLost: output !== undefined && !output.data.every(Number.isFinite),
    console,
  };
}

/** The field `losses`, and other lists of the same length. */
function recordedIn(fields: Fields): Pick<Trained, "losses" | "further"> {
  const losses = [...(fields.losses?.data ?? [])];
  const others = Object.entries(fields).filter(
    ([name, { shape, data }]) => name !== "losses" && shape.length === 1 && data.length === losses.length,
  );
  return { losses, further: Object.fromEntries(others.map(([name, { data }]) => [name, [...data]])) };
}

export const reaches = (settings: Pick<Settings, "metric" | "reach">, metric: number | null): boolean =>
  metric !== null && (METRICS[settings.metric].more ? metric >= settings.reach : metric <= settings.reach);

/** Weights near normal with deviation `init`, biases (names that begin with b) zero. Other values of the exercise stay at their middle. */
function firstParameters(context: CodeContext, settings: Settings, seed: string): Values {
  const random = createRandom(seed);
  const values: Record<string, Value> = {};
  for (const [name, drawn] of Object.entries(context.part.cases.values)) {
    if (isLeaf(drawn)) continue;
    values[name] = Object.fromEntries(
      Object.entries(drawn).map(([field, leaf]) => {
        const shape = "shape" in leaf ? resolveShape(leaf.shape, settings.sizes) : [];
        const data = Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () =>
          field.startsWith("b") ? 0 : random.normalish() * settings.init,
        );
        return [field, shape.length === 0 ? (data[0] as number) : { shape, data }];
      }),
    );
  }
  return values;
}

/** Everything the function returns. Beside the parameters all may be left out here: other checks ask for it. */
function trainedReturns(context: CodeContext, fn: string): Returns {
  const all = returnsOf(context.part, fn, undefined, true);
  if (typeof all !== "object" || !("fields" in all)) return all;
  const parameters = Object.values(context.part.cases.values).flatMap((drawn) =>
    isLeaf(drawn) ? [] : Object.keys(drawn),
  );
  const flat = parameters.every((name) => name in all.fields);
  return flat ? { ...all, optional: Object.keys(all.fields).filter((name) => !parameters.includes(name)) } : all;
}

/**
 * The record of parameters among the arguments, with its fields as trained, whether returned flat or one level down. A number that
 * stands for 1×1 becomes 1×1 again, as in the first parameters.
 */
function parametersIn(context: CodeContext, result: Value, first: Values): Values {
  const record = Object.entries(context.part.cases.values).find(([, drawn]) => !isLeaf(drawn));
  if (record === undefined || typeof result !== "object" || result === null) return {};
  const [name, drawn] = record;
  const places = [result, ...Object.values(result as Values)].filter(
    (one): one is Values => typeof one === "object" && one !== null && !isTensorValue(one) && !Array.isArray(one),
  );
  const place = places.find((one) => Object.keys(drawn).every((field) => field in one));
  const shaped = (field: string): Value => {
    const [value, asked] = [asTensor(place?.[field] as Value), asTensor((first[name] as Values)[field] as Value)];
    return value === null || asked === null ? (place?.[field] as Value) : shapedAs(value, asked.shape);
  };
  return place === undefined
    ? {}
    : { [name]: Object.fromEntries(Object.keys(drawn).map((field) => [field, shaped(field)])) };
}

function resultOf(outcome: RunOutcome): Value {
  return outcome.status === "ok" ? (outcome.results[0]?.value ?? null) : null;
}

function judgeAll(settings: Settings, runs: readonly Trained[]): Judged {
  const stopped = runs.find(({ end }) => end !== null);
  const reached = runs.filter(({ metric }) => reaches(settings, metric)).length;
  const held = reached >= settings.pass;
  const [first] = runs as [Trained, ...Trained[]];
  const evidence: Evidence = {
    kind: "training",
    reached,
    needed: settings.pass,
    of: stopped === undefined ? runs.length : settings.of_seeds,
    metric: settings.metric,
    threshold: settings.reach,
    values: runs.map(({ metric }) => metric ?? (METRICS[settings.metric].more ? 0 : Number.MAX_VALUE)),
    losses: thinned(first.losses),
    ...(Object.keys(first.further).length === 0
      ? {}
      : { further: Object.fromEntries(Object.entries(first.further).map(([name, list]) => [name, thinned(list)])) }),
    parameters: Object.keys(first.parameters).length === 0 ? null : plainFields(first.parameters),
  };
  return {
    ...nothingFound,
    held,
    evidence,
    run: held ? null : (stopped?.end?.shown ?? null),
    fullRun: stopped?.end?.full ?? null,
    replayable: runs.every(({ end }) => end?.replayable ?? true),
    message: words(settings, runs, reached, held, stopped?.end?.shown.message ?? null),
    console: first.console,
  };
}

function words(
  settings: Settings,
  runs: readonly Trained[],
  reached: number,
  held: boolean,
  stopped: string | null,
): string {
  if (stopped !== null && !held) return `${settings.of} did not give a result. ${stopped}`;
  const goal = `${METRICS[settings.metric].words}${figure(settings.reach, 3)}`;
  const tried = stopped === null ? runs.length : settings.of_seeds;
  const left = settings.of_seeds - tried;
  const seen = `Reached ${goal} on ${reached} of ${count(tried, "seed")}; ${settings.pass} are asked for.${left === 0 ? "" : ` Each training takes long, so ${count(left, "seed")} that could not change this ${left === 1 ? "was" : "were"} left out.`}`;
  if (held) return seen;
  if (runs.every(({ isLost }) => isLost))
    return `${seen} After training the outputs are not finite numbers: the parameters have grown without bound, or a step gives NaN.`;
  const metrics = runs.flatMap(({ metric }) => (metric === null ? [] : [metric]));
  const middle = metrics.sort((a, b) => a - b)[Math.floor(metrics.length / 2)];
  const typical = middle === undefined ? "" : ` In the middle one of your seeds it is ${figure(middle, 3)}.`;
  return `${seen}${typical}`;
}

/** At most 400 of the recorded losses, evenly spread, the last one included; those that are not numbers are left out. */
function thinned(losses: readonly number[]): (readonly [number, number])[] {
  const every = Math.max(1, Math.ceil(losses.length / SHOWN_LOSSES));
  return losses
    .map((loss, epoch): readonly [number, number] => [epoch, loss])
    .filter(([epoch, loss]) => Number.isFinite(loss) && (epoch % every === 0 || epoch === losses.length - 1))
    .slice(0, SHOWN_LOSSES + 1);
}

function plainFields(fields: Fields): { [name: string]: { shape: readonly number[]; data: number[] } } {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { shape, data }]) => [
      name,
      { shape, data: [...data].map((x) => (Number.isFinite(x) ? x : 0)) },
    ]),
  );
}
