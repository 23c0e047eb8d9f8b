"""Makes spins.csv: 1,000 made-up snapshots of 4×4 spins, 500 ordered (y = 0) and 500 disordered (y = 1).

A spin is up (+1) with probability 0.9 in the ordered class and 0.5 in the disordered one, independently of the others.
The first 800 rows of the shuffled table are for training, the last 200 for the test. `python3 make.py --measure` prints
what the best rule reaches on them, and the network of the exercise over 300 random starts.
"""

import sys
from pathlib import Path

import numpy as np

SIDE, SAMPLES, TRAIN = 4, 1000, 800
SEED = 27


def snapshots():
    random = np.random.default_rng(SEED)
    half = (SAMPLES // 2, SIDE * SIDE)
    ordered = np.where(random.random(half) < 0.9, 1, -1)
    disordered = np.where(random.random(half) < 0.5, 1, -1)
    spins = np.vstack([ordered, disordered])
    y = np.repeat([0, 1], SAMPLES // 2)
    order = random.permutation(SAMPLES)
    return spins[order], y[order]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def train(X, Y, scale, rate, epochs, seed, h=8):
    """Batch gradient descent on the cross-entropy; X is 16×m, Y is 1×m."""
    random = np.random.default_rng(seed)
    W1, b1 = random.standard_normal((h, X.shape[0])) * scale, np.zeros((h, 1))
    W2, b2 = random.standard_normal((1, h)) * scale, np.zeros((1, 1))
    for _ in range(epochs):
        A1 = sigmoid(W1 @ X + b1)
        dZ2 = (sigmoid(W2 @ A1 + b2) - Y) / Y.shape[1]
        dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
        W2, b2 = W2 - rate * dZ2 @ A1.T, b2 - rate * dZ2.sum()
        W1, b1 = W1 - rate * dZ1 @ X.T, b1 - rate * dZ1.sum(axis=1, keepdims=True)
    return lambda Z: sigmoid(W2 @ sigmoid(W1 @ Z + b1) + b2)


def measure(spins, y):
    X, Y = spins.T, y[None]
    (X, Xt), (Y, Yt) = (np.split(a, [TRAIN], axis=1) for a in (X, Y))
    print("best rule, test:", (((Xt > 0).sum(axis=0) < 12) == (Yt[0] == 1)).mean())
    for scale, rate, epochs, starts in [(0.3, 3, 40, 300), (0.01, 0.05, 5000, 12)]:
        right = [((train(X, Y, scale, rate, epochs, k)(Xt) > 0.5) == (Yt == 1)).mean() for k in range(starts)]
        print(scale, rate, epochs, "least, 1 %, median, most:", np.quantile(right, [0, 0.01, 0.5, 1]).round(3))


if __name__ == "__main__":
    spins, y = snapshots()
    columns = [f"s{i + 1}" for i in range(SIDE * SIDE)]
    rows = [
        ",".join(["train" if k < TRAIN else "test", *map(str, s), str(c)]) for k, (s, c) in enumerate(zip(spins, y))
    ]
    text = "\n".join([",".join(["split", *columns, "y"]), *rows]) + "\n"
    (Path(__file__).parent / "spins.csv").write_text(text)
    if "--measure" in sys.argv:
        measure(spins, y)
