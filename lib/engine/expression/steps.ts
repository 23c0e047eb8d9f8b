import type { Formula, FormulaProblem, Shape } from "./formula.ts";
import { BAR } from "./indexed.ts";
import { canonicalName, define, type ReadNetwork } from "./network.ts";
import { ALONE, LIMIT, NOTION, type Standing, standing } from "./notions.ts";
import { withoutOwnNames } from "./own-name.ts";
import { parseIn } from "./parse-in.ts";
import { inferShape } from "./shape.ts";
import { fitsShape } from "./shape-rules.ts";
import { LONGEST_TEXT, type Member, MOST_STEPS, type Statement, statementsOf } from "./statements.ts";
import { substitute } from "./substitute.ts";

export type ReadMember = Member & {
  readonly formula: Formula | null;
  /** The formula with the names that were given on the way written out: it needs the network alone. */
  readonly plain: Formula | null;
  readonly shape: Shape | null;
  /** What keeps it from being read or computed; columns count in its line. */
  readonly problem: FormulaProblem | null;
};

/**
 * What a step is: `main`, the next form of what is asked for; `open`, a chain that begins with a formula and is that or a remark,
 * which only its value can tell; `side`, the next member of a remark or of a definition; `define`, a name for something.
 */
export type Step = ReadMember & {
  readonly kind: "main" | "open" | "side" | "define";
  readonly name: string | null;
  /** It stands first in its statement. */
  readonly first: boolean;
  /** What the derivative is that stood before it, where that can be computed: of ∂a/∂z the column of slopes and the matrix. */
  readonly stands?: readonly Standing[] | undefined;
};

export type ReadSteps = {
  readonly steps: readonly Step[];
  /** The last form of what is asked for. */
  readonly result: Step | null;
};

type Asked = { readonly id: string; readonly tex: string; readonly shape: readonly number[] };

/** As `fitsShape`, where `[n]` is asked for as a column. */
export const fits = (shape: readonly number[], asked: readonly number[]): boolean => fitsShape(shape, asMatrix(asked));

/** Names of earlier lines and what their TeX calls them, as synonyms: delta2 is also dz2. */
export function lineSynonyms(lines: readonly Pick<Asked, "id" | "tex">[]): {
  readonly [id: string]: readonly string[];
} {
  const ids = new Set(lines.map(({ id }) => id));
  return Object.fromEntries(
    lines.map((line) => [line.id, namesOf(line).filter((name) => name !== line.id && !ids.has(name))]),
  );
}

const asMatrix = (shape: readonly number[]): readonly number[] =>
  shape.length === 1 ? [shape[0] as number, 1] : shape;

/** Reads all that was typed for one line: its steps in order, among the symbols of the network and the names given on the way. */
export function readSteps(text: string, asked: Asked, network: ReadNetwork): ReadSteps {
  const statements = withoutOwnNames(atMost(MOST_STEPS, statementsOf(text)), namesOf(asked), network);
  const read = stepsOf(statements, asked, network, true);
  // Where nothing but notions is said, they are asked about.
  const steps = [...(read.length === 0 ? stepsOf(statements, asked, network, false) : read)];
  const more = tooMuch(text);
  if (more !== null) steps.push(more);
  return { steps, result: more ?? resultOf(steps, asked) };
}

function stepsOf(
  statements: readonly Statement[],
  asked: Asked,
  network: ReadNetwork,
  computed: boolean,
): readonly Step[] {
  let scope = network;
  const steps: Step[] = [];
  const written = new Map<string, Formula>();
  const read = (member: Member, kind: Step["kind"] = "main"): ReadMember =>
    readMember(member, scope, written, kind === "main" || kind === "open" ? asMatrix(asked.shape) : undefined, order);
  const begun = statements.findLast(({ goesOn }) => !goesOn);
  let order: readonly string[] | undefined;
  for (const typed of statements) {
    const statement = computed ? withoutNotions(typed, asked, scope) : typed;
    if (statement === null) continue;
    const { members, goesOn } = statement;
    const [first, ...rest] = members as readonly [Member, ...Member[]];
    const [left] = typed.members;
    const stands = left === undefined || left === first ? undefined : standing(left.text, scope);
    if (goesOn) {
      const before = steps.at(-1)?.kind ?? "main";
      const kind = before === "define" ? "side" : before;
      for (const member of members) steps.push({ ...read(member, kind), kind, name: null, first: false });
    } else if (rest.length === 0) {
      // What is left of ∂ŷ/∂z = ŷ (1 − ŷ) is a remark, unless it is what is asked for.
      const kind = stands === undefined ? "main" : "open";
      steps.push({ ...read(first, kind), kind, name: null, first: true, stands });
    } else if (isAsked(first.text, asked, scope) || (typed === begun && isEntry(first.text, scope))) {
      order = indicesOf(first.text);
      for (const member of rest) steps.push({ ...read(member), kind: "main", name: null, first: false });
    } else {
      const name = freshName(first.text, scope);
      if (name === null)
        for (const member of members)
          steps.push({
            ...read(member),
            kind: "open",
            name: null,
            first: member === first,
            stands: member === first ? stands : undefined,
          });
      else {
        for (const [i, member] of rest.entries())
          steps.push({
            ...read(member, "side"),
            kind: i === 0 ? "define" : "side",
            name: i === 0 ? name : null,
            first: i === 0,
          });
        const given = steps.at(-rest.length);
        if (given?.formula && given.shape) {
          scope = define(scope, name, given.formula);
          written.set(name, given.plain ?? given.formula);
        }
      }
    }
  }
  return steps;
}

