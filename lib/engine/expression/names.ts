const greek: { readonly [name: string]: string } = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  Delta: "Δ",
  epsilon: "ε",
  eta: "η",
  theta: "θ",
  lambda: "λ",
  mu: "μ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  omega: "ω",
};

/** Greek letters by the name that is typed. */
export const greekNames: readonly string[] = Object.keys(greek);

/** Letters whose number is a layer, written as an exponent in brackets; other numbers are indices. */
const layered = new Set(["W", "b", "z", "a", "Z", "A", "h", "n"]);

type Parts = { readonly gradient: boolean; readonly base: string; readonly index: string };

const parts = (name: string): Parts => {
  const [, d = "", base = name, index = ""] = /^(d(?=[WbzaxZAX]\d*$))?(.*?)_?(\d*)$/.exec(name) ?? [];
  return { gradient: d !== "", base, index };
};

/** TeX of a symbol: `W1` is W^{[1]}, `delta2` is \delta_{2}, `yhat` is \hat{y}, `dW1` is ∂L/∂W^{[1]} as a fraction. */
export function symbolTex(name: string): string {
  const { gradient, base, index } = parts(name);
  const letter =
    base === "yhat" ? "\\hat{y}" : base in greek ? `\\${base}` : base.length > 1 ? `\\mathit{${base}}` : base;
  const symbol = index === "" ? letter : layered.has(base) ? `${letter}^{[${index}]}` : `${letter}_{${index}}`;
  return gradient ? `\\frac{\\partial L}{\\partial ${symbol}}` : symbol;
}

/** The symbol in plain text: δ2, ŷ, ∂L/∂W1. */
export function symbolWords(name: string): string {
  const { gradient, base, index } = parts(name);
  const symbol = (base === "yhat" ? "ŷ" : (greek[base] ?? base)) + index;
  return gradient ? `∂L/∂${symbol}` : symbol;
}
