import type { CheckReport, Diagnosis } from "#lib/core/report.ts";
import type { Value } from "#lib/core/value.ts";
import { type Check, type CodePart, checkKind, type Exercise, fileOf, seed32 } from "../../exercise/index.ts";
import { type Checked, noSecret, type PartContext, type PartGrader, scored } from "../part.ts";
import { endOf } from "../run-end.ts";
import { fieldsOf, plain } from "../tensor-values.ts";
import { AuthorFault, runTrusted, trustedEffort } from "../trusted.ts";
import { besideForward } from "./beside-forward.ts";
import { judgeBeside } from "./beside-steps.ts";
import { caseDrawer, withExpected } from "./compare.ts";
import { confirm } from "./confirm.ts";
import { type CodeContext, type Judged, nothingFound, returnsOf, runAnswer } from "./context.ts";
import { diagnoseChecks, followsOff, isRightBesides } from "./diagnose.ts";
import { keptOf } from "./draws.ts";
import { allGradientsHold, withLossNamed, withOwnDerivative } from "./fitting.ts";
import { BY_TRYING, type Fingerprint, fingerprint, flag, flatten, probeInputs } from "./probes.ts";
import { related } from "./related.ts";
import { functionsOf } from "./table.ts";
import type { AnswerPlace } from "./told.ts";
import { withTraces } from "./trace/attach.ts";

/** All checks of a code part, training last; then, where one does not hold, the diagnosis from the probes. */
export const gradeCode: PartGrader<"code"> = async (context) => {
  const { part, answer } = context;
  if (answer === null || answer.source.trim() === "")
    return { answered: false, console: [], checks: part.checks.map((check) => checked(check, leftEmpty)) };
  const quick = part.checks.filter((check) => !("trains" in check));
  const code = codeContext(context, answer.source);
  const confirmed = await confirm(quick, context.runner, (runner) => ({
    ...codeContext({ ...context, runner }, answer.source),
    whole: true,
  }));
  const load = confirmed.loaded ? null : await runAnswer(code, [], `${context.seed}:load`);
  const end = load === null ? null : endOf(load, false);
  if (end !== null) {
    const stopped = {
      ...nothingFound,
      held: false,
      message: end.shown.message,
      run: end.shown,
      fullRun: end.full,
      replayable: end.replayable,
    };
    return { answered: true, console: [], checks: part.checks.map((check) => checked(check, stopped)) };
  }
  const judged = new Map<Check, Judged | AuthorFault>();
  const isRight = confirmed.held.size === quick.length;
  const run = async (check: Check) => {
    const found = confirmed.held.get(check) ?? (await orAuthorFault(judgeBeside(code, check, judged)));
    judged.set(check, isRight ? found : await orAuthorFault(ofItsPass(code, check, found)));
    context.onCheck(checked(check, judged.get(check) as Judged | AuthorFault).report);
  };
  await Promise.all(quick.map(run));
  await Promise.all(part.checks.filter((check) => !quick.includes(check)).map(run));
  const checks = withLossNamed(
    withOwnDerivative(
      part.checks.map((check) => checked(check, judged.get(check) as Judged | AuthorFault)),
      part.checks,
    ),
    judged,
    part.checks,
  );
  const console = load?.status === "ok" ? load.console : [];
  const lossOff = allGradientsHold(checks);
  const { diagnosed, placed } = await withDiagnoses(context, answer.source, checks, judged);
  const traced = withOneLine(
    await withTraces(
      code,
      context.exercise.hash,
      diagnosed.map(({ report }, i) => {
        const check = part.checks[i] as Check;
        const traced = isTraceable(judged.get(check));
        return { check, report, traced, placed: placed.get(check) ?? null, lossOff };
      }),
    ),
  );
  return { answered: true, console, checks: diagnosed.map((one, i) => ({ ...one, report: traced[i] as CheckReport })) };
};

