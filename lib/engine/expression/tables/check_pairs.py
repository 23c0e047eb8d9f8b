"""Holds every row of pairs.txt to its sign, by the NumPy forms alone: python3 check_pairs.py

Equal rows agree within 1e-5 of the largest entry at 40 draws (central differences are that good); unequal ones differ by more
than 1e-3 at some draw. Draws near a kink are skipped by the rows' own tolerance: at most one draw in ten may be off for that.
"""
import json
import pathlib
import sys

import numpy as np

here = pathlib.Path(__file__).parent
settings = json.loads((here / "settings.json").read_text())
rng = np.random.default_rng(4127)


def sig(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def sm(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


def ce(p, y):
    return -y * np.log(p) - (1 - y) * np.log(1 - p)


def D(f, z, h=1e-6):
    return (f(z + h) - f(z - h)) / (2 * h)


def G(f, M, h=1e-6):
    out = np.zeros_like(M)
    for at in np.ndindex(M.shape):
        step = np.zeros_like(M)
        step[at] = h
        out[at] = (f(M + step) - f(M - step)) / (2 * h)
    return out


def entries(kind, name, shape):
    if kind is None and name in ("y", "Y"):
        kind = "probability"
    if kind == "sign":
        return rng.choice([-1.0, 1.0], shape)
    if kind == "probability":
        return rng.uniform(0.05, 0.95, shape)
    if kind == "positive":
        return rng.uniform(0.25, 1.75, shape)
    if kind == "onehot":
        out = np.zeros(shape)
        out[rng.integers(shape[0], size=shape[1]), np.arange(shape[1])] = 1
        return out
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(0.25, 1.25, shape)


# What the settings define, by hand.
DEFINED = {
    "classifier": lambda e: {"z": (e["w"].T @ e["x"]).item() + e["b"]},
    "batch": lambda e: {"Z": e["W"] @ e["X"] + e["b"]},
    "rows": lambda e: {"r": e["X"] @ e["w"] + e["b"] - e["y"]},
    "softmax": lambda e: {"p": sm(e["z"])},
    "hinge": lambda e: {"s": (e["w"].T @ e["x"]).item() - e["b"]},
}


def deep(e):
    z1 = e["W1"] @ e["x"] + e["b1"]
    a1 = np.tanh(z1)
    z2 = e["W2"] @ a1 + e["b2"]
    a2 = np.tanh(z2)
    z3 = e["W3"] @ a2 + e["b3"]
    d3 = z3 - e["y"]
    d2 = e["W3"].T @ d3 * (1 - a2**2)
    return dict(z1=z1, a1=a1, z2=z2, a2=a2, z3=z3, d3=d3, d2=d2, d1=e["W2"].T @ d2 * (1 - a1**2))


def draw(name):
    setting = settings[name]
    sizes = setting.get("sizes", {})
    env = dict(sizes)
    for symbol, shape in setting["drawn"].items():
        shape = tuple(sizes.get(n, n) for n in shape)
        value = entries(setting.get("values", {}).get(symbol), symbol, shape)
        env["lam" if symbol == "lambda" else symbol] = value if shape else float(value)
    env.update(DEFINED.get(name, deep if name == "deep" else (lambda e: {}))(env))
    if name == "classifier":
        env["yhat"] = sig(env["z"])
    if name == "batch":
        env.update(A=sig(env["Z"]), E=env["Z"] - env["Y"], D_=sig(env["Z"]) - env["Y"])
    return env


def rows():
    setting = None
    for number, line in enumerate((here / "pairs.txt").read_text().splitlines(), 1):
        if line.startswith("## "):
            setting = line[3:].split(":")[0]
        elif line[:2] in ("= ", "! "):
            parts = line[2:].split(" ;; ")
            assert len(parts) == 4, f"line {number} has {len(parts)} parts"
            yield number, setting, line[0] == "=", *parts


def compare(setting, left, right):
    off = 0
    far = 0.0
    tools = dict(np=np, sig=sig, relu=relu, sm=sm, ce=ce, D=D, G=G, float=lambda one: np.asarray(one).item())
    for _ in range(40):
        env = {**tools, **draw(setting)}
        a, b = np.asarray(eval(left, env), float), np.asarray(eval(right, env), float)
        if a.size != b.size:
            return 40, np.inf
        error = np.max(np.abs(a.ravel() - b.ravel())) / max(1e-9, np.max(np.abs(b)))
        off += error > 1e-5
        far = max(far, error)
    return off, far


if __name__ == "__main__":
    bad = 0
    counts = {True: 0, False: 0}
    with np.errstate(all="ignore"):
        for number, setting, equal, _, _, left, right in rows():
            counts[equal] += 1
            off, far = compare(setting, left, right)
            if (equal and off > 4) or (not equal and far < 1e-3):
                bad += 1
                print(f"line {number}: {left} {'=' if equal else '≠'} {right} does not hold ({off} of 40 draws differ)")
    print(f"{counts[True]} equal and {counts[False]} unequal pairs, {bad} not as they say")
    sys.exit(bad > 0)
