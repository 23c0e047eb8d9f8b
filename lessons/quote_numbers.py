"""Computes every number that the lessons quote, and writes the quotes to numbers.json; a test looks for each of them in
the lesson and for decimals that none of them accounts for. Needs NumPy. `python3 lessons/quote_numbers.py` takes a few minutes."""

import json
from math import comb, log
from pathlib import Path

import numpy as np

import measure
from measure import sigmoid

HERE = Path(__file__).parent
rows: list[dict[str, str]] = []


def say(lesson: str, *quotes: str) -> None:
    rows.extend({"lesson": lesson, "says": quote} for quote in quotes)


def f(x: float, digits: int = 3) -> str:
    """Fixed decimals with the minus of formulas and code."""
    return f"{x:.{digits}f}"


def t(x: float, digits: int = 3) -> str:
    """Fixed decimals with the minus of running text and tables."""
    return f(x, digits).replace("-", "−")


def g(x: float) -> str:
    """As short as it can be at four decimals, for tables."""
    return f"{x:.4f}".rstrip("0").rstrip(".").replace("-", "−")


def span(values, digits: int = 2) -> str:
    """`0.13–0.19`, or `0.04` where both ends round to the same."""
    low, high = f(min(values), digits), f(max(values), digits)
    return low if low == high else f"{low}–{high}"


def whole(values) -> str:
    return str(min(values)) if min(values) == max(values) else f"{min(values)}–{max(values)}"


def lesson_1() -> None:
    lesson = "01-walking-downhill"
    w, alpha = 0.0, 0.1
    for step in range(4):
        slope = 2 * (w - 3)
        say(lesson, f"| {step} | {g(w)} | {g(slope)} | {g((w - 3) ** 2)} |")
        w -= alpha * slope
    w, stops = 0.0, []
    for _ in range(2):
        w -= 1.1 * 2 * (w - 3)
        stops.append(w)
    say(lesson, f"first to ${stops[0]:g}$, then to ${stops[1]:.2f}$", f"factor is ${1 - 2 * 1.1:.1f}$", "$3, 3.6, 4.32$")
    parameters = {h: h * 2 + h + h + 1 for h in (4, 50)}
    say(lesson, f"has {parameters[4]} parameters, so one step costs {2 * parameters[4]} evaluations")
    say(lesson, f"there are {parameters[50]} parameters and {2 * parameters[50]} evaluations")


def lesson_2() -> None:
    lesson = "02-forward-loss-and-back"
    x, y = np.array([0.6, -1.2]), 1
    W1, b1 = np.array([[0.8, -0.5], [-0.4, 0.9], [0.3, 0.7]]), np.array([0.1, 0, -0.2])
    W2, b2 = np.array([1.1, -0.7, 0.6]), 0.05

    def forward(W1, b1, W2, b2):
        z1 = W1 @ x + b1
        a1 = np.tanh(z1)
        z2 = W2 @ a1 + b2
        yhat = sigmoid(z2)
        return z1, a1, z2, yhat, -(y * log(yhat) + (1 - y) * log(1 - yhat))

    z1, a1, z2, yhat, L = forward(W1, b1, W2, b2)
    d2 = yhat - y
    d1 = W2 * d2 * (1 - a1**2)
    dW2, dW1 = d2 * a1, np.outer(d1, x)
    say(
        lesson,
        f"+ 0.1 = {z1[0]:g}$ and passes on $\\tanh 1.18 = {f(a1[0])}$",
        f"gets ${z1[1]:g}$ and passes on ${f(a1[1])}$",
        f"gets ${z1[2]:g}$ and passes on ${f(a1[2])}$",
        f"1.1\\cdot{f(a1[0])} + (-0.7)\\cdot({f(a1[1])}) + 0.6\\cdot({f(a1[2])}) + 0.05 = {f(z2)}",
        f"\\hat y = \\sigma({f(z2)}) = {f(yhat)}",
        f"a probability of {yhat:.0%}".replace("%", " %"),
        f"-\\log\\hat y = -\\log {f(yhat)} = {f(L)}$",
        f"$\\log 2 = {f(log(2))}$",
        f"\\hat y - y = {f(yhat)} - 1 = {f(d2)}",
        f"from ${f(yhat)}$ to",
    )
    for i in range(3):
        say(lesson, f"| {i + 1} | {t(W2[i], 1)} | {t(d2)} | {f(1 - a1[i] ** 2)} | {t(d1[i])} |")
    say(lesson, "\\begin{pmatrix}" + " & ".join(f(v) for v in dW2) + "\\end{pmatrix}")
    say(lesson, "\\begin{pmatrix}" + "\\\\ ".join(" & ".join(f(v) for v in row) for row in dW1) + "\\end{pmatrix}")
    losses = []
    for eps in (0.001, -0.001):
        moved = W1.copy()
        moved[0, 0] += eps
        losses.append(forward(moved, b1, W2, b2)[4])
        say(lesson, f"to ${0.8 + eps:.3f}$")
    say(lesson, f"becomes ${f(losses[0], 6)}$", f"becomes ${f(losses[1], 6)}$")
    say(lesson, f"over $0.002$ is ${f((losses[0] - losses[1]) / 0.002, 4)}$, and the formula said ${f(dW1[0, 0])}$")
    after = forward(W1 - 0.5 * dW1, b1 - 0.5 * d1, W2 - 0.5 * dW2, b2 - 0.5 * d2)
    say(lesson, f"from ${f(yhat)}$ to ${f(after[3])}$, and the loss falls from ${f(L)}$ to ${f(after[4])}$")


