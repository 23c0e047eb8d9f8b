import type { WorksheetPart } from "#lib/grading/exercise/index.ts";
import type { Compared, fieldChains } from "#lib/grading/grader/index.ts";
import { entryRelation } from "#lib/grading/slip/index.ts";
import { claimsOf } from "./claims.ts";
import type { Proving } from "./context.ts";
import { type Finding, holds, misses } from "./finding.ts";

type Chains = ReturnType<typeof fieldChains>;

/** By how much a field may differ from central differences. */
const TOLERANCE = { rtol: 1e-6, atol: 1e-9 };

/** Each field that is a derivative is one: by central differences of the sheet's own functions, under every variant. */
export async function* derivatives(
  { part, variants }: Pick<Proving<"worksheet">, "part" | "variants">,
  chains: readonly Chains[],
): AsyncGenerator<Finding> {
  const { claims, open, unsaid } = claimsOf(part);
  for (const { id, of, by } of open)
    yield misses(
      "witnesses",
      `${id} is a derivative`,
      `It is written as that of ${of} by ${by}, and the sheet has no ${of} to hold it against. Export such a function from ${part.fields} and say derivative: { of: its name, by: ${by} }, or derivative: none.`,
    );
  const seen = await Promise.all(chains.map((chain) => chain.differences(claims)));
  const aside = unsaid.length === 0 ? null : `not said of what: ${unsaid.join(", ")}`;
  let off = 0;
  for (const [k, claim] of claims.entries()) {
    const what = `${claim.id} is the derivative of ${claim.of} by ${claim.by}`;
    const told = seen.flatMap((all, n) => {
      const complaint = complaintOf(part, all[k] as Compared);
      return complaint === null ? [] : [`variant ${variants[n]?.seed}: ${complaint}`];
    });
    const never = seen.every((all) => (all[k] as Compared).corners.every((corner) => corner));
    if (never) told.push(`${claim.of} has a corner there under every variant, so that nothing can be compared.`);
    if (told.length === 0) continue;
    off++;
    const others = told.length > 1 ? `\nThe same under ${told.length - 1} more of ${variants.length} variants.` : "";
    yield misses("witnesses", what, `${told[0]}${others}`);
  }
  const names = claims.map(({ id }) => id).join(", ");
  if (off === 0 && claims.length > 0)
    yield holds("witnesses", `derivatives agree with central differences of ${part.fields}: ${names}`, aside);
  else if (claims.length + open.length === 0 && aside !== null)
    yield holds("witnesses", "no field says whose derivative it is", aside);
}

/** The first entry that is off, what it is and what it should be; and as if what, where all entries say the same. */
function complaintOf(part: WorksheetPart, { id, of, by, own, numeric, corners }: Compared): string | null {
  if (own.data.length !== numeric.data.length)
    return `${id} has ${own.data.length} entries, and ${by} has ${numeric.data.length}.`;
  const largest = Math.max(...numeric.data.map(Math.abs));
  const within = TOLERANCE.atol + TOLERANCE.rtol * largest;
  const at = own.data.findIndex((x, i) => !corners[i] && !(Math.abs(x - (numeric.data[i] as number)) <= within));
  if (at < 0) return null;
  const field = part.lanes.flatMap(({ fields }) => fields).find((one) => one.id === id);
  const relation = corners.some((corner) => corner)
    ? null
    : entryRelation({
        cells: [...own.data].map((value) => ({ value, halfUnit: 0 })),
        right: [...numeric.data],
        shape: field?.shape ?? own.shape,
        within: 10 * within,
        others: [],
      });
  const words = relation === null ? "" : ` It is ${relation.words}.`;
  return `${id}, ${entryWords(field?.shape ?? own.shape, at)}: ${shown(own.data[at])} by ${part.fields}, ${shown(numeric.data[at])} by central differences of ${of}.${words}`;
}

function entryWords(shape: readonly number[], at: number): string {
  const [rows = 1, columns = 1] = shape;
  if (rows === 1 || columns === 1) return `entry ${at + 1}`;
  return `entry ${Math.floor(at / columns) + 1},${(at % columns) + 1}`;
}

const shown = (x: number | undefined): string => (x === undefined ? "nothing" : String(Number(x.toPrecision(7))));
