import type { NamedNumbers, StepEvidence, Witness } from "#lib/core/report.ts";
import type { TensorValue } from "#lib/core/value.ts";
import {
  areEqual,
  type Formula,
  findWitness,
  fits,
  nodeWords,
  type ReadNetwork,
  type ReadSteps,
  type Step,
  symbolTex,
  toTex,
} from "#lib/engine/expression/index.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { figure, shapeWords } from "../words.ts";

export type Marked = Omit<StepEvidence, "mark"> & {
  readonly mark: StepEvidence["mark"];
  /** Whether it is a form of what is asked for; false for remarks and definitions. */
  readonly main: boolean;
  /** Repeats an earlier step, word by word, and counts for nothing. */
  readonly repeated: boolean;
  readonly step: Step;
};

type Place = {
  readonly reference: Formula;
  readonly shape: readonly number[];
  readonly tex: string;
  /** With the lines above as they should be, and as they were entered. */
  readonly networks: readonly ReadNetwork[];
  readonly seed: string;
  readonly host: Host;
};

type Readable = Step & { readonly plain: Formula; readonly formula: Formula };
const isReadable = (step: Step): step is Readable => step.plain !== null && step.problem === null;

/**
 * Marks each step of a derivation. A main step follows where it equals the one before, or any earlier one, or, as the first, what is
 * asked for; remarks where both sides are equal. The first that does not follow gets a small case in which the two sides differ.
 */
export function judgeSteps({ steps }: ReadSteps, place: Place): readonly Marked[] {
  const equal = (a: Formula, b: Formula) =>
    place.networks.some((network) => areEqual(a, b, network, place.seed, place.host));
  const marked: Marked[] = [];
  const seen = new Set<string>();
  const chain: { readonly formula: Formula; readonly right: boolean }[] = [];
  let side: Formula | null = null;
  let shown = false;
  for (const [at, step] of steps.entries()) {
    const put = (mark: Marked["mark"], main: boolean, message: string | null, witness: Witness | null = null) => {
      const words = step.formula === null ? step.text : nodeWords(step.formula.root);
      marked.push({
        line: step.line,
        text: step.text.trim(),
        tex:
          step.formula === null
            ? null
            : `${step.name === null ? "" : `${symbolTex(step.name)} = `}${toTex(step.formula)}`,
        mark,
        message,
        column: mark === "unreadable" ? (step.problem?.column ?? null) : null,
        witness,
        main,
        repeated: seen.has(words),
        step,
      });
      seen.add(words);
    };
    const differs = (before: Formula, after: Formula, main: boolean, secret: boolean, said: string) => {
      const witness = shown ? null : witnessOf(before, after, place, secret);
      shown ||= witness !== null;
      put("differs", main, witness === null ? said : `${said} ${witnessWords(witness, secret)}`, witness);
    };
    if (!isReadable(step)) {
      side = null;
      put(step.formula === null ? "unreadable" : "differs", step.kind === "main", step.problem?.message ?? null);
      continue;
    }
    if (step.kind === "define") {
      side = step.plain;
      put("defines", false, null);
      continue;
    }
    if (step.kind === "side" || (step.kind === "open" && side !== null && steps[at - 1]?.line === step.line)) {
      if (side === null || equal(step.plain, side)) put("holds", false, null);
      else differs(side, step.plain, false, false, "The two sides of this = are not equal.");
      side = step.plain;
      continue;
    }
    const before = chain.at(-1);
    const fitting = fits(step.shape ?? [], place.shape);
    if (step.kind === "open" && steps[at - 1]?.line !== step.line) {
      const belongs =
        fitting && (before === undefined ? equal(step.plain, place.reference) : equal(step.plain, before.formula));
      if (!belongs) {
        side = step.plain;
        put("holds", false, null);
        continue;
      }
    }
    side = null;
    if (!fitting) {
      put("differs", true, `This is ${shapeWords(step.shape ?? [])}, and ${shapeWords(place.shape)} is asked for.`);
      continue;
    }
    const right = equal(step.plain, place.reference);
    if (before === undefined) {
      if (right) put("holds", true, null);
      else differs(place.reference, step.plain, true, true, "This is not what is asked for.");
    } else if (equal(step.plain, before.formula)) put(right ? "holds" : "follows", true, null);
    else {
      const earlier = chain.find(({ formula }) => equal(step.plain, formula));
      if (earlier !== undefined) put(right ? "holds" : "follows", true, "This follows from an earlier step.");
      else {
        const said = right
          ? "This is what is asked for, and it does not follow from the step before."
          : "This does not follow from the step before.";
        differs(before.formula, step.plain, true, false, said);
      }
    }
    chain.push({ formula: step.plain, right });
  }
  return marked;
}

function witnessOf(before: Formula, after: Formula, { networks, tex, host }: Place, secret: boolean): Witness | null {
  const [network] = networks as readonly [ReadNetwork];
  // A constant would be given away whole.
  if (secret && isConstant(before)) return null;
  const found = findWitness(before, after, network, host, secret);
  if (found === null) return null;
  return {
    given: found.given.map(({ name, value }) => numbers(name, symbolTex(name), value)),
    g: found.g,
    before: secret ? numbers("asked", tex, found.before) : numbers("before", toTex(before), found.before),
    after: numbers("after", toTex(after), found.after),
  };
}

const isConstant = ({ root }: Formula): boolean => !JSON.stringify(root).includes('"symbol"');

const numbers = (name: string, tex: string, { shape, data }: TensorValue): NamedNumbers => ({
  name,
  tex,
  shape,
  data: Array.from(data, (entry) => (Number.isFinite(entry) ? entry : null)),
});

/** "With x = 1, W1 = −2 and g = tanh: before 0.42, here 0.64." */
export function witnessWords({ given, g, before, after }: Witness, asked: boolean): string {
  const small = given.filter(({ data }) => data.length <= 4).map((one) => `${one.name} = ${matrixWords(one)}`);
  const all = [...small, ...(g === null ? [] : [`g = ${g}`])];
  const head = all.length === 0 || small.length < given.length ? "In a small case" : `With ${all.join(", ")}`;
  return `${head}: ${asked ? "asked for is" : "before it is"} ${matrixWords(before)}, here ${matrixWords(after)}.`;
}

function matrixWords({ shape, data }: NamedNumbers): string {
  const words = data.map((entry) => (entry === null ? "no number" : figure(entry)));
  if (words.length === 1) return words[0] as string;
  const columns = shape[1] ?? 1;
  const rows = Array.from({ length: words.length / columns }, (_, i) => words.slice(i * columns, (i + 1) * columns));
  return `[${rows.map((row) => row.join(", ")).join("; ")}]`;
}