/** A mistake stands on one line: where checks would mark it on several, none of them is sure. */
function withOneLine(reports: readonly CheckReport[]): readonly CheckReport[] {
  const lines = new Map<string, Set<number>>();
  for (const { diagnosis } of reports)
    if (diagnosis?.id.startsWith("mistake:") === true && diagnosis.at !== null)
      lines.set(diagnosis.id, (lines.get(diagnosis.id) ?? new Set()).add(diagnosis.at.line));
  return reports.map((one) =>
    one.diagnosis !== null && (lines.get(one.diagnosis.id)?.size ?? 0) > 1
      ? { ...one, diagnosis: { ...one.diagnosis, at: null } }
      : one,
  );
}

/** A gradient found by trying is right, and there is nothing to follow. */
const isTraceable = (found: Judged | AuthorFault | undefined): boolean =>
  found !== undefined && !(found instanceof AuthorFault) && found.byTrying !== true;

/** What the checks see when a hidden seed decides: references from the solution, run in the trusted place. */
export function codeContext(
  { exercise, part, runner, seed }: Pick<PartContext<"code">, "exercise" | "part" | "runner" | "seed">,
  answer: string,
): CodeContext {
  const kept = keptOf(exercise.hash, part.id, seed);
  const solution = [{ name: "solution.ts", source: fileOf(exercise, part.solution), of: part.solution }];
  const recompute = async (fn: string, argLists: readonly (readonly Value[])[]) => {
    const returns = returnsOf(part, fn, undefined, true);
    const calls = argLists.map((args) => ({ fn, args, returns }));
    return (await runTrusted(runner, solution, calls, seed32(seed))).map(fieldsOf);
  };
  return {
    recompute,
    effort: (calls) => trustedEffort(runner, solution, calls, seed32(seed)),
    part: { functions: part.functions, gradients: part.gradients, cases: part.cases, data: dataOf(exercise, part) },
    answer,
    runner,
    seed,
    kept,
    hidden: true,
    reference: (wanted) =>
      kept.later(`reference ${JSON.stringify([wanted.of, wanted.cases, wanted.options, wanted.values])}`, () => {
        const draw = kept.now("drawer", () => caseDrawer(part, seed));
        const drawn = Array.from({ length: wanted.cases }, (_, k) => draw(wanted, k));
        return withExpected(drawn, (argLists) => recompute(wanted.of, argLists));
      }),
    property: (fn, given) =>
      runTrusted(
        runner,
        [{ name: "properties.ts", source: fileOf(exercise, part.properties ?? "properties.ts"), of: part.properties }],
        given.map((one) => ({ fn, args: [one], returns: "any" as const })),
        seed32(seed),
      ),
  };
}

/** A derivative of a loss that goes past the answer's own forward pass counts for nothing. */
async function ofItsPass(
  context: CodeContext,
  check: Check,
  found: Judged | AuthorFault,
): Promise<Judged | AuthorFault> {
  if (!("consistent" in check) || found instanceof AuthorFault || !found.held) return found;
  const message = await besideForward(context, check.consistent, `${context.seed}:${check.id}`);
  return message === null ? found : { ...found, held: false, message };
}

export const dataOf = (exercise: Exercise, part: CodePart): CodeContext["part"]["data"] =>
  Object.fromEntries(
    Object.entries(part.data).map(([name, data]) => [name, { ...data, csv: fileOf(exercise, data.file) }]),
  );

type WithDiagnoses = {
  readonly diagnosed: readonly Checked[];
  /** Checks whose diagnosis is about the backward pass, and one thing in it; with the lines on which that may be, if they are known. */
  readonly placed: ReadonlyMap<Check, readonly number[]>;
};

