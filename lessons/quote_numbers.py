"""Computes every number that the lessons quote, and writes the quotes to numbers.json; a test looks for each of them in
the lesson and for decimals that none of them accounts for. Needs NumPy. `python3 lessons/quote_numbers.py` (a few minutes;
`--quick` keeps the rows of the lessons that train networks as they are)."""

import json
import sys
from math import comb, log
from pathlib import Path

import numpy as np

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


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


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


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    lesson_1()
    lesson_2()
    lesson_3()
    (HERE / "numbers.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
