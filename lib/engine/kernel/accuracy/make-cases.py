"""Writes cases.json: arguments and true values (as a sum of two doubles) of the kernel's functions, with mpmath.

Run: python3 lib/engine/kernel/accuracy/make-cases.py
"""
import json
import random
import struct
from pathlib import Path

from mpmath import mp, mpf, exp, log, sin, cos, tanh, sqrt, power

mp.prec = 1400  # sin and cos of the largest doubles need them
draw = random.Random(20)


def bits(x):
    return struct.pack(">d", float(x)).hex()


def spread(low, high, count):
    return [draw.uniform(low, high) for _ in range(count)]


def scaled(low_exponent, high_exponent, count, signed=True):
    return [
        (draw.choice([-1, 1]) if signed else 1) * draw.uniform(1, 2) * 2.0 ** draw.randint(low_exponent, high_exponent)
        for _ in range(count)
    ]


near_one = [1 + draw.choice([-1, 1]) * 2.0 ** -draw.randint(1, 50) * draw.uniform(1, 2) for _ in range(150)]
near_turns = [float(k * mp.pi / 2) for k in list(range(-40, 41)) + [1000, 12345, 99999]]

unary = {
    "exp": (exp, spread(-708, 709, 300) + spread(-1, 1, 200) + scaled(-60, -2, 60) + [-744.5, -730.25, -709.5, 709.7]),
    "log": (log, scaled(-1000, 1000, 300, False) + near_one + spread(0.5, 2, 300) + [5e-324, 3e-310, 1.7e308]),
    "sin": (sin, spread(-4, 4, 250) + spread(-1e5, 1e5, 200) + near_turns + scaled(17, 1000, 100) + scaled(-60, -2, 60)),
    "cos": (cos, spread(-4, 4, 250) + spread(-1e5, 1e5, 200) + near_turns + scaled(17, 1000, 100) + scaled(-60, -2, 60)),
    "tanh": (tanh, spread(-3, 3, 300) + spread(-25, 25, 100) + scaled(-60, -2, 100)),
    "sigmoid": (lambda x: 1 / (1 + exp(-x)), spread(-40, 40, 300) + spread(-745, -40, 100) + scaled(-60, -2, 60)),
    "sqrt": (sqrt, scaled(-1000, 1000, 100, False)),
}
pairs = (
    list(zip(spread(0.01, 10, 250), spread(-20, 20, 250)))
    + list(zip(near_one, spread(-1e5, 1e5, 150)))
    + list(zip(scaled(-300, 300, 100, False), spread(-2.3, 2.3, 100)))
    + [(-2.5, 3.0), (-1.5, 4.0), (10.0, -5.0), (3.0, 100.0), (1.1, 7000.0)]
)


def two_parts(y):
    hi = float(y)
    return [bits(hi), bits(float(y - mpf(hi)))]


cases = {name: [[bits(x), *two_parts(f(mpf(x)))] for x in xs] for name, (f, xs) in unary.items()}
cases["pow"] = [
    [bits(x), bits(y), *two_parts(power(mpf(x), mpf(y)).real)]
    for x, y in pairs
    if 1e-300 < abs(power(mpf(x), mpf(y))) < 1e300
]
Path(__file__).parent.joinpath("cases.json").write_text(
    "{\n" + ",\n".join(f'"{k}": [\n' + ",\n".join(json.dumps(r) for r in v) + "\n]" for k, v in cases.items()) + "\n}\n"
)
print({k: len(v) for k, v in cases.items()})
