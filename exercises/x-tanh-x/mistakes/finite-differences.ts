type Params = { W: Tensor; b: Tensor };

// f(z) = z tanh z has the slope tanh z + z (1 − tanh² z).
export function slope(Z: Tensor) {
  const T = nd.tanh(Z);
  return T.add(Z.mul(nd.sub(1, nd.square(T))));
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
  const h = 1e-5;
  const nudge = (start: Tensor, value: (moved: Tensor) => number) =>
    start.toArray().map((row, i) =>
      row.map((_, k) => {
        const at = (by: number) => {
          const moved = nd.copy(start);
          moved.set(i, k, moved.get(i, k) + by);
          return value(moved);
        };
        return (at(h) - at(-h)) / (2 * h);
      }),
    );
  return {
    dX: nudge(X, (moved) => loss(p, moved, G)),
    dW: nudge(p.W, (moved) => loss({ ...p, W: moved }, X, G)),
    db: nudge(p.b, (moved) => loss({ ...p, b: moved }, X, G)),
  };
}
