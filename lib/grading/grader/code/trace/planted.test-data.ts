// Longer than most: whole answers in several styles, which tell something only when they stand as they are.
/** Backward passes in several styles, all right, and slips planted in them: what a line is changed into, and the relation to be named. */
export type Planted = {
  readonly style: string;
  readonly source: string;
  readonly slips: readonly {
    readonly from: string;
    readonly to: string;
    /** What the relation says; null where none has to be named. */
    readonly relation: RegExp | null;
    /** A text of the line to be named, where it is not the one that was changed. */
    readonly line?: string;
  }[];
};

const FORWARD = `export function forward(p, X) {
  const Z1 = nd.matmul(p.W1, X).add(p.b1);
  const A1 = nd.tanh(Z1);
  const Z2 = nd.matmul(p.W2, A1).add(p.b2);
  const A2 = nd.sigmoid(Z2);
  return { Z1, A1, Z2, A2 };
}
export function loss(p, X, Y) {
  const { A2 } = forward(p, X);
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
}
`;

export const planted: readonly Planted[] = [
  {
    style: "named tensors, divided by m at the end",
    source: `${FORWARD}
export function backward(p: Params, X: Tensor, Y: Tensor) {
  const m = X.shape[1];
  const { A1, A2 } = forward(p, X);
  const dZ2 = A2.sub(Y);
  const dW2 = nd.matmul(dZ2, A1.T).div(m);
  const db2 = dZ2.sum(1, true).div(m);
  const slope = nd.sub(1, nd.square(A1));
  const dA1 = nd.matmul(p.W2.T, dZ2);
  const dZ1 = dA1.mul(slope);
  const dW1 = nd.matmul(dZ1, X.T).div(m);
  const db1 = dZ1.sum(1, true).div(m);
  return { dW1, db1, dW2, db2 };
}`,
    slips: [
      { from: "A2.sub(Y)", to: "Y.sub(A2)", relation: /opposite sign/ },
      { from: "A2.sub(Y)", to: "A2.sub(Y).mul(2)", relation: /twice as large/ },
      {
        from: "A2.sub(Y)",
        to: "A2.sub(Y).mul(A2).mul(nd.sub(1, A2))",
        relation: /slope of the sigmoid at Z2 is one too many/,
      },
      { from: "matmul(dZ2, A1.T).div(m)", to: "matmul(dZ2, A1.T)", relation: /m times as large/ },
      { from: "dZ2.sum(1, true).div(m)", to: "dZ2.sum(1, true)", relation: /m times as large/ },
      {
        from: "nd.sub(1, nd.square(A1))",
        to: "A1.mul(nd.sub(1, A1))",
        relation: /A1, the slope of the sigmoid, where the slope of tanh at Z1 belongs/,
      },
      { from: "nd.sub(1, nd.square(A1))", to: "nd.add(1, nd.square(A1))", relation: null },
      { from: "dA1.mul(slope)", to: "dA1", relation: /slope of tanh at Z1 is left out/, line: "const dW1" },
      { from: "dA1.mul(slope)", to: "dA1.div(slope)", relation: null },
      { from: "dA1.mul(slope)", to: "dA1.mul(slope).neg()", relation: /opposite sign/ },
      { from: "nd.matmul(dZ1, X.T).div(m)", to: "nd.matmul(dZ1, X.T).div(m).div(m)", relation: /1\/m of it/ },
      {
        from: "nd.matmul(dZ1, X.T).div(m)",
        to: "nd.matmul(dA1, X.T).div(m)",
        relation: /slope of tanh at Z1 is left out/,
      },
      { from: "db1 = dZ1.sum(1, true)", to: "db1 = dA1.sum(1, true)", relation: /slope of tanh at Z1 is left out/ },
      { from: "nd.matmul(dZ1, X.T).div(m)", to: "nd.matmul(X, dZ1.T).div(m)", relation: /side/ },
      { from: "nd.matmul(p.W2.T, dZ2)", to: "nd.matmul(p.W2.T, dZ2).mul(2)", relation: /twice as large/ },
    ],
  },
  {
    style: "mean taken first, destructured nd",
    source: `${FORWARD}
const { matmul, transpose, sub, mul, sum } = nd;
export function backward(p: Params, X: Tensor, Y: Tensor) {
  const { A1, A2 } = forward(p, X);
  const dZ2 = sub(A2, Y).div(Y.size);
  const dW2 = matmul(dZ2, transpose(A1));
  const db2 = sum(dZ2, { axis: 1, keepdims: true });
  const dZ1 = mul(matmul(transpose(p.W2), dZ2), sub(1, mul(A1, A1)));
  return { dW1: matmul(dZ1, transpose(X)), db1: sum(dZ1, { axis: 1, keepdims: true }), dW2, db2 };
}`,
    slips: [
      { from: "sub(A2, Y).div(Y.size)", to: "sub(A2, Y)", relation: /m times as large/ },
      { from: "sub(A2, Y).div(Y.size)", to: "sub(Y, A2).div(Y.size)", relation: /opposite sign/ },
      { from: "sub(A2, Y).div(Y.size)", to: "sub(A2, Y).div(Y.size).div(Y.size)", relation: /1\/m of it/ },
      { from: "sub(1, mul(A1, A1))", to: "sub(1, A1)", relation: null },
      { from: "sub(1, mul(A1, A1))", to: "mul(A1, sub(1, A1))", relation: /slope of the sigmoid/ },
      { from: "matmul(transpose(p.W2), dZ2)", to: "matmul(transpose(p.W2), sub(A2, Y))", relation: /m times as large/ },
      {
        from: "dW2 = matmul(dZ2, transpose(A1))",
        to: "dW2 = matmul(dZ2, transpose(A1)).div(Y.size)",
        relation: /1\/m of it/,
      },
      {
        from: "db2 = sum(dZ2, { axis: 1, keepdims: true })",
        to: "db2 = sum(dZ2, { axis: 1, keepdims: true }).mul(0.5)",
        relation: /half/,
      },
    ],
  },
  {
    style: "methods chained, nothing named",
    source: `${FORWARD}
export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const m = Y.size;
  return {
    dW2: A2.sub(Y).matmul(A1.T).div(m),
    db2: A2.sub(Y).sum(1, true).div(m),
    dW1: p.W2.T.matmul(A2.sub(Y))
      .mul(A1.square().neg().add(1))
      .matmul(X.T)
      .div(m),
    db1: p.W2.T.matmul(A2.sub(Y)).mul(A1.square().neg().add(1)).sum(1, true).div(m),
  };
};`,
    slips: [
      { from: "dW2: A2.sub(Y)", to: "dW2: Y.sub(A2)", relation: /opposite sign/ },
      {
        from: "      .mul(A1.square().neg().add(1))",
        to: "      .mul(A1.neg().add(1).mul(A1))",
        relation: /slope of the sigmoid/,
      },
      { from: "      .div(m),", to: "      .mul(m),", relation: null },
      { from: "db2: A2.sub(Y).sum(1, true).div(m)", to: "db2: A2.sub(Y).sum(1, true)", relation: /m times as large/ },
    ],
  },
  {
    style: "helpers in the file",
    source: `const affine = (W, A, b) => nd.add(nd.matmul(W, A), b);
const tanhSlope = (a) => nd.sub(1, a.mul(a));
function layerBack(dZ, A, W, m) {
  const dW = nd.matmul(dZ, A.T).div(m);
  const db = dZ.mean({ axis: 1, keepdims: true });
  const dA = nd.matmul(W.T, dZ);
  return [dW, db, dA];
}
export function forward(p, X) {
  const Z1 = affine(p.W1, X, p.b1), A1 = nd.tanh(Z1);
  const Z2 = affine(p.W2, A1, p.b2);
  return { Z1, A1, Z2, A2: nd.sigmoid(Z2) };
}
export function loss(p, X, Y) {
  const out = forward(p, X).A2;
  const each = nd.add(nd.mul(Y, nd.log(out)), nd.mul(nd.sub(1, Y), nd.log(nd.sub(1, out))));
  return -each.sum().item() / Y.size;
}
export function backward(p, X, Y) {
  const f = forward(p, X);
  const m = Y.size;
  const error = f.A2.sub(Y);
  const [dW2, db2, dA1] = layerBack(error, f.A1, p.W2, m);
  const [dW1, db1] = layerBack(dA1.mul(tanhSlope(f.A1)), X, p.W1, m);
  return { dW1, db1, dW2, db2 };
}`,
    slips: [
      { from: "nd.sub(1, a.mul(a))", to: "nd.sub(1, a)", relation: null },
      { from: "nd.sub(1, a.mul(a))", to: "a.mul(nd.sub(1, a))", relation: /slope of the sigmoid/ },
      { from: "nd.matmul(dZ, A.T).div(m)", to: "nd.matmul(dZ, A.T)", relation: /m times as large/ },
      { from: "dZ.mean({ axis: 1", to: "dZ.sum({ axis: 1", relation: /m times as large/ },
      { from: "f.A2.sub(Y)", to: "Y.sub(f.A2)", relation: /opposite sign/ },
      {
        from: "dA1.mul(tanhSlope(f.A1))",
        to: "dA1.mul(tanhSlope(f.Z1))",
        relation: /1 − a².*Z1/,
        line: "nd.sub(1, a.mul(a))",
      },
    ],
  },
  {
    style: "one variable written over again and again",
    source: `${FORWARD}
export function backward(p, X, Y) {
  const m = Y.size, grads: any = {};
  const cache = forward(p, X);
  let delta = nd.sub(cache.A2, Y);
  grads.dW2 = nd.matmul(delta, cache.A1.T).mul(1 / m);
  grads.db2 = delta.sum(1, true).mul(1 / m);
  delta = nd.matmul(p.W2.T, delta);
  delta = delta.mul(nd.sub(1, nd.pow(cache.A1, 2)));
  grads.dW1 = nd.matmul(delta, X.T).mul(1 / m);
  grads.db1 = delta.sum(1, true).mul(1 / m);
  return grads;
}`,
    slips: [
      {
        from: "delta.mul(nd.sub(1, nd.pow(cache.A1, 2)))",
        to: "delta.mul(nd.sub(1, nd.pow(cache.A1, 3)))",
        relation: null,
      },
      { from: "delta.mul(nd.sub(1, nd.pow(cache.A1, 2)))", to: "delta.mul(cache.A1)", relation: /slope of tanh|A1/ },
      {
        from: "  delta = nd.matmul(p.W2.T, delta);",
        to: "  delta = nd.matmul(p.W2.T, delta).neg();",
        relation: /opposite sign/,
      },
      { from: "nd.matmul(delta, X.T).mul(1 / m)", to: "nd.matmul(delta, X.T)", relation: /m times as large/ },
      { from: "nd.sub(cache.A2, Y)", to: "nd.sub(cache.A2, Y).div(m)", relation: null, line: "grads.dW2" },
    ],
  },
  {
    style: "from the loss down, with terms of their own",
    source: `${FORWARD}
export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const m = Y.size;
  const one = nd.div(nd.sub(1, Y), nd.sub(1, A2));
  const other = nd.div(Y, A2);
  const dA2 = one.sub(other).div(m);
  const dZ2 = dA2.mul(A2).mul(nd.sub(1, A2));
  const dW2 = nd.matmul(dZ2, A1.T);
  const db2 = nd.sum(dZ2, 1, true);
  const dA1 = nd.matmul(p.W2.T, dZ2);
  const dZ1 = dA1.sub(dA1.mul(A1).mul(A1));
  const dW1 = nd.matmul(dZ1, X.T);
  const db1 = nd.sum(dZ1, 1, true);
  return { dW1, db1, dW2, db2 };
}`,
    slips: [
      { from: "one.sub(other)", to: "one.add(other)", relation: null },
      { from: "nd.div(Y, A2)", to: "nd.div(Y, nd.sub(1, A2))", relation: null },
      { from: "dA2.mul(A2).mul(nd.sub(1, A2))", to: "dA2.mul(A2)", relation: null },
      {
        from: "dA2.mul(A2).mul(nd.sub(1, A2))",
        to: "dA2",
        relation: /slope of the sigmoid at Z2 is left out/,
        line: "const dW2",
      },
      { from: "dA1.sub(dA1.mul(A1).mul(A1))", to: "dA1.sub(dA1.mul(A1))", relation: null },
      {
        from: "dA1.sub(dA1.mul(A1).mul(A1))",
        to: "dA1.mul(A1).sub(dA1.mul(A1).mul(A1))",
        relation: /factor A1 is one too many/,
      },
      { from: "nd.sum(dZ1, 1, true)", to: "nd.mean(dZ1, 1, true)", relation: /1\/m of it/ },
    ],
  },
];

