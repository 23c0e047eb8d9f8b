import { fail, ok, type Result } from "#lib/core/result.ts";
import { arrange, unapplied } from "./arrange.ts";
import { strayColon } from "./colon.ts";
import { counted } from "./counted.ts";
import { dotted } from "./dotted.ts";
import { type Formula, type FormulaProblem, isNotation, type Shape } from "./formula.ts";
import { entriesOf, lettersIn, lettersProblem } from "./free-index.ts";
import type { ReadNetwork } from "./network.ts";
import { parse } from "./parse.ts";
import { ranged } from "./ranged.ts";
import { otherCase } from "./resolve.ts";
import { inferShape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import { sized } from "./sized.ts";
import { sloped } from "./slopes.ts";
import { stretch } from "./stretch.ts";
import { type Lie, lying, withTuples } from "./tuples.ts";
import { atProduct, orderOfProduct, unrolled } from "./unrolled.ts";

type Readable = Pick<ReadNetwork, "names" | "shapes" | "synonyms"> & { readonly variable?: string | null };

/**
 * Reads a formula among the symbols of a network; where left to right gives no sizes, ⊙ may stand for less than a product. 𝟏 and I
 * take the size that fits; `asked` is the shape that the whole should have, where that is known, and `order` names the indices of its
 * rows and columns, where the formula is that of one entry.
 */
export const parseIn = (
  text: string,
  known: Readable,
  asked?: Shape,
  order?: readonly string[],
): Result<Formula, FormulaProblem> => {
  const written = unrolled(text, (letter) => known.shapes[letter] !== undefined);
  if (!written.ok) return written;
  const read = withTuples(written.value, known.shapes, asked, (how) =>
    parseLying(how, written.value, known, asked, order),
  );
  return written.value === text ? read : productIn(text, read, known.shapes);
};

/** What was read of a text with a ∏. */
function productIn(
  text: string,
  read: Result<Formula, FormulaProblem>,
  shapes: Shapes,
): Result<Formula, FormulaProblem> {
  const shape = read.ok ? inferShape(read.value, shapes) : read;
  if (shape.ok) return read;
  return fail(atProduct(text, isNotation(shape.error) ? shape.error : orderOfProduct(shape.error)));
}

function parseLying(
  how: Lie,
  text: string,
  { names, shapes, synonyms, variable }: Readable,
  asked: Shape | undefined,
  order: readonly string[] | undefined,
): Result<Formula, FormulaProblem> {
  const parsed = (open: readonly string[] | null, single: readonly string[] = []) =>
    lying(parse(text, names, synonyms, open, single), how);
  const plainly = parsed(null);
  const readEntries = (open: readonly string[]) => readOrNull(parsed(open));
  const entries =
    plainly.ok || (asked === undefined && !WRITTEN_OUT.test(text))
      ? null
      : entriesOf(text, shapes, asked ?? [], order, readEntries);
  const each = entries && dotted(entries, entries, shapes, asked, (one) => one);
  const counts = each && inferShape(each, shapes);
  if (each && counts?.ok) return ok(each);
  // With one example, x^{(i)} is what is drawn.
  const formula = plainly.ok || !EXAMPLE.test(text) ? plainly : parsed(null, columnsOf(shapes));
  // Entries whose letters the left side names were understood, also where their sizes do not go together.
  if (!formula.ok) {
    if (each && order !== undefined && counts?.ok === false && !isNotation(counts.error)) return ok(each);
    // Where letters number entries, it is another name that does not exist: z_i in δ_{ij} H(z_i).
    const numbering = lettersIn(text, shapes, order ?? []);
    const opened = plainly.ok || asked === undefined || numbering.length === 0 ? null : parsed(numbering);
    if (opened?.ok === false && opened.error.code === "unknown-name") return opened;
    const letters = plainly.ok || asked === undefined ? null : lettersProblem(text, shapes, asked, order, readEntries);
    return plainly.ok || letters === null ? plainly : fail({ ...plainly.error, code: "letters", message: letters });
  }
  const stray = strayColon(formula.value, variable ?? null);
  if (stray !== null) return fail(stray);
  const read = (one: Formula) => stretch(arrange(one, shapes, variable ?? null), shapes, asked);
  const plain = counted(unapplied(sloped(formula.value, shapes), names, variable ?? null), shapes);
  const whole = (one: Formula) => sized(one, shapes, read, asked);
  return ok(ranged(dotted(plain, whole(plain), shapes, asked, whole), shapes, asked));
}

/** What may hold numbered entries without a shape that is asked for. */
const WRITTEN_OUT = /\[|matrix|diag/i;
/** x^{(i)} */
const EXAMPLE = /\^.*\(\s*[a-z]\s*\)/;

/** Columns that are one example; x is not where there is X, of which x^{(i)} is an example. */
const columnsOf = (shapes: Shapes): readonly string[] =>
  Object.entries<Shape>(shapes).flatMap(([name, shape]) =>
    shape.length === 2 && shape[1] === 1 && shapes[otherCase(name)] === undefined ? [name] : [],
  );

const readOrNull = (read: Result<Formula, FormulaProblem>): Formula | null => (read.ok ? read.value : null);
