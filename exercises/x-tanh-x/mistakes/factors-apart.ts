type Params = { W: Tensor; b: Tensor };

// f(z) = z tanh z has the slope tanh z + z (1 − tanh² z).
export function slope(Z: Tensor) {
  const T = nd.tanh(Z);
  return nd.sub(1, nd.square(T));
}

// X is n×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const Z = nd.matmul(p.W, X).add(p.b);
  const A = Z.mul(nd.tanh(Z));
  return { Z, A };
}

// Stands for the rest of the network: its gradient with respect to A is G.
export function loss(p: Params, X: Tensor, G: Tensor) {
  return forward(p, X).A.mul(G).sum().item();
}

export function backward(p: Params, X: Tensor, G: Tensor) {
  const { Z } = forward(p, X);
  const dZ = G.mul(slope(Z));
  const dW = nd.matmul(dZ, X.T);
  const db = dZ.sum(1, true);
  const dX = nd.matmul(p.W.T, dZ);
  return { dX, dW, db };
}