/** (∂L/∂W)_{ij} and [W]_{ij}: what is in the brackets, and the letters that count its entries. */
const ENTRY =
  /^\s*(?:\\(?:left|[bB]igg?l?)\s*)?[([](.*?)(?:\\(?:right|[bB]igg?r?)\s*)?[)\]]\s*_\s*\{?\s*([a-z](?:\s*,?\s*[a-z])?)\s*\}?\s*$/;
/** W[i, j], as programs have it. */
const INDEXED = /^([^[\]]+)\[\s*([a-z](?:\s*(?:,|\]\[)\s*[a-z])?)\s*\]\s*$/;

const entryOf = (text: string): readonly string[] | null => ENTRY.exec(text) ?? INDEXED.exec(text);

/** The letters by which a left side counts its entries: i and j of W_{ij}. */
function indicesOf(text: string): readonly string[] | undefined {
  const [, inner = text, outer] = entryOf(text) ?? [];
  const letters = outer ?? /_(?:\(?|#)([a-z0-9]{1,3})\)?$/.exec(canonicalName(inner) ?? "")?.[1];
  return letters === undefined ? undefined : [...letters].filter((one) => /[a-z]/.test(one));
}

/** A chain without the notions that cannot be computed; null where nothing is left that can be compared. */
function withoutNotions(statement: Statement, asked: Asked, scope: ReadNetwork): Statement | null {
  const { members, goesOn } = statement;
  // Of numbers, derivatives are computed: one that cannot be read is asked about.
  const isNotion = ({ text }: Member): boolean => (scope.variable === null ? NOTION : LIMIT).test(text);
  if (!members.some(isNotion)) return statement;
  const names = ({ text }: Member, at: number): boolean =>
    at === 0 && !goesOn && (isAsked(text, asked, scope) || freshName(text, scope) !== null);
  const computed = (member: Member): boolean => {
    if (!isNotion(member)) return true;
    if (scope.variable === null && ALONE.test(member.text)) return false;
    const read = parseIn(member.text, scope);
    return read.ok && inferShape(read.value, scope.shapes).ok;
  };
  const says = members.some((one, at) => !names(one, at) && computed(one));
  return says ? { ...statement, members: members.filter((one, at) => names(one, at) || computed(one)) } : null;
}

/** The first statements, with no more members than are read. */
function atMost(most: number, statements: readonly Statement[]): readonly Statement[] {
  let left = most;
  return statements.flatMap((statement) => {
    const members = statement.members.slice(0, Math.max(0, left));
    left -= statement.members.length;
    return members.length === 0 ? [] : [{ ...statement, members }];
  });
}

/** A step that says that the text is longer than what is read; null where it is not. */
function tooMuch(text: string): Step | null {
  const members = statementsOf(text).reduce((sum, statement) => sum + statement.members.length, 0);
  if (text.length <= LONGEST_TEXT && members <= MOST_STEPS + 1) return null;
  const message = `At most ${MOST_STEPS} steps and ${LONGEST_TEXT} characters are read. Leave out what repeats a step.`;
  const problem = { code: "too-long", message, column: 1, length: 1 };
  const line = text.split("\n").length;
  return {
    kind: "main",
    name: null,
    first: true,
    text: "",
    line,
    offset: 0,
    formula: null,
    plain: null,
    shape: null,
    problem,
  };
}

function readMember(
  member: Member,
  scope: ReadNetwork,
  written: ReadonlyMap<string, Formula>,
  asked: Shape | undefined,
  order: readonly string[] | undefined,
): ReadMember {
  const moved = (problem: FormulaProblem): FormulaProblem => ({
    ...problem,
    column: problem.column + member.offset,
    message: problem.message.replace(/\bcolumn (\d+)/, (_, column) => `column ${Number(column) + member.offset}`),
  });
  const formula = parseIn(member.text, scope, asked, order);
  if (!formula.ok) return { ...member, formula: null, plain: null, shape: null, problem: moved(formula.error) };
  const read = { ...member, formula: formula.value, plain: substitute(formula.value, written) };
  const shape = inferShape(formula.value, scope.shapes);
  return shape.ok
    ? { ...read, shape: shape.value, problem: null }
    : { ...read, shape: null, problem: moved(shape.error) };
}

/**
 * The last form of what is asked for, whether its sizes go together or not; of a chain that may be a remark, where it
 * begins with the shape that is asked for. Where there is none, the last step with that shape.
 */
function resultOf(steps: readonly Step[], asked: Asked): Step | null {
  const fitting = ({ shape }: Step): boolean => shape !== null && fits(shape, asked.shape);
  let own = false;
  const forms = steps.filter((step) => {
    if (step.kind === "open" && step.first) own = fitting(step);
    return step.kind === "main" || (step.kind === "open" && (own || fitting(step)));
  });
  return (
    forms.at(-1) ??
    steps.filter(fitting).at(-1) ??
    steps.filter(({ kind }) => kind === "open").at(-1) ??
    steps.at(-1) ??
    null
  );
}

const squeezed = (text: string): string => text.replaceAll(/\s|\\[,;!]|\\left|\\right/g, "");
/** f'(x), y', df/dx, \frac{d^2 f}{dx^2}: a derivative by name. */
const DERIVATIVE =
  /^(?:d(?:\^?\{?2\}?|²)?[a-z](?:\([a-z]\))?\/d[a-z](?:\^?\{?2\}?|²)?|\\[dt]?frac\{d(?:\^\{?2\}?)?[a-z](?:\([a-z]\))?\}\{d[a-z](?:\^\{?2\}?)?\}|[a-zA-Z](?:'|′|’|\^\\prime|\^\{\\prime\})+(?:\([a-z]\))?)$/;

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Whether a left side names what is asked for: its id, or one of the names in its TeX. */
function isAsked(text: string, asked: Asked, scope: ReadNetwork): boolean {
  const names = namesOf(asked);
  const entry = canonicalName(entryOf(text)?.[1] ?? text);
  // An entry of what is asked for, Δ_k or W_{ij}, stands for all of them.
  const name = entry?.replace(/_(?:\(?[a-z0-9]{1,2}\)?|#[a-z0-9]{1,3})$/, "") ?? null;
  const given = (one: string | null) =>
    one !== null && [one, scope.synonyms[one] ?? ""].some((each) => names.includes(each));
  const small = name !== null && name !== entry && name[0] === name[0]?.toLowerCase();
  if (given(entry) || given(name) || (small && given(capital(name)))) return true;
  if (asked.tex.split("=").some((piece) => squeezed(piece) === squeezed(text))) return true;
  const short = squeezed(text);
  if (!DERIVATIVE.test(short)) return false;
  const own = asked.tex
    .split("=")
    .map(squeezed)
    .find((piece) => DERIVATIVE.test(piece));
  const other = letterOf(short);
  if (own !== undefined)
    return orderOf(own) === orderOf(short) && (other === letterOf(own) || !scope.names.includes(other));
  // The derivative of something that has a name here is another one: da/dz.
  if (scope.variable === null && scope.names.includes(other)) return false;
  const read = parseIn(text, scope);
  return !read.ok || !inferShape(read.value, scope.shapes).ok;
}

/** Whether a left side is an entry of something that has no name here, J_{ij}: said last, it is what is asked for. */
function isEntry(text: string, scope: ReadNetwork): boolean {
  const whole = /^(.+)_(?:\(?[a-z0-9]{1,2}\)?|#[a-z0-9]{1,3})$/.exec(canonicalName(text) ?? "")?.[1];
  return whole !== undefined && freshName(whole, scope) !== null;
}

/** f of f'(x) and of df/dx. */
const letterOf = (derivative: string): string =>
  /^(?:\\[dt]?frac\{)?d(?:\^?\{?2\}?|²)?([a-z])/.exec(derivative)?.[1] ?? (derivative[0] as string);
/** 2 for f'' and d²f/dx². */
const orderOf = (derivative: string): number =>
  derivative.match(/['′’]|\\prime/g)?.length ?? (/[2²]/.test(derivative) ? 2 : 1);

/** The names of a line: its id, and those that its TeX gives it; f'(x) is also f'. */
export function namesOf({ id, tex }: Pick<Asked, "id" | "tex">): readonly string[] {
  const names = tex.split("=").flatMap((piece) => {
    const short = squeezed(piece);
    return DERIVATIVE.test(short) ? [short, short.replace(/\([a-z]\)$/, "")] : (canonicalName(piece) ?? []);
  });
  return [id, ...new Set(names)];
}

function freshName(text: string, scope: ReadNetwork): string | null {
  // u(x) = … names u.
  const bare = scope.variable === null ? text : text.replace(new RegExp(`\\(\\s*${scope.variable}\\s*\\)\\s*$`), "");
  const name = canonicalName(bare);
  if (name === null || scope.names.includes(name) || scope.synonyms[name] !== undefined) return null;
  const read = parseIn(text, scope);
  // An identity or a mean without a name of its own gives its letter away.
  const given = read.ok && read.value.root.kind === "call" ? read.value.root.fn : "";
  const taken = read.ok && !(given === "eye" && /^I/.test(name)) && given !== BAR;
  return taken ? null : name;
}
