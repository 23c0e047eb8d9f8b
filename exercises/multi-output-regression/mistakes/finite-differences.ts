type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };

// X is n×m, Y is k×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const A2 = nd.matmul(p.W2, A1).add(p.b2);
  return { A1, A2 };
}

// Squared error, weighted by output, summed over the outputs, mean over the examples.
export function loss(p: Params, X: Tensor, Y: Tensor, c: Tensor) {
  const { A2 } = forward(p, X);
  return nd.square(A2.sub(Y)).mul(c).sum().div(X.shape[1]).item();
}

export function backward(p: Params, X: Tensor, Y: Tensor, c: Tensor) {
  const h = 1e-5;
  const gradient = (name: keyof Params) => {
    const value = p[name].toArray();
    return value.map((row, i) =>
      row.map((_, k) => {
        const nudged = (by: number) => {
          const copy = value.map((r) => r.slice());
          copy[i][k] += by;
          return loss({ ...p, [name]: nd.array(copy) }, X, Y, c);
        };
        return (nudged(h) - nudged(-h)) / (2 * h);
      }),
    );
  };
  return { dW1: gradient("W1"), db1: gradient("b1"), dW2: gradient("W2"), db2: gradient("b2") };
}

// Mean and standard deviation of each output.
export function scales(Y: Tensor) {
  const mean = Y.mean(1, true);
  const std = nd.sqrt(nd.square(Y.sub(mean)).mean(1, true));
  return { mean, std };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  const { mean, std } = scales(Y);
  const T = Y.sub(mean).div(std);
  const c = nd.ones_like(mean);
  let { W1, b1, W2, b2 } = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const now = { W1, b1, W2, b2 };
    losses.push(loss(now, X, T, c));
    progress(epoch, losses[epoch]);
    const g = backward(now, X, T, c);
    W1 = W1.sub(g.dW1.mul(rate));
    b1 = b1.sub(g.db1.mul(rate));
    W2 = W2.sub(g.dW2.mul(rate));
    b2 = b2.sub(g.db2.mul(rate));
  }
  // back to the units of Y: rows of W2 and b2 are stretched, and b2 is moved
  return { W1, b1, W2: W2.mul(std), b2: b2.mul(std).add(mean), losses };
}
