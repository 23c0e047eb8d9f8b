"""Makes moons.csv: 40 training and 40 held-out examples (both marked train, in this order) and 60 test examples of two moons.

They are rows of the course's table lessons/data/moons.csv: the first 40 and the last 40 of its training rows, and its test
rows. `python3 make.py --measure` prints what five hidden sizes reach over 60 random starts.
"""

import csv
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
COURSE = HERE.parents[2] / "lessons" / "data" / "moons.csv"
HELD = 40


def rows():
    with COURSE.open() as file:
        table = list(csv.DictReader(file))
    train = [row for row in table if row["split"] == "train"]
    return [*train[:40], *train[-HELD:], *(row for row in table if row["split"] == "test")]


def cross_entropy(z, y):
    return (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean()


def run(X, Y, held, h, seed, rate=3.0, epochs=200, scale=1.0):
    """One tanh layer, trained on all but the last `held` columns. Losses of both groups before each step, and the trained z."""
    random = np.random.default_rng(seed)
    W1, b1 = random.standard_normal((h, 2)) * scale, np.zeros((h, 1))
    W2, b2 = random.standard_normal((1, h)) * scale, np.zeros((1, 1))
    (X, H), (Y, K) = (np.split(a, [a.shape[1] - held], axis=1) for a in (X, Y))
    losses, held_losses = [], []
    for _ in range(epochs):
        A = np.tanh(W1 @ X + b1)
        z = W2 @ A + b2
        losses.append(cross_entropy(z, Y))
        held_losses.append(cross_entropy(W2 @ np.tanh(W1 @ H + b1) + b2, K))
        dZ2 = (1 / (1 + np.exp(-z)) - Y) / Y.shape[1]
        dZ1 = W2.T @ dZ2 * (1 - A * A)
        W2, b2 = W2 - rate * dZ2 @ A.T, b2 - rate * dZ2.sum()
        W1, b1 = W1 - rate * dZ1 @ X.T, b1 - rate * dZ1.sum(axis=1, keepdims=True)
    return losses, held_losses, lambda Z: W2 @ np.tanh(W1 @ Z + b1) + b2


def measure(table):
    as_arrays = lambda part: (  # noqa: E731
        np.array([[float(r["x1"]), float(r["x2"])] for r in part]).T,
        np.array([[float(r["y"]) for r in part]]),
    )
    X, Y = as_arrays([r for r in table if r["split"] == "train"])
    T, K = as_arrays([r for r in table if r["split"] == "test"])
    right = lambda f, a, y: ((f(a) > 0) == (y > 0.5)).mean()  # noqa: E731
    for h in (1, 2, 4, 20, 50):
        runs = [run(X, Y, HELD, h, seed) for seed in range(60)]
        for name, values in [
            ("loss at the end", [a[-1] for a, _, _ in runs]),
            ("held-out loss at the end", [b[-1] for _, b, _ in runs]),
            ("its lowest", [min(b) for _, b, _ in runs]),
            ("at epoch", [int(np.argmin(b)) for _, b, _ in runs]),
            ("right of training and held out", [right(f, X, Y) for _, _, f in runs]),
            ("right of test", [right(f, T, K) for _, _, f in runs]),
        ]:
            print(h, name, "least, 5 %, median, most:", np.quantile(values, [0, 0.05, 0.5, 1]).round(3))


if __name__ == "__main__":
    table = rows()
    names = list(table[0])
    with (HERE / "moons.csv").open("w") as file:
        file.write("\n".join([",".join(names), *(",".join(row[n] for n in names) for row in table)]) + "\n")
    if "--measure" in sys.argv:
        measure(table)