def lesson_3() -> None:
    lesson = "03-squashing-functions"
    for z in (1, 2, 4):
        s, th = sigmoid(z), np.tanh(z)
        say(lesson, f"| {z} | {f(s)} | {f(s * (1 - s))} | {f(th)} | {f(1 - th**2)} |")
    say(lesson, f"at $z = 1$ both say ${f(4 * sigmoid(2) * (1 - sigmoid(2)))}$", f"both say ${f(1 - np.tanh(1) ** 2)}$")
    th = np.tanh(1)
    say(lesson, f"the value is ${f(th)}$ and the slope is ${f(th + 1 - th**2)}$")


def lesson_4() -> None:
    lesson = "04-network-from-scratch"
    X, Y = np.array([[0.6, 1.0], [-1.2, 0.5]]), np.array([[1, 0]])
    W1, b1 = np.array([[0.8, -0.5], [-0.4, 0.9], [0.3, 0.7]]), np.array([[0.1], [0], [-0.2]])
    W2, b2 = np.array([[1.1, -0.7, 0.6]]), np.array([[0.05]])
    A1 = np.tanh(W1 @ X + b1)
    A2 = sigmoid(W2 @ A1 + b2)
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / 2
    d, a = [f(v) for v in dZ2[0]], [f(v) for v in A1[0]]
    say(lesson, f"outputs are ${f(A2[0, 0])}$ and ${f(A2[0, 1])}$, so $\\Delta_2 = ({d[0]},\\ {d[1]})$")
    say(lesson, f"unit gave ${a[0]}$ and ${a[1]}$")
    say(lesson, f"({d[0]})\\cdot{a[0]} + {d[1]}\\cdot{a[1]}\\bigr) = {f(dW2[0, 0])} .")
    assert sigmoid(37.0) == 1 and sigmoid(36.0) < 1 and 37 + np.log1p(np.exp(-37.0)) == 37
    m, h, n = 140, 4, 2
    say(lesson, f"${m * (h * n + h)}$ forward and ${m * h + m * h + m * h * n}$ backward")