const RELU = `export function forward(p, X) {
  const Z1 = nd.add(nd.matmul(p.W1, X), p.b1);
  const A1 = nd.relu(Z1);
  const Z2 = nd.add(nd.matmul(p.W2, A1), p.b2);
  return { Z1, A1, Z2, A2: Z2 };
}
`;

/** Other losses, activations and shapes of code. */
export const others: readonly Planted[] = [
  {
    style: "a squared error and rectified units",
    source: `${RELU}
export const loss = (p, X, Y) => nd.square(forward(p, X).A2.sub(Y)).sum().item() / (2 * Y.size);
export function backward(p, X, Y) {
  const { Z1, A1, A2 } = forward(p, X);
  const m = Y.size;
  const d2 = A2.sub(Y).div(m);
  const dW2 = nd.matmul(d2, A1.T);
  const db2 = nd.sum(d2, 1, true);
  const mask = nd.greater(Z1, 0);
  const d1 = nd.matmul(p.W2.T, d2).mul(mask);
  return { dW1: nd.matmul(d1, X.T), db1: nd.sum(d1, 1, true), dW2, db2 };
}`,
    slips: [
      { from: "A2.sub(Y).div(m)", to: "A2.sub(Y).mul(2).div(m)", relation: /twice as large/ },
      { from: "A2.sub(Y).div(m)", to: "A2.sub(Y)", relation: /m times as large/ },
      { from: "nd.greater(Z1, 0)", to: "nd.less(Z1, 0)", relation: null },
      { from: "nd.greater(Z1, 0)", to: "nd.greater(A2, 0)", relation: null },
      { from: ".mul(mask)", to: "", relation: /slope of relu at Z1 is left out/, line: "dW1: nd.matmul" },
      { from: ".mul(mask)", to: ".mul(Z1)", relation: /Z1 itself|slope of relu/ },
      { from: "nd.matmul(p.W2.T, d2)", to: "nd.matmul(p.W2.T, d2).div(m)", relation: /1\/m of it/ },
      { from: "dW2 = nd.matmul(d2, A1.T)", to: "dW2 = nd.matmul(d2, Z1.T)", relation: null },
    ],
  },
  {
    style: "a penalty on the weights",
    source: `${FORWARD.replace(".neg().item();", ".neg().add(nd.square(p.W1).sum().mul(0.5 / Y.size)).item();")}
export function backward(p, X, Y) {
  const m = Y.size;
  const { A1, A2 } = forward(p, X);
  const dZ2 = A2.sub(Y);
  const dW2 = nd.matmul(dZ2, A1.T).div(m);
  const db2 = dZ2.mean(1, true);
  const dZ1 = nd.matmul(p.W2.T, dZ2).mul(nd.sub(1, nd.square(A1)));
  const data = nd.matmul(dZ1, X.T).div(m);
  const penalty = p.W1.div(m);
  const dW1 = data.add(penalty);
  const db1 = dZ1.mean(1, true);
  return { dW1, db1, dW2, db2 };
}`,
    slips: [
      { from: "p.W1.div(m)", to: "p.W1", relation: null, line: "const dW1" },
      { from: "p.W1.div(m)", to: "p.W1.mul(0.5).div(m)", relation: /half as large/ },
      { from: "data.add(penalty)", to: "data.sub(penalty)", relation: null },
      { from: "data.add(penalty)", to: "data", relation: null, line: "const data" },
      { from: "nd.matmul(dZ1, X.T).div(m)", to: "nd.matmul(dZ1, X.T)", relation: /m times as large/ },
      {
        from: "dW2 = nd.matmul(dZ2, A1.T).div(m)",
        to: "dW2 = nd.matmul(dZ2, A1.T).div(m).add(p.W2.div(m))",
        relation: null,
      },
    ],
  },
  {
    style: "everything in one expression per gradient, forward and backward",
    source: `export function loss(p, X, Y) {
  return nd.mean(nd.square(nd.sub(nd.add(nd.matmul(p.W2, nd.tanh(nd.add(nd.matmul(p.W1, X), p.b1))), p.b2), Y))).item();
}
export function backward(p, X, Y) {
  const hidden = () => nd.tanh(nd.add(nd.matmul(p.W1, X), p.b1));
  const error = nd.mul(nd.sub(nd.add(nd.matmul(p.W2, hidden()), p.b2), Y), 2 / Y.size);
  const deep = nd.mul(
    nd.matmul(p.W2.T, error),
    nd.sub(1, nd.pow(hidden(), 2)),
  );
  return {
    dW1: nd.matmul(deep, X.T),
    db1: nd.sum(deep, 1, true),
    dW2: nd.matmul(error, hidden().T),
    db2: nd.sum(error, 1, true),
  };
}`,
    slips: [
      { from: "2 / Y.size", to: "1 / Y.size", relation: /half as large/ },
      { from: "2 / Y.size", to: "2", relation: /m times as large/ },
      { from: "nd.sub(1, nd.pow(hidden(), 2))", to: "nd.sub(1, hidden())", relation: null },
      { from: "db1: nd.sum(deep, 1, true)", to: "db1: nd.sum(deep, 1, true).mul(2)", relation: /twice as large/ },
    ],
  },
];

