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

/** The letter under a hat, or null: `yhat`, `Yhat`, `thetahat`. */
function hatless(base: string): string | null {
  const under = /^(.+)hat$/.exec(base)?.[1] ?? "";
  return /^[A-Za-z]$/.test(under) || under in greek ? under : null;
}

/** TeX of a symbol: `W1` is W^{[1]}, `delta2` is \delta_{2}, `yhat` is \hat{y}, `dW1` is ∂L/∂W^{[1]} as a fraction. */
export function symbolTex(name: string): string {
  const { gradient, base, index } = parts(name);
  const under = hatless(base);
  const plain = (text: string) => (text in greek ? `\\${text}` : text.length > 1 ? `\\mathit{${text}}` : text);
  const letter = under === null ? plain(base) : `\\hat{${plain(under)}}`;
  const symbol = index === "" ? letter : layered.has(base) ? `${letter}^{[${index}]}` : `${letter}_{${index}}`;
  return gradient ? `\\frac{\\partial L}{\\partial ${symbol}}` : symbol;
}

/** The symbol in plain text: δ2, ŷ, ∂L/∂W1. */
export function symbolWords(name: string): string {
  const { gradient, base, index } = parts(name);
  const under = hatless(base);
  const letter = under === null ? (greek[base] ?? base) : `${greek[under] ?? under}\u0302`.normalize("NFC");
  const symbol = letter + index;
  return gradient ? `∂L/∂${symbol}` : symbol;
}
