import type { PublicPart } from "#lib/grading/exercise/index.ts";

type WorksheetPart = Extract<PublicPart, { kind: "worksheet" }>;
type Field = WorksheetPart["lanes"][number]["fields"][number];

/** Fields that are given otherwise than to the part's decimals, and how: figures that count, a tolerance, a unit. */
export function ownWays(
  part: Pick<WorksheetPart, "lanes">,
): readonly { readonly id: string; readonly tex: string; readonly words: string }[] {
  return part.lanes
    .flatMap(({ fields }) => fields)
    .flatMap(({ id, tex, digits, unit }) => {
      const ways = [digitsWords(digits), unit === undefined ? null : `in ${unit}, which may be left out`];
      const words = ways.filter((one) => one !== null).join("; ");
      return words === "" ? [] : [{ id, tex, words }];
    });
}

function digitsWords(digits: Field["digits"]): string | null {
  if (digits === undefined) return null;
  if ("decimals" in digits) return counted(digits.decimals, "decimal");
  if ("figures" in digits)
    return `${counted(digits.figures, "significant figure")}, as written: a zero at the end is one`;
  const { rtol, atol } = digits;
  const bounds = [...(rtol > 0 ? [`${percent(rtol)} %`] : []), ...(atol > 0 ? [`${atol}`] : [])];
  return bounds.length === 0 ? "exactly" : `within ${bounds.join(" plus ")}, however it is written`;
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

/** 0.02 as 2, without the digits that multiplication leaves behind. */
const percent = (share: number): number => Number((100 * share).toPrecision(6));