/** Data on its side, and the chain rule from the loss down. */
export const turned = `${FORWARD}
export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const x = X.T, y = Y.T, a1 = A1.T, a2 = A2.T;
  const dLda2 = a2.sub(y).div(a2.mul(nd.sub(1, a2)));
  const da2dz2 = a2.mul(nd.sub(1, a2));
  const dz2 = dLda2.mul(da2dz2).div(Y.size);
  const dw2 = a1.T.matmul(dz2);
  const dz1 = dz2.matmul(p.W2).mul(nd.sub(1, a1.square()));
  const dw1 = x.T.matmul(dz1);
  return { dW1: dw1.T, db1: dz1.sum(0, true).T, dW2: dw2.T, db2: dz2.sum(0, true) };
}`;

/** Signals of a margin: ones inside, and the loss falls as the margin grows. */
export const margin = `
function score(p, X) {
  return nd.matmul(p.W2, nd.tanh(nd.matmul(p.W1, X).add(p.b1))).add(p.b2);
}
export function loss(p, X, Y) {
  const margins = Y.mul(2).sub(1).mul(score(p, X));
  return nd.relu(nd.sub(1, margins)).mean().item();
}
export function backward(p, X, Y) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const sign = Y.mul(2).sub(1);
  const inside = nd.less(sign.mul(score(p, X)), 1);
  const dZ2 = sign.neg().mul(inside).div(Y.size);
  const dZ1 = nd.matmul(p.W2.T, dZ2).mul(nd.sub(1, A1.square()));
  return { dW1: nd.matmul(dZ1, X.T), db1: dZ1.sum(1, true), dW2: nd.matmul(dZ2, A1.T), db2: dZ2.sum(1, true) };
}`;

