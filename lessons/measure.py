"""Trains the networks whose results the lessons quote: the course's own training runs, in plain NumPy."""

import csv
from pathlib import Path

import numpy as np

MOONS = Path(__file__).parent / "data" / "moons.csv"


def moons(split: str):
    """Examples in columns: X is 2×m, Y is 1×m."""
    with MOONS.open() as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    X = np.array([[float(row["x1"]), float(row["x2"])] for row in rows]).T
    return X, np.array([[float(row["y"]) for row in rows]])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


#: Activation, and its slope from z and a.
ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda z, a: a * (1 - a)),
    "tanh": (np.tanh, lambda z, a: 1 - a * a),
    "relu": (lambda z: np.maximum(z, 0), lambda z, a: (z > 0) * 1.0),
}


def cross_entropy(z, y) -> float:
    """The mean over the batch, from the logits."""
    return float((np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean())


def start(h: int, n: int, scale: float, seed: int):
    random = np.random.default_rng(seed)
    W1 = random.standard_normal((h, n)) * scale
    return W1, np.zeros((h, 1)), random.standard_normal((1, h)) * scale, np.zeros((1, 1))


def train(data, h, activation, scale, rate, steps, seed, lam=0.0, at=()):
    """Batch gradient descent. Results by step (those in `at`, and the last): losses and right answers, train and test."""
    (X, Y), (Xt, Yt) = data
    g, slope = ACTIVATIONS[activation]
    W1, b1, W2, b2 = start(h, X.shape[0], scale, seed)
    m = X.shape[1]

    def result():
        z, zt = (W2 @ g(W1 @ x + b1) + b2 for x in (X, Xt))
        right = lambda z, y: int(((z > 0) == (y > 0.5)).sum())  # noqa: E731
        return {"train": cross_entropy(z, Y), "test": cross_entropy(zt, Yt), "right": right(zt, Yt)}

    results = {}
    for step in range(steps):
        if step in at:
            results[step] = result()
        Z1 = W1 @ X + b1
        A1 = g(Z1)
        dZ2 = sigmoid(W2 @ A1 + b2) - Y
        dZ1 = (W2.T @ dZ2) * slope(Z1, A1)
        W2 = W2 - rate * (dZ2 @ A1.T / m + lam / m * W2)
        b2 = b2 - rate * dZ2.mean()
        W1 = W1 - rate * (dZ1 @ X.T / m + lam / m * W1)
        b1 = b1 - rate * dZ1.mean(axis=1, keepdims=True)
    results[steps] = result()
    return results


def train_one_at_a_time(X, Y, h, scale, rate, passes, seed):
    """Steps from single examples in the order of the data, tanh units: the loss after each pass, and the last pass's own losses."""
    W1, b1, W2, b2 = start(h, X.shape[0], scale, seed)
    after, own = [], []
    for _ in range(passes):
        own = []
        for k in range(X.shape[1]):
            x, y = X[:, k : k + 1], Y[:, k : k + 1]
            a = np.tanh(W1 @ x + b1)
            z = W2 @ a + b2
            own.append(cross_entropy(z, y))
            d2 = sigmoid(z) - y
            d1 = W2.T @ d2 * (1 - a * a)
            W2, b2, W1, b1 = W2 - rate * d2 @ a.T, b2 - rate * d2, W1 - rate * d1 @ x.T, b1 - rate * d1
        after.append(cross_entropy(W2 @ np.tanh(W1 @ X + b1) + b2, Y))
    return after, own


def error_at_first_layer(activation, v, layers=10, n=50, draws=50) -> float:
    """Median length of the error at layer 1, for an error of length 1 at the last, weights of variance v/n."""
    g, slope = ACTIVATIONS[activation]
    lengths = []
    for seed in range(draws):
        random = np.random.default_rng(seed)
        a = random.standard_normal((n, 1))
        weights, slopes = [], []
        for _ in range(layers):
            W = random.standard_normal((n, n)) * np.sqrt(v / n)
            z = W @ a
            a = g(z)
            weights.append(W)
            slopes.append(slope(z, a))
        d = random.standard_normal((n, 1))
        d /= np.linalg.norm(d)
        for layer in range(layers - 1, 0, -1):
            d = (weights[layer].T @ d) * slopes[layer - 1]
        lengths.append(np.linalg.norm(d))
    return float(np.median(lengths))


def toy_spins(seed: int, n=1000, size=16):
    """Half ordered (up with probability 0.9, class 0), half not (0.5, class 1), shuffled; 800 to train, 200 to test."""
    random = np.random.default_rng(1000 + seed)
    ordered = np.where(random.random((n // 2, size)) < 0.9, 1.0, -1.0)
    disordered = np.where(random.random((n // 2, size)) < 0.5, 1.0, -1.0)
    order = random.permutation(n)
    X = np.vstack([ordered, disordered]).T[:, order]
    Y = np.hstack([np.zeros(n // 2), np.ones(n // 2)])[None][:, order]
    return (X[:, :800], Y[:, :800]), (X[:, 800:], Y[:, 800:])


def ising_states(side=4):
    """Every state of a small lattice with opposite edges joined: energy and magnetisation per spin."""
    n = side * side
    spins = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1) * 2 - 1
    grid = spins.reshape(-1, side, side)
    energy = -(grid * np.roll(grid, 1, 1)).sum((1, 2)) - (grid * np.roll(grid, 1, 2)).sum((1, 2))
    return energy, spins.sum(1) / n


def boltzmann(energy, T):
    weight = np.exp(-(energy - energy.min()) / T)
    return weight / weight.sum()
