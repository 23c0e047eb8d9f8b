/**
 * The probability that at least k of n fresh seeds reach a threshold which `reached` of `measured` seeds have reached: binomial, with
 * the unknown rate averaged over its posterior under a uniform prior, Beta(1 + reached, 1 + measured − reached) (the beta-binomial
 * distribution). So 100 of 100 is not taken for certainty.
 */
export function passProbability(reached: number, measured: number, k: number, n: number): number {
  const a = 1 + reached;
  const b = 1 + measured - reached;
  let sum = 0;
  for (let i = k; i <= n; i++) sum += betaBinomial(i, n, a, b);
  return Math.min(1, sum);
}

/** C(n, i) · B(i + a, n − i + b) / B(a, b) for whole a and b, as one product of ratios. */
function betaBinomial(i: number, n: number, a: number, b: number): number {
  let probability = 1;
  for (let j = 0; j < i; j++) probability *= ((n - j) / (j + 1)) * ((a + j) / (a + b + j));
  for (let j = 0; j < n - i; j++) probability *= (b + j) / (a + b + i + j);
  return probability;
}
