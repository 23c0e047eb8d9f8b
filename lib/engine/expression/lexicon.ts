import { entrywise } from "./entrywise.ts";
import { structural } from "./functions.ts";
import { lengths } from "./lengths.ts";
import { inSigns, operations } from "./operations.ts";

/** A function as it was named: `relu_prime` is relu with one prime. `bare`: may stand without brackets, as in tanh x. */
export type NamedFunction = {
  readonly fn: string;
  readonly primes: number;
  readonly bare: boolean;
  /** The word itself, where it is another name. */
  readonly typed?: string;
};

/** How the words of a text are told apart; what the grammar asks while it reads. */
export type Lexicon = {
  readonly functionOf: (word: string) => NamedFunction | null;
  /** Length of the name that begins at an offset: a whole run of letters and digits, or the first name of those it is made of. */
  readonly pieceAt: (text: string, offset: number) => number;
  /** Length of `np.`, `torch.nn.` and the like before a function; 0 where there is none. */
  readonly prefixAt: (text: string, offset: number) => number;
  readonly known: (name: string) => boolean;
  /** Length of `.dot`, `.sum` and the like, with the point; 0 where there is none. */
  readonly methodAt: (text: string, offset: number) => number;
  /** What a function of another spelling is in signs: subtract(a, b) is a − b; null where it is none, or not with so many arguments. */
  readonly inSigns: typeof inSigns;
  /** H( … ) or Θ( … ) is the step function, where that letter is no name. */
  readonly isStep: (letter: string) => boolean;
};

/** Other spellings of functions, from mathematics, NumPy, PyTorch and MATLAB. */
const aliases: { readonly [word: string]: string } = {
  logistic: "sigmoid",
  expit: "sigmoid",
  sigm: "sigmoid",
  heaviside: "step",
  unitstep: "step",
  sgn: "sign",
  lse: "logsumexp",
  LSE: "logsumexp",
  tr: "trace",
  Tr: "trace",
  inner: "dot",
  vdot: "dot",
  mm: "matmul",
  hadamard: "multiply",
  elementwise: "multiply",
  mul: "multiply",
  maximum: "max",
  minimum: "min",
  average: "mean",
  avg: "mean",
  Mean: "mean",
  Var: "var",
  variance: "var",
  Std: "std",
  stdev: "std",
  fabs: "abs",
  diagflat: "diag",
  ones_like: "ones",
  zeros_like: "zeros",
  identity: "eye",
  sq: "square",
  pow: "power",
  silu: "swish",
  true_divide: "divide",
};
/** Letters of the step function that have a name of several letters. */
const STEPS: { readonly [letter: string]: string } = { Θ: "Theta", θ: "theta", "\\Theta": "Theta", "\\theta": "theta" };
/** Functions whose words are names as well: a line may give something the name length. */
const ALSO_NAMES = new Set([...Object.keys(lengths), "add", "subtract", "divide", "negative", "var", "std"]);
const PRIMED = /^(.+?)_?(?:prime|derivative|deriv|grad|backward)$/i;
const DIFFERENTIAL = /^d_?(.+)$/;
const LIBRARY =
  /^(?:(?:np|nd|numpy|jnp|torch|tf|math|Math|scipy|special|linalg|nn|functional|F|keras|K)\.)+(?=[A-Za-z])/;
