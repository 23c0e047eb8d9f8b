import { oneOf } from "./read.ts";
import type { Made, Template } from "./template.ts";

/** What an activation is in code and in words: `of` a sum of inputs, its slope from its own value. */
type Activation = {
  readonly of: (sum: string) => string;
  readonly slope: string | null;
  readonly tex: string;
  readonly inLoops: { readonly of: string; readonly slope: string };
};

const ACTIVATIONS = {
  none: { of: (sum) => sum, slope: null, tex: "Wx + b", inLoops: { of: "z", slope: "1" } },
  tanh: {
    of: (sum) => `nd.tanh(${sum})`,
    slope: "nd.sub(1, nd.square(A))",
    tex: "\\tanh(Wx + b)",
    inLoops: { of: "Math.tanh(z)", slope: "1 - a[k] * a[k]" },
  },
  sigmoid: {
    of: (sum) => `nd.sigmoid(${sum})`,
    slope: "A.mul(nd.sub(1, A))",
    tex: "\\sigma(Wx + b)",
    inLoops: { of: "1 / (1 + Math.exp(-z))", slope: "a[k] * (1 - a[k])" },
  },
} as const satisfies { readonly [name: string]: Activation };
const NAMES = ["none", "tanh", "sigmoid"] as const;

const forwardOf = ({ of }: Activation, bias = ".add(p.b)") => `// X is n×m, Y is 1×m; examples are columns.
export function forward(p, X) {
  return { A: ${of(`nd.matmul(p.W, X)${bias}`)} };
}
`;
const LOSS = `
export function loss(p, X, Y) {
  return nd.square(nd.sub(forward(p, X).A, Y)).mean();
}
`;
/** `error` is the derivative with respect to the output, `slope` what it is multiplied by on its way to the sum. */
const backwardOf = (error: string, slope: string | null) => `
export function backward(p, X, Y) {
  const m = X.shape[1];
  const { A } = forward(p, X);
  const dA = ${error};
${slope === null ? "" : `  const dZ = dA.mul(${slope});\n`}  return { dW: nd.matmul(${slope === null ? "dA" : "dZ"}, X.T), db: ${slope === null ? "dA" : "dZ"}.sum(1, true) };
}
`;
const RIGHT = "nd.sub(A, Y).mul(2 / m)";

export const code: Template = {
  kind: "code",
  gives: "TypeScript functions",
  make: async (asked) => {
    const name = await asked({
      asks: "Code: which activation has the unit? none, tanh, sigmoid",
      as: oneOf(NAMES),
      option: "--activation",
      usual: "none",
    });
    return unit(ACTIVATIONS[name]);
  },
};

/** The unit, and whatever can be got wrong in it. */
function unit(activation: Activation): Made {
  const { of, slope, inLoops } = activation;
  const forward = forwardOf(activation);
  const whole = (error: string) => forward + LOSS + backwardOf(error, slope);
  return {
    statement: `A unit: $\\hat y = ${activation.tex}$ for every column of $X$, and $L = \\frac1m \\sum_k (\\hat y_k - y_k)^2$. Your file exports \`forward(p, X)\`, which gives back \`{ A }\` ($1\\times m$), \`loss(p, X, Y)\`, a number, and \`backward(p, X, Y)\`, which gives back \`{ dW, db }\`, the gradients of $L$, each shaped like its parameter. \`p\` is a record of \`W\` ($1\\times n$) and \`b\` ($1\\times 1$). Tensors and nested arrays are both taken; \`backward\` may call \`forward\` once.`,
    shapes: { X: "n×m", Y: "1×m", W: "1×n", b: "1×1" },
    files: {
      "starter.ts": `${forward}
export function loss(p, X, Y) {
  return 0;
}

export function backward(p, X, Y) {
  return { dW: nd.zeros(1, X.shape[0]), db: nd.zeros(1, 1) };
}
`,
      "solution.ts": whole(RIGHT),
      "equivalent.yaml": equivalent(slope === null ? "dA" : "dZ"),
      "alternatives/loops.ts": `// Plain loops over nested arrays.
const predict = (p, X) => {
  const [W, b, x] = [p.W.toArray()[0], p.b.toArray()[0][0], X.toArray()];
  return x[0].map((_, k) => {
    let z = b;
    for (let j = 0; j < W.length; j++) z += W[j] * x[j][k];
    return ${inLoops.of};
  });
};

export const forward = (p, X) => ({ A: [predict(p, X)] });

export function loss(p, X, Y) {
  const y = Y.toArray()[0];
  let sum = 0;
  predict(p, X).forEach((a, k) => { sum += (a - y[k]) ** 2; });
  return sum / y.length;
}

export function backward(p, X, Y) {
  const [x, y, a] = [X.toArray(), Y.toArray()[0], predict(p, X)];
  const m = y.length;
  const dz = (k) => ${slope === null ? "a[k] - y[k]" : `(a[k] - y[k]) * (${inLoops.slope})`};
  const dW = x.map((row) => {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += dz(k) * row[k];
    return (2 * sum) / m;
  });
  let db = 0;
  for (let k = 0; k < m; k++) db += (2 * dz(k)) / m;
  return { dW: [dW], db: [[db]] };
}
`,
      "alternatives/chained.ts": `// One chain of methods per quantity, the mean at the end.
export const forward = (p, X) => ({ A: ${slope === null ? "p.W.matmul(X).add(p.b)" : of("p.W.matmul(X).add(p.b)")} });

export const loss = (p, X, Y) => forward(p, X).A.sub(Y).square().sum().div(X.shape[1]);

export const backward = (p, X, Y) => {
  const { A } = forward(p, X);
  const twice = A.sub(Y).mul(2)${slope === null ? "" : `.mul(${slope})`};
  return { dW: twice.matmul(X.T).div(X.shape[1]), db: twice.mean(1, true) };
};
`,
      "mistakes/factor-two-missing.ts": whole("nd.sub(A, Y).div(m)"),
      "mistakes/mean-left-out.ts": whole("nd.sub(A, Y).mul(2)"),
      "mistakes/exchanged.ts": whole("nd.sub(Y, A).mul(2 / m)"),
      ...(slope === null ? {} : { "mistakes/slope-left-out.ts": forward + LOSS + backwardOf(RIGHT, null) }),
      "mistakes/bias-left-out.ts": forwardOf(activation, "") + LOSS + backwardOf(RIGHT, slope),
      "mistakes/by-trying.ts": `${forward}${LOSS}
// Every parameter nudged in turn.
const slope = (at) => (at(1e-5) - at(-1e-5)) / 2e-5;

export function backward(p, X, Y) {
  const W = p.W.toArray()[0];
  const nudged = (j, h) => nd.array([W.map((w, i) => (i === j ? w + h : w))]);
  return {
    dW: [W.map((_, j) => slope((h) => loss({ W: nudged(j, h), b: p.b }, X, Y).item()))],
    db: [[slope((h) => loss({ W: p.W, b: p.b.add(h) }, X, Y).item())]],
  };
}
`,
    },
    part: part(slope !== null),
  };
}