/** Building blocks of which each gives a value and the way back: three things are called \`value\`, and both layers share their lines. */
export const blocks = `const affine = (W, b, input) => ({
  value: nd.matmul(W, input).add(b),
  pull: (up) => ({
    dW: nd.matmul(up, input.T),
    db: up.sum(1, true),
    down: nd.matmul(W.T, up),
  }),
});
const bent = (Z) => {
  const value = nd.tanh(Z);
  return { value, pull: (up) => up.mul(nd.sub(1, value.mul(value))) };
};
const graph = (p, X) => {
  const first = affine(p.W1, p.b1, X);
  const bend = bent(first.value);
  return { first, bend, second: affine(p.W2, p.b2, bend.value) };
};
export const loss = (p, X, Y) => graph(p, X).second.value.sub(Y).square().mean().item();
export const backward = (p, X, Y) => {
  const { first, bend, second } = graph(p, X);
  const out = second.pull(second.value.sub(Y).mul(2 / Y.size));
  const hid = first.pull(bend.pull(out.down));
  return { dW1: hid.dW, db1: hid.db, dW2: out.dW, db2: out.db };
};`;

/** Two layers by one line of a loop, each with the sigmoid, and down again by a function that calls itself. */
export const descending = `function activations(p, X) {
  const all = [X];
  for (const [W, b] of [[p.W1, p.b1], [p.W2, p.b2]]) all.push(nd.sigmoid(nd.matmul(W, all.at(-1)).add(b)));
  return all;
}
export function loss(p, X, Y) {
  return activations(p, X)[2].sub(Y).square().mean().item();
}
function descend(p, acts, delta, l) {
  const grads = {
    ["dW" + (l + 1)]: nd.matmul(delta, acts[l].T),
    ["db" + (l + 1)]: delta.sum(1, true),
  };
  if (l === 0) return grads;
  const A = acts[l];
  const slope = A.mul(nd.sub(1, A));
  return { ...grads, ...descend(p, acts, nd.matmul(p.W2.T, delta).mul(slope), l - 1) };
}
export function backward(p, X, Y) {
  const acts = activations(p, X);
  const slope = acts[2].mul(nd.sub(1, acts[2]));
  return descend(p, acts, acts[2].sub(Y).mul(2 / Y.size).mul(slope), 1);
}`;

