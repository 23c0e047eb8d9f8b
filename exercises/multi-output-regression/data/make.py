"""Makes air.csv: 200 made-up hours of weather and three pollutants, 140 for training and 60 for the test.

The inputs are standardised (mean 0, deviation 1 over the training rows): temperature, humidity, pressure, wind speed. The
targets keep their units: PM2.5 in µg/m³ (tens), ozone in µg/m³ (about a hundred), NO2 in ppm (hundredths). The formulas are
invented; they have the signs that one expects (wind clears the air, warm sunny hours make ozone) and bends that a straight
line cannot follow. `python3 make.py --measure` prints what networks reach over random starts.
"""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SEED, SAMPLES, TRAIN = 11, 200, 140
NAMES = ["temperature", "humidity", "pressure", "wind", "pm25", "ozone", "no2"]


def hours():
    random = np.random.default_rng(SEED)
    t, h, p, w = random.standard_normal((4, SAMPLES))
    h = -0.4 * t + 0.9 * h
    noise = random.standard_normal((3, SAMPLES))
    pm25 = 22 + 9 * np.tanh(p - 0.8 * w) + 3 * h + 1.5 * noise[0]
    ozone = 95 + 28 * np.tanh(1.2 * t - 0.5 * h) - 8 * w + 4 * noise[1]
    no2 = 0.030 - 0.011 * np.tanh(w + 0.5 * t) + 0.004 * p + 0.0012 * noise[2]
    X = np.array([t, h, p, w])
    X = (X - X[:, :TRAIN].mean(axis=1, keepdims=True)) / X[:, :TRAIN].std(axis=1, keepdims=True)
    return X, np.array([pm25, ozone, no2])


def train(X, Y, seed, rate, epochs, h=8, scale=0.5, standardise=True):
    """One tanh layer, linear outputs, squared error summed over the outputs. Trained on standardised targets unless told otherwise."""
    random = np.random.default_rng(seed)
    mean, std = (Y.mean(axis=1, keepdims=True), Y.std(axis=1, keepdims=True)) if standardise else (0, 1)
    W1, b1 = random.standard_normal((h, 4)) * scale, np.zeros((h, 1))
    W2, b2 = random.standard_normal((3, h)) * scale, np.zeros((3, 1))
    for _ in range(epochs):
        A = np.tanh(W1 @ X + b1)
        d2 = 2 * (W2 @ A + b2 - (Y - mean) / std) / X.shape[1]
        d1 = W2.T @ d2 * (1 - A * A)
        W2, b2 = W2 - rate * d2 @ A.T, b2 - rate * d2.sum(axis=1, keepdims=True)
        W1, b1 = W1 - rate * d1 @ X.T, b1 - rate * d1.sum(axis=1, keepdims=True)
    return lambda Z: mean + std * (W2 @ np.tanh(W1 @ Z + b1) + b2)


if __name__ == "__main__":
    X, Y = hours()
    rows = [
        ",".join(
            ["train" if k < TRAIN else "test"]
            + [f"{v:.4f}" for v in X[:, k]]
            + [f"{Y[0, k]:.1f}", f"{Y[1, k]:.0f}", f"{Y[2, k]:.4f}"]
        )
        for k in range(SAMPLES)
    ]
    (HERE / "air.csv").write_text("\n".join([",".join(["split", *NAMES]), *rows]) + "\n")
    print("deviations", Y.std(axis=1).round(4), "means", Y.mean(axis=1).round(4))
    if "--measure" in sys.argv:
        (X, T), (Y, K) = (np.split(a, [TRAIN], axis=1) for a in (X, Y))
        for standardise, rate, epochs in [(True, 0.1, 100), (True, 0.1, 200), (True, 0.05, 200), (False, 0.0001, 200), (False, 0.1, 200)]:
            with np.errstate(all="ignore"):
                runs = [train(X, Y, seed, rate, epochs, standardise=standardise) for seed in range(60)]
                errors = np.array([(((f(T) - K) ** 2).mean(axis=1) / K.var(axis=1)) ** 0.5 for f in runs])
            print(standardise, rate, epochs, np.quantile(errors, [0, 0.5, 1], axis=0).round(3).tolist())