def lesson_5() -> None:
    lesson = "05-curves-and-boundaries"
    data = measure.moons("train"), measure.moons("test")
    (X, Y), _ = data
    tiny = {"h": 4, "scale": 0.01, "rate": 0.1}
    ends = {
        name: [measure.train(data, activation=name, steps=10000, seed=s, **tiny)[10000] for s in range(12)]
        for name in ("sigmoid", "tanh")
    }
    assert [r["right"] for r in ends["tanh"]] == [57] * 12
    assert {r["right"] for r in ends["sigmoid"]} == {50, 51}
    say(lesson, "50 or 51 of 60 points", "gives 57 of 60, on all twelve", f"drops to ${f(ends['sigmoid'][0]['train'], 2)}$")
    steps = (0, 300, 1000, 5000, 6000, 10000, 20000)
    s = measure.train(data, activation="sigmoid", steps=30000, seed=0, at=steps, **tiny)
    th = measure.train(data, activation="tanh", steps=10000, seed=0, at=steps, **tiny)
    for step in (0, 300, 1000, 5000, 10000):
        say(lesson, f"| {step:,} | {f(s[step]['train'])} | {f(th[step]['train'])} |")
    say(lesson, f"| 6,000 | | {f(th[6000]['train'])} |", f"${f(log(2))} = \\log 2$")
    say(lesson, f"| 20,000 | {f(s[20000]['train'])} | |", f"| 30,000 | {f(s[30000]['train'])} | |")
    W, b = np.zeros((1, 2)), 0.0
    for _ in range(20000):
        d = sigmoid(W @ X + b) - Y
        W, b = W - 0.5 * d @ X.T / 140, b - 0.5 * d.mean()
    (Xt, Yt) = data[1]
    right = int((((W @ Xt + b) > 0) == (Yt > 0.5)).sum())
    say(lesson, f"training loss of ${f(measure.cross_entropy(W @ X + b, Y))}$ and gets {right} of 60 test points right")
    say("07-one-idea-four-models", f"gets {right} of 60 test points right")
    wide = {"scale": 0.5, "rate": 0.6, "steps": 10000}
    assert {measure.train(data, 4, "sigmoid", seed=s, **wide)[10000]["right"] for s in range(6)} == {57}
    for h in (1, 2, 4, 20, 50):
        runs = [measure.train(data, h, "tanh", seed=s, **wide)[10000] for s in range(6)]
        train, test = span([r["train"] for r in runs]), span([r["test"] for r in runs])
        say(lesson, f"| {h} | {train} | {test} | {whole([r['right'] for r in runs])} |")
    long = measure.train(data, 50, "tanh", 0.5, 0.6, 40000, 0, at=(300, 1000, 10000))
    for step, r in long.items():
        say(lesson, f"| {step:,} | {f(r['train'])} | {f(r['test'])} | {r['right']} |")
    for lam in (0, 0.1, 1, 3):
        runs = [measure.train(data, 50, "tanh", seed=s, lam=lam, **wide)[10000] for s in range(6)]
        train, test = span([r["train"] for r in runs]), span([r["test"] for r in runs])
        say(lesson, f"| {lam:g} | {train} | {test} | {whole([r['right'] for r in runs])} |")
    after, own = measure.train_one_at_a_time(X, Y, 4, 0.5, 0.1, 100, 0)
    batch = measure.train(data, 4, "tanh", 0.5, 0.1, 100, 0, at=(1, 20))
    for passes in (1, 20, 100):
        say(lesson, f"| {passes} | {f(batch[passes]['train'])} | {f(after[passes - 1])} |")
    say(lesson, f"from ${f(min(own), 5)}$ to ${f(max(own))}$ around their mean of ${f(float(np.mean(own)))}$")


def lesson_6() -> None:
    lesson = "06-vanish-and-burst"
    say(lesson, f"$0.8^{{20}} = {f(0.8**20)}$ and $1.25^{{20}} = {1.25**20:.0f}$")
    say(lesson, "| sigmoid, at most | 1 | " + " | ".join(g(0.25**k) for k in range(1, 5)) + " |")
    say(lesson, f"most $\\tfrac1{{{4**4}}}$", "$" + ", ".join(f"{0.5**k:g}" for k in range(5)) + "$")
    say(lesson, f"$\\sqrt{{1/2}} = {f(0.5**0.5)}$ per layer")
    say(lesson, f"so to ${0.5 ** (4 / 2):.2f}$ over five layers")
    two = lambda x: f"{float(f'{x:.2g}'):,.10f}".rstrip("0").rstrip(".")  # noqa: E731
    for name, shown in (("sigmoid", "sigmoid"), ("tanh", "tanh"), ("relu", "ReLU")):
        say(lesson, f"| {shown} | " + " | ".join(two(measure.error_at_first_layer(name, v)) for v in (1, 2, 25)) + " |")
    length = float(np.hypot(3, 4))
    say(lesson, f"$(3, 4)$, of length {length:g}, becomes $({3 / length:g}, {4 / length:g})$")