/** Three layers with numbered parameters, worked through in a loop. */
export const deep: Planted = {
  style: "three layers in a loop",
  source: `export function forward(p, X) {
  const A = [X], Z = [X];
  for (let l = 1; l <= 3; l++) {
    Z[l] = nd.matmul(p["W" + l], A[l - 1]).add(p["b" + l]);
    A[l] = l < 3 ? nd.tanh(Z[l]) : nd.sigmoid(Z[l]);
  }
  return { A, Z };
}
export function loss(p, X, Y) {
  const { A } = forward(p, X);
  return nd.square(A[3].sub(Y)).sum().div(2 * Y.size).item();
}
export function backward(p, X, Y) {
  const m = Y.size, grads = {};
  const { A } = forward(p, X);
  let dZ = A[3].sub(Y).mul(A[3]).mul(nd.sub(1, A[3]));
  for (let l = 3; l >= 1; l--) {
    grads["dW" + l] = nd.matmul(dZ, A[l - 1].T).div(m);
    grads["db" + l] = dZ.sum(1, true).div(m);
    if (l === 1) break;
    const dA = nd.matmul(p["W" + l].T, dZ);
    dZ = dA.mul(nd.sub(1, nd.square(A[l - 1])));
  }
  return grads;
}`,
  slips: [
    {
      from: ".mul(A[3]).mul(nd.sub(1, A[3]))",
      to: "",
      relation: /slope of the sigmoid at Z\[3\] is left out/,
    },
    { from: "nd.sub(1, nd.square(A[l - 1]))", to: "nd.sub(1, nd.square(A[1]))", relation: null },
    {
      from: "nd.sub(1, nd.square(A[l - 1]))",
      to: "A[l - 1].mul(nd.sub(1, A[l - 1]))",
      relation: /slope of the sigmoid/,
    },
    { from: "A[l - 1].T).div(m)", to: "A[l - 1].T)", relation: /m times as large/ },
  ],
};

