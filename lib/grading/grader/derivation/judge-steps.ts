import type { NamedNumbers, StepEvidence, Witness } from "#lib/core/report.ts";
import type { TensorValue } from "#lib/core/value.ts";
import {
  areEqual,
  type Formula,
  type FormulaNode,
  findWitness,
  fits,
  isConstant,
  isNotation,
  nodeWords,
  type ReadNetwork,
  type ReadSteps,
  type Step,
  symbolTex,
  symbolWords,
  toTex,
} from "#lib/engine/expression/index.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { figure, shapeWords } from "../words.ts";
import type { NamedTruth } from "./named-truths.ts";

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
  /** What is right as well: the same with the lines above written out as they should be, the derivative of an own line above. */
  readonly accepted: readonly Formula[];
  /** What names stand for that the exercise gives to something, by name. */
  readonly named: ReadonlyMap<string, NamedTruth>;
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
  const judge = new Judge(place);
  for (const step of steps) judge.add(step);
  return judge.marked;
}

class Judge {
  readonly marked: Marked[] = [];
  readonly #place: Place;
  readonly #seen = new Set<string>();
  /** Main steps so far. */
  readonly #chain: { readonly formula: Formula; readonly right: boolean }[] = [];
  /** What the next member of a remark has to equal. */
  #side: Formula | null = null;
  #witnessed = false;

  constructor(place: Place) {
    this.#place = place;
  }

  add(step: Step): void {
    if (!isReadable(step)) {
      this.#side = null;
      const mark = step.problem !== null && isNotation(step.problem) ? "unreadable" : "differs";
      this.#put(step, mark, step.kind === "main", step.problem?.message ?? null);
    } else if (step.kind === "define") {
      this.#side = step.plain;
      this.#define(step);
    } else if (step.kind === "side" || (step.kind === "open" && !step.first && this.#side !== null)) this.#remark(step);
    else if (step.kind === "open" && step.first && !this.#belongs(step)) {
      this.#side = step.plain;
      this.#notion(step);
    } else this.#main(step);
  }

  #equal(a: Formula, b: Formula): boolean {
    const { networks, seed, host } = this.#place;
    return networks.some((network) => areEqual(a, b, network, seed, host));
  }

  /** Of two forms that a person wrote, which may both be zero: the mean of x − x̄ is. */
  #same(a: Formula, b: Formula): boolean {
    return this.#equal(a, b) || this.#equal(plusOne(a), plusOne(b));
  }

  /** Whether a chain that begins with a formula is about what is asked for: its first member is the step before. */
  #belongs(step: Readable): boolean {
    const before = this.#chain.at(-1)?.formula ?? this.#place.reference;
    return fits(step.shape ?? [], this.#place.shape) && this.#equal(step.plain, before);
  }

  /** A name of the person's own may stand for anything; one that the exercise gives to something stands for that. */
  #define(step: Readable): void {
    const truth = step.name === null ? undefined : this.#place.named.get(step.name);
    if (truth === undefined || (fits(step.shape ?? [], truth.shape) && this.#equal(step.plain, truth.formula)))
      this.#put(step, "defines", false);
    else if (!fits(step.shape ?? [], truth.shape))
      this.#put(
        step,
        "differs",
        false,
        `This is ${shapeWords(step.shape ?? [])}, and ${symbolWords(truth.id)} is ${shapeWords(truth.shape)}.`,
      );
    else
      this.#differs(step, truth.formula, `This is not ${symbolWords(truth.id)}.`, { main: false, secret: truth.tex });
  }