async function withDiagnoses(
  context: PartContext<"code">,
  source: string,
  checks: readonly Checked[],
  judged: ReadonlyMap<Check, Judged | AuthorFault>,
): Promise<WithDiagnoses> {
  const { part, exercise, runner } = context;
  const off = checks.filter(({ report }) => report.verdict === "incorrect");
  const placed = new Map<Check, readonly number[]>();
  if (off.length === 0 || !context.diagnose) return { diagnosed: checks, placed };
  const print = await fingerprint(runner, part, exercise.hash, source, "guest");
  const seen = withTrying(part, print, judged);
  const rows = part.checks.filter((_, i) => off.includes(checks[i] as Checked));
  const place = { runner, exercise, part, source };
  const told = await orAuthorFault(diagnoseChecks(place, seen, rows));
  const probe = probeInputs(part, exercise.hash).map((values) => plain(values as Value));
  const diagnosed = [];
  for (const [i, one] of checks.entries()) {
    if (!off.includes(one)) {
      diagnosed.push(one);
      continue;
    }
    const check = part.checks[i] as Check;
    const { lines = [], ...known } = (told instanceof AuthorFault ? null : told.get(check)) ?? {};
    const found =
      "id" in known
        ? known
        : (await isCarriedOn(place, seen, check))
          ? null
          : await relatedTo(context, source, judged.get(check));
    const secret = one === off[0] ? { ...one.secret, fingerprint: flatten(part, seen), probe } : one.secret;
    diagnosed.push({ ...one, secret, report: { ...one.report, diagnosis: found } });
    if (found !== null && (await isPlaced(place, seen, check, found))) placed.set(check, lines);
  }
  return { diagnosed, placed };
}

/** A relation to the slope of the answer's own loss is about its backward pass by itself; anything else where nothing else is off. */
async function isPlaced(place: AnswerPlace, seen: Fingerprint, check: Check, { id }: Diagnosis): Promise<boolean> {
  const [fn] = functionsOf(check);
  if (fn === undefined || id.includes("+")) return false;
  if ("consistent" in check && id.startsWith("relation:")) return true;
  return (await orAuthorFault(isRightBesides(place, seen, fn))) === true;
}

/**
 * Whether steps are taken along a gradient that is off: a few of them may look like steps at another rate, or with other examples,
 * and what would be said of the rate is not what is amiss.
 */
async function isCarriedOn(place: AnswerPlace, seen: Fingerprint, check: Check): Promise<boolean> {
  return "steps" in check && (await orAuthorFault(followsOff(place, seen, check.steps.of))) === true;
}

/** Where neither a mistake nor a slip explains a check: how what was returned relates to what is true. */
async function relatedTo(context: PartContext<"code">, source: string, found: Judged | AuthorFault | undefined) {
  if (found === undefined || found instanceof AuthorFault || found.byTrying === true) return null;
  const told = await orAuthorFault(related(codeContext(context, source), found));
  return told instanceof AuthorFault ? null : told;
}

/** A gradient that was priced as found by trying is marked so, also where its copies of the forward pass have other names. */
function withTrying(part: CodePart, print: Fingerprint, judged: ReadonlyMap<Check, Judged | AuthorFault>): Fingerprint {
  const marked: Record<string, Fingerprint[string]> = { ...print };
  for (const check of part.checks) {
    const found = judged.get(check);
    if (!("consistent" in check) || found === undefined || found instanceof AuthorFault || found.byTrying !== true)
      continue;
    const fn = check.consistent.gradient;
    marked[fn] = (marked[fn] ?? []).map((fields) => (fields === null ? null : { ...fields, [BY_TRYING]: flag(true) }));
  }
  return marked;
}

export function checked(check: Check, found: Judged | AuthorFault): Checked {
  const head = { id: check.id, title: check.title, kind: checkKind(check), public: check.public, diagnosis: null };
  if (found instanceof AuthorFault) {
    const report: CheckReport = {
      ...head,
      verdict: "ungradable",
      score: null,
      points: null,
      outOf: check.points,
      message: "This check could not be carried out; the exercise itself has to be corrected. It costs nothing.",
      run: null,
      evidence: null,
    };
    return { report, secret: { ...noSecret, expected: found.message }, replayable: true };
  }
  const { message, evidence, run } = found;
  return {
    report: { ...head, ...scored(found.held ? 1 : 0, check.points), message, run, evidence },
    secret: { ...noSecret, inputs: found.inputs, expected: found.expected, run: found.fullRun },
    replayable: found.replayable,
  };
}

const leftEmpty: Judged = { ...nothingFound, held: false, message: "Nothing was handed in for this part." };

async function orAuthorFault<T>(work: Promise<T>): Promise<T | AuthorFault> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AuthorFault) return error;
    throw error;
  }
}