/** Backward passes that are not nd's all the way, with what the note says. */
export const noted: readonly { readonly style: string; readonly source: string; readonly note: RegExp }[] = [
  {
    style: "plain loops over arrays",
    note: /number by number/,
    source: `${FORWARD}
export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const [h, n] = p.W1.shape, m = Y.size;
  const x = X.toArray(), a = A1.toArray(), w = p.W2.toArray()[0];
  const dW1 = w.map(() => new Array(n).fill(0)), db1 = w.map(() => [0]), dW2 = [w.map(() => 0)], db2 = [[0]];
  for (let k = 0; k < m; k++) {
    const d = (A2.get(0, k) - Y.get(0, k)) / m;
    db2[0][0] += d;
    for (let i = 0; i < h; i++) {
      dW2[0][i] += d * a[i][k];
      const e = d * w[i] * a[i][k] * (1 - a[i][k]);
      db1[i][0] += e;
      for (let j = 0; j < n; j++) dW1[i][j] += e * x[j][k];
    }
  }
  return { dW1, db1, dW2, db2 };
}`,
  },
  {
    style: "a loss that reads its numbers",
    note: /loss leaves nd/,
    source: `export function forward(p, X) {
  const [h, n] = p.W1.shape, m = X.shape[1];
  const out = [];
  for (let k = 0; k < m; k++) {
    let z = p.b2.get(0, 0);
    for (let i = 0; i < h; i++) {
      let s = p.b1.get(i, 0);
      for (let j = 0; j < n; j++) s += p.W1.get(i, j) * X.get(j, k);
      z += p.W2.get(0, i) * Math.tanh(s);
    }
    out.push(z);
  }
  return { A2: nd.array([out]) };
}
export const loss = (p, X, Y) => forward(p, X).A2.sub(Y).square().mean().item();
export function backward(p, X, Y) {
  const d = forward(p, X).A2.sub(Y).toArray()[0];
  const dW1 = p.W1.toArray().map((row) => row.map(() => 0));
  return { dW1, db1: p.b1.toArray(), dW2: p.W2.toArray(), db2: [[d[0]]] };
}`,
  },
  {
    style: "tensors written in place",
    note: /in place/,
    source: `${FORWARD}
export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const dZ2 = A2.sub(Y);
  dZ2.set(0, 0, 1);
  const dZ1 = nd.matmul(p.W2.T, dZ2);
  return { dW1: nd.matmul(dZ1, X.T), db1: dZ1.sum(1, true), dW2: nd.matmul(dZ2, A1.T), db2: dZ2.sum(1, true) };
}`,
  },
];