  /** What a derivative was said to be, where it can be computed: ∂a/∂z as a column or a matrix. */
  #notion(step: Readable): void {
    const told = (step.stands ?? []).filter(({ shape }) => fits(step.shape ?? [], shape));
    const [first] = told;
    if (first === undefined || told.some(({ formula }) => this.#same(step.plain, formula)))
      this.#put(step, "holds", false);
    else this.#differs(step, first.formula, "The two sides of this = are not equal.", { main: false });
  }

  #remark(step: Readable): void {
    const before = this.#side;
    this.#side = step.plain;
    if (before === null || this.#same(step.plain, before)) this.#put(step, "holds", false);
    else this.#differs(step, before, "The two sides of this = are not equal.", { main: false });
  }

  #main(step: Readable): void {
    const { shape, reference, accepted, tex } = this.#place;
    this.#side = null;
    if (!fits(step.shape ?? [], shape)) {
      const message = `This is ${shapeWords(step.shape ?? [])}, and ${shapeWords(shape)} is asked for.`;
      this.#put(step, "differs", true, message);
      return;
    }
    const right = [reference, ...accepted].some((formula) => this.#equal(step.plain, formula));
    const follows = right ? "holds" : "follows";
    const before = this.#chain.at(-1);
    if (before === undefined) {
      if (right) this.#put(step, "holds", true);
      else this.#differs(step, reference, "This is not what is asked for.", { main: true, secret: tex });
    } else if (this.#equal(step.plain, before.formula)) this.#put(step, follows, true);
    else if (this.#chain.some(({ formula }) => this.#equal(step.plain, formula)))
      this.#put(step, follows, true, "This follows from an earlier step.");
    else {
      const said = right
        ? "This is what is asked for, and it does not follow from the step before."
        : "This does not follow from the step before.";
      this.#differs(step, before.formula, said, { main: true });
    }
    this.#chain.push({ formula: step.plain, right });
  }

  #differs(
    step: Readable,
    before: Formula,
    said: string,
    { main, secret = null }: { readonly main: boolean; readonly secret?: string | null },
  ): void {
    const witness = this.#witnessed ? null : witnessOf(before, step.plain, this.#place, secret);
    this.#witnessed ||= witness !== null;
    this.#put(step, "differs", main, said, witness);
  }

  #put(
    step: Step,
    mark: Marked["mark"],
    main: boolean,
    message: string | null = null,
    witness: Witness | null = null,
  ): void {
    const words = step.formula === null ? step.text : nodeWords(step.formula.root);
    const name = step.name === null ? "" : `${symbolTex(step.name)} = `;
    this.marked.push({
      line: step.line,
      text: step.text.trim(),
      tex: step.formula === null ? null : name + toTex(step.formula),
      mark,
      message,
      column: mark === "unreadable" ? (step.problem?.column ?? null) : null,
      witness,
      main,
      repeated: this.#seen.has(words),
      step,
    });
    this.#seen.add(words);
  }
}

/** A value of zero decides nothing, since it would make every further line right; one more than zero does. */
const plusOne = ({ text, root }: Formula): Formula => {
  const { from, to } = root;
  const one: FormulaNode = { kind: "number", value: 1, from, to };
  return { text, root: { kind: "binary", op: "add", written: "+", left: root, right: one, from, to } };
};

/** `secret`: the name of what must not be shown as a formula, in TeX; null for a formula of the person's own. */
function witnessOf(before: Formula, after: Formula, { networks, host }: Place, secret: string | null): Witness | null {
  const [network] = networks as readonly [ReadNetwork];
  // A constant would be given away whole.
  if (secret !== null && isConstant(before)) return null;
  const found = findWitness(before, after, network, host, secret !== null);
  if (found === null) return null;
  const witness = {
    given: found.given.map(({ name, value }) => numbers(name, symbolTex(name), value)),
    g: found.g,
    before: secret !== null ? numbers("asked", secret, found.before) : numbers("before", toTex(before), found.before),
    after: numbers("after", toTex(after), found.after),
  };
  return { ...witness, words: witnessWords(witness, secret !== null) };
}

const numbers = (name: string, tex: string, { shape, data }: TensorValue): NamedNumbers => ({
  name,
  tex,
  shape,
  data: Array.from(data, (entry) => (Number.isFinite(entry) ? entry : null)),
});

/** "With x = 1, W1 = −2 and g = tanh: before 0.42, here 0.64." */
function witnessWords({ given, g, before, after }: Witness, asked: boolean): string {
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
