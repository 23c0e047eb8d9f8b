/** From a place in the stripped code to the column of the same token in the source. Line and columns are 1-based. */
export type MapColumn = (line: number, column: number) => number;

type Segment = { readonly from: number; readonly to: number };

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Reads the `mappings` of a source map (ECMA-426) whose lines all map to themselves, and keeps the columns.
 * A column between two tokens keeps its distance from the token before it.
 */
export function columnsOf(mappings: string): MapColumn {
  let source = 0;
  const lines = mappings.split(";").map((line): Segment[] => {
    let from = 0;
    return line.split(",").flatMap((segment) => {
      const fields = numbersOf(segment);
      if (fields.length < 4) return [];
      from += fields[0] ?? 0;
      source += fields[3] ?? 0;
      return [{ from, to: source }];
    });
  });
  return (line, column) => {
    const before = lines[line - 1]?.findLast((segment) => segment.from <= column - 1);
    return before === undefined ? column : column - before.from + before.to;
  };
}

/** Base-64 digits of five bits and a continuation bit; the lowest bit of a number is its sign. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    numbers.push((value & 1) === 0 ? value >>> 1 : -(value >>> 1));
    value = 0;
    shift = 0;
  }
  return numbers;
}