def lesson_7() -> None:
    lesson = "07-one-idea-four-models"
    x, y, m = np.array([1, 2, 3]), np.array([2, 3, 5]), 3
    loss = lambda w, b: float(((w * x + b - y) ** 2).mean())  # noqa: E731
    d = 2 * (0 - y)
    dw, db = float(d @ x) / m, float(d.sum()) / m
    say(lesson, f"(-2 - 6 - 15) = {f(dw)}", f"(-10) = {f(db)}")
    say(lesson, f"$w = {f(-0.1 * dw)}$, $b = {f(-0.1 * db)}$")
    say(lesson, f"from ${f(loss(0, 0))}$ to ${f(loss(-0.1 * dw, -0.1 * db))}$")
    (w, b), *_ = np.linalg.lstsq(np.stack([x, np.ones(3)], 1), y, rcond=None)
    assert abs(b - 1 / 3) < 1e-12
    say(lesson, f"$w = {w:g}$, $b = \\tfrac13$, with a loss of ${f(loss(w, b))}$")
    w, points = np.array([0.5, 0.5]), [(np.array([1, 2]), 1), (np.array([-1, 0.4]), -1)]
    s = [float(w @ p) for p, _ in points]
    say(lesson, f"$ys = {s[0]:g}$", f"$s = {s[1]:g}$ and $ys = {-s[1]:g}$", f"loss is ${1 + s[1]:g}$")


def lesson_8() -> None:
    lesson = "08-phases-of-matter"
    runs = [measure.train(measure.toy_spins(s), 8, "sigmoid", 0.01, 0.05, 5000, s)[5000]["right"] / 200 for s in range(12)]
    percent = lambda v: f"{100 * v:.1f} %"  # noqa: E731
    say(lesson, f"between {percent(min(runs))} and {percent(max(runs))}", f"{percent(float(np.mean(runs)))} on average")
    p = lambda k, q: comb(16, k) * q**k * (1 - q) ** (16 - k)  # noqa: E731
    assert p(11, 0.9) < p(11, 0.5) and p(12, 0.9) > p(12, 0.5)
    seen, unseen = sum(p(k, 0.9) for k in range(12, 17)), sum(p(k, 0.5) for k in range(12))
    best = (seen + unseen) / 2
    say(lesson, f"0.9) = {f(seen)}$", f"0.5) = {f(unseen)}$", f"average that is ${f(best)}$", f"**{percent(best)} is the ceiling")
    say(lesson, f"\\sqrt{{{f(best)}\\cdot{f(1 - best)}/200}} = {f((best * (1 - best) / 200) ** 0.5)}$")
    up, down = log(0.5 / 0.9), log(0.5 / 0.1)
    say(lesson, f"= {f(up)}$, a down spin", f"= {f(down)}$. Written")
    say(lesson, f"= {f(8 * (up + down))} - {f((down - up) / 2)}\\sum", f"${f(log(3))} = \\log 3$")
    say(lesson, f"\\log(1+\\sqrt2) = {f(2 / log(1 + 2**0.5))}$")
    energy, M = measure.ising_states()
    say(lesson, f"{len(M):,}".replace(",", "{,}") + "$ states")
    for T in (1.5, 2.269, 3.5):
        weight = measure.boltzmann(energy, T)
        mean, alike = float((weight * abs(M)).sum()), float(weight[abs(M) == 1].sum())
        say(lesson, f"| {T:g} | {f(mean)} | {100 * alike:.0f} % |")
    cold, hot = measure.boltzmann(energy, 1.5), measure.boltzmann(energy, 3.5)
    levels = np.unique(M)
    score = float(np.maximum(cold, hot).sum()) / 2
    by_size = sum(max(cold[abs(M) == c].sum(), hot[abs(M) == c].sum()) for c in np.unique(abs(M))) / 2
    assert abs(by_size - score) < 1e-9
    signed = max(0.5 * (cold[M >= c].sum() + hot[M < c].sum()) for c in levels)
    say(lesson, f"possible score is {percent(score)}", f"gets {percent(signed)} at most", f"reaches the {percent(score)}")


def lesson_9() -> None:
    say("09-your-own-network", f"$\\log 2 = {f(log(2))}$")


LESSONS = [lesson_1, lesson_2, lesson_3, lesson_4, lesson_5, lesson_6, lesson_7, lesson_8, lesson_9]

if __name__ == "__main__":
    for lesson in LESSONS:
        lesson()
    (HERE / "numbers.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
