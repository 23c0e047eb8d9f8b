const SIGNS = ["\\Vert", "\\vert", "\\|", "||", "‖", "∥", "|"] as const;
const BEFORE_OPERAND =
  /(?:^|[-+−–*/@·⋅×⊙∘^_=<>≤≥,;([{&]|\.\*|\\(?:odot|cdot|times|circ|ast|big|Big|bigl|frac|log|ln|tfrac|quad|,|;|!))\s*$/;

/**
 * Offsets at which | or ‖ opens. Both sides look alike, so it is decided by what stands before: after an operand a bar closes one
 * that is open within the same brackets, else it opens.
 */
export function openingBars(text: string): ReadonlySet<number> {
  const opens = new Set<number>();
  const levels: string[][] = [[]];
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if ("([{".includes(c) && text[i - 1] !== "\\") levels.push([]);
    if (")]}".includes(c) && levels.length > 1) levels.pop();
    const sign = SIGNS.find((one) => text.startsWith(one, i));
    if (sign === undefined) continue;
    if (/\\(?:left|right)\s*$/.test(text.slice(0, i))) {
      i += sign.length - 1;
      continue;
    }
    const open = levels.at(-1) as string[];
    if (open.at(-1) === sign && !BEFORE_OPERAND.test(text.slice(0, i))) open.pop();
    else {
      open.push(sign);
      opens.add(i);
    }
    i += sign.length - 1;
  }
  return opens;
}
