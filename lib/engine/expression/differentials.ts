/** da/dz of symbols, and dg(z)/dz. */
const OF_SYMBOLS = /(?<![A-Za-z0-9_\\])d([A-Za-z]\w*)(\([^()]*\))?(\s*\/\s*)d([A-Za-z]\w*)/g;
/** \frac{dg}{dz} before a bracket, and dg/dz. */
const OF_FUNCTION =
  /\\[dt]?frac\s*\{\s*(?:d|∂|\\partial|\\mathrm\s*\{\s*d\s*\})\s*(\\?[A-Za-z]+)\s*\}\s*\{\s*(?:d|∂|\\partial|\\mathrm\s*\{\s*d\s*\})\s*[a-z]\s*\}(?=\s*(?:\\left\s*)?\()/g;

/**
 * A text in which derivatives that are written as quotients of names stand as the parser reads them, in as many characters: da2/dz2 as
 * ∂a2/∂z2, \frac{dg}{dz}(z2) as g'(z2).
 */
export function withDifferentials(
  text: string,
  isSymbol: (name: string) => boolean,
  isFunction: (name: string) => boolean,
): string {
  return text
    .replace(OF_FUNCTION, (whole, name: string) =>
      isFunction(name.replace("\\", "")) ? `${name}'`.padEnd(whole.length) : whole,
    )
    .replace(OF_SYMBOLS, (whole, of: string, argument: string | undefined, over: string, by: string) => {
      const isOf = argument === undefined ? isSymbol(of) && !isSymbol(`d${of}`) : isFunction(of);
      return isOf && isSymbol(by) && !isSymbol(`d${by}`) ? `∂${of}${argument ?? ""}${over}∂${by}` : whole;
    });
}
