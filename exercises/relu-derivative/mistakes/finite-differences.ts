type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };

export function relu(Z: Tensor) {
  return nd.maximum(Z, 0);
}

// 1 for an active unit, 0 for an inactive one and at the corner.
export function slope(Z: Tensor) {
  return nd.greater(Z, 0);
}

// X is n×m, Y is 1×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const Z1 = nd.matmul(p.W1, X).add(p.b1);
  const A1 = relu(Z1);
  const A2 = nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2));
  return { Z1, A1, A2 };
}

// Binary cross-entropy, mean over the batch.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  const { A2 } = forward(p, X);
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const h = 1e-5;
  const slopeOf = (name: keyof Params) => {
    const rows = p[name].toArray() as number[][];
    return rows.map((row, i) =>
      row.map((value, j) => {
        const at = (x: number) => {
          const nudged = rows.map((r) => r.slice());
          nudged[i][j] = x;
          return loss({ ...p, [name]: nd.array(nudged) }, X, Y);
        };
        return (at(value + h) - at(value - h)) / (2 * h);
      }),
    );
  };
  return { dW1: slopeOf("W1"), db1: slopeOf("b1"), dW2: slopeOf("W2"), db2: slopeOf("b2") };
}