const METHOD =
  /^\.(?:dot|matmul|mm|sum|mean|multiply|square|sqrt|exp|log|tanh|sigmoid|relu|norm|pow|abs|trace|var|std)(?=\s*\()/;
/** Longest run of letters that is taken apart. */
const LONGEST_RUN = 24;

const isFunction = (name: string): boolean =>
  name === "g" || [entrywise, structural, operations].some((table) => Object.hasOwn(table, name));

function plain(word: string): string | null {
  const alias = Object.hasOwn(aliases, word) ? (aliases[word] ?? null) : null;
  if (alias) return alias;
  if (isFunction(word)) return word;
  const lower = word.toLowerCase();
  // Short words differ by case: E and H are symbols.
  if (word.length < 3 || lower === word) return null;
  return Object.hasOwn(aliases, lower) ? (aliases[lower] ?? null) : isFunction(lower) ? lower : null;
}

function named(word: string, own: { readonly [name: string]: string }): { fn: string; primes: number } | null {
  const fn = own[word] ?? plain(word);
  if (fn) return { fn, primes: 0 };
  const inner = PRIMED.exec(word)?.[1] ?? DIFFERENTIAL.exec(word)?.[1];
  const of = inner === undefined ? null : (own[inner] ?? plain(inner));
  return of && (of === "g" || Object.hasOwn(entrywise, of)) ? { fn: of, primes: 1 } : null;
}

/**
 * @param symbols Names that exist, by which runs of letters are told apart; null where every name is accepted.
 * @param own Further names of functions, as an exercise declares them: { phi: "g" }.
 */
export function createLexicon(
  symbols: readonly string[] | null,
  own: { readonly [name: string]: string } = {},
): Lexicon {
  const names = new Set(symbols ?? []);
  const bases = new Set([...names].map((name) => name.replace(/\d+$/, "")));
  // The identity matrix, where I is no name: c I is also written cI.
  const identity = symbols !== null && !bases.has("I");
  const isStep = (letter: string): boolean => {
    const name = STEPS[letter] ?? letter;
    return symbols !== null && !bases.has(name) && own[name] === undefined;
  };
  const functionOf = (word: string): NamedFunction | null => {
    if (names.has(word) || (symbols === null && ALSO_NAMES.has(word))) return null;
    const found = named(word, own);
    if (found === null) return null;
    const bare = found.fn !== "g" && Object.hasOwn(entrywise, found.fn);
    return { ...found, bare, ...(found.fn === word ? {} : { typed: word }) };
  };
  const pieceAt = (text: string, offset: number): number => {
    const rest = text.slice(offset, offset + 80);
    const wide = /^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+/.exec(rest)?.[0];
    if (wide !== undefined && (names.has(wide) || functionOf(wide) !== null)) return wide.length;
    const run = /^[A-Za-z][A-Za-z0-9]*/.exec(rest)?.[0];
    if (run === undefined) return 0;
    const letters = (/^[A-Za-z]+/.exec(run) as RegExpExecArray)[0];
    if (names.has(run) || functionOf(run) !== null) return run.length;
    if (symbols === null)
      return functionOf(letters) === null || letters.length === run.length ? letters.length : run.length;
    const after = rest.slice(run.length);
    if (bases.has(run) && /^(\^?\{?\[|_|\^|[₀-₉])/.test(after)) return run.length;
    return split(run, after)?.[0]?.length ?? letters.length;
  };
  // All of a run as names that exist, longest first; a function, a name that goes on with an index, and e may stand last.
  const split = (run: string, after: string): readonly string[] | null => {
    if (run === "" || run.length > LONGEST_RUN) return run === "" ? [] : null;
    for (let length = run.length; length > 0; length--) {
      const piece = run.slice(0, length);
      const last = length === run.length;
      const fits =
        names.has(piece) ||
        (piece === "I" && identity) ||
        (last && bases.has(piece) && /^(_|\^?\{?\[|[₀-₉])/.test(after)) ||
        (last && piece === "e" && /^\s*(\^|\*\*)/.test(after)) ||
        (last && functionOf(piece) !== null && /^\s*['′’]*\s*(\(|\[|\^\d|\\left)/.test(after));
      if (!fits) continue;
      const rest = split(run.slice(length), after);
      if (rest !== null) return [piece, ...rest];
    }
    return null;
  };
  const prefixAt = (text: string, offset: number): number => {
    const prefix = LIBRARY.exec(text.slice(offset, offset + 60))?.[0] ?? "";
    const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(offset + prefix.length, offset + prefix.length + 40))?.[0];
    return prefix !== "" && word !== undefined && functionOf(word) !== null ? prefix.length : 0;
  };
  const methodAt = (text: string, offset: number): number =>
    METHOD.exec(text.slice(offset, offset + 20))?.[0].length ?? 0;
  return { functionOf, pieceAt, prefixAt, known: (name) => names.has(name), methodAt, inSigns, isStep };
}