const equivalent = (error: string) => `# Changes of the solution that no check can see, since they compute the same.
- slip: sum-all
  line: "return { dW: nd.matmul(${error}, X.T), db: nd.sum(${error}) };"
  reason: "There is one output, so the sum over its row is the sum of all, and a number stands for 1×1."
- slip: sum-all
  line: "return { dW: nd.matmul(${error}, X.T), db: nd.reshape(nd.sum(${error}), 1, 1) };"
  reason: "There is one output, so the sum over its row is the sum of all."
- slip: arguments-exchanged
  line: "return nd.square(nd.sub(Y, forward(p, X).A)).mean();"
  reason: "The square does not see the sign."
`;

const SLOPE_LEFT_OUT = `      - id: slope-left-out
        file: mistakes/slope-left-out.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: slope left out
          says: "The error arrives at the sum unchanged. Between the sum and the output lies the activation, and its slope multiplies the error."
          next: "Multiply by the slope, entry by entry."
`;

const part = (sloped: boolean) => `  - id: implement
    title: Implement
    kind: code
    functions:
      forward: { args: [p, X], returns: { A: [1, m] } }
      loss: { args: [p, X, Y], returns: number }
      backward: { args: [p, X, Y], returns: { dW: [1, n], db: [1, 1] } }
    gradients: { dW: p.W, db: p.b }
    cases:
      sizes: { n: { from: 1, to: 4 }, m: { from: 1, to: 7 } }
      values:
        X: { shape: [n, m], uniform: [-2, 2] }
        Y: { shape: [1, m], uniform: [-2, 2] }
        p:
          W: { shape: [1, n], uniform: [-1, 1] }
          b: { shape: [1, 1], uniform: [-1, 1] }
    checks:
      - { id: examples, title: "Forward pass, 2 published examples", points: 0.5, public: true, outputs: { of: forward, cases: 2 } }
      - { id: forward, title: "Forward pass, 20 random batches", points: 1, outputs: { of: forward } }
      - { id: loss, title: "The loss", points: 1, outputs: { of: loss } }
      - { id: own-derivative, title: "Backward is the derivative of your own loss", points: 1.5, public: true, consistent: { loss: loss, gradient: backward, calls: { forward: 1 } } }
      - { id: gradients, title: "Both gradients", points: 2, gradcheck: { of: backward, fields: [dW, db] } }
    figures: [gradients]
    feedback:
      correct: "Now say without looking why the gradient of $b$ is a sum over the examples."
    hints:
      - { text: "Differentiate the square first, then what is squared." }
      - { text: "Every example adds to the gradient of $W$: that sum over examples is a matrix product with $X^\\\\top$.", cost: 0.5 }
    alternatives: [alternatives/loops.ts, alternatives/chained.ts]
    mistakes:
      - id: factor-two-missing
        file: mistakes/factor-two-missing.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: the factor 2 left out
          says: "The gradients are half of what is asked for: the square brings a factor 2 down."
          next: "Begin with the derivative of $(\\\\hat y - y)^2$ with respect to $\\\\hat y$."
      - id: mean-left-out
        file: mistakes/mean-left-out.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: a sum instead of a mean
          says: "The gradients are $m$ times as long as those of the loss, which is a mean over the examples."
          next: "Divide by the number of examples, once."
      - id: exchanged
        file: mistakes/exchanged.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: prediction and target exchanged
          says: "The gradients have the opposite sign, as where $y - \\\\hat y$ stands for $\\\\hat y - y$."
          next: "Follow the sign through the derivative of the square."
${sloped ? SLOPE_LEFT_OUT : ""}      - id: bias-left-out
        file: mistakes/bias-left-out.ts
        verdict: incorrect
        fails: [forward, loss, own-derivative, gradients]
        diagnosis:
          name: a missing bias
          says: "The sum is $Wx$ without $b$, for every example."
          next: "Add the bias to the product."
      - id: by-trying
        file: mistakes/by-trying.ts
        verdict: partial
        fails: [own-derivative]
        diagnosis:
          name: backward by trying
          says: "The gradient takes a forward pass or more for every single parameter. That is how a gradient is checked; the chain rule gets all of them from one."
          next: "Carry the error back with the chain rule."
`;
