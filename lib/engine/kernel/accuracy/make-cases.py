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

# Added later, and so drawn later: what is as large, as small or as near to a boundary as a double can be.
below = [5e-324, 1.5e-323, 2.2250738585072009e-308, 2.2250738585072014e-308, 1e-300, 1e-160, 2.0 ** -537, 1e-20]
above = [1e15, 1e16, 2.0 ** 52 + 0.5, 2.0 ** 53, 1e22, 1e100, 1e200, 1e300, 1.7976931348623157e308]
signs = [s * x for x in below for s in (1, -1)]
wide = [s * x for x in above for s in (1, -1)]
reach = [708.3, 709.78, 709.782712893384, -708.396, -708.3964185322641, -709.0, -740.0, -744.0, -745.0, -745.13]

unary = {
    "exp": (exp, spread(-708, 709, 300) + spread(-1, 1, 200) + scaled(-60, -2, 60) + [-744.5, -730.25, -709.5, 709.7]),
    "log": (log, scaled(-1000, 1000, 300, False) + near_one + spread(0.5, 2, 300) + [5e-324, 3e-310, 1.7e308]),
    "sin": (sin, spread(-4, 4, 250) + spread(-1e5, 1e5, 200) + near_turns + scaled(17, 1000, 100) + scaled(-60, -2, 60)),
    "cos": (cos, spread(-4, 4, 250) + spread(-1e5, 1e5, 200) + near_turns + scaled(17, 1000, 100) + scaled(-60, -2, 60)),
    "tanh": (tanh, spread(-3, 3, 300) + spread(-25, 25, 100) + scaled(-60, -2, 100)),
    "sigmoid": (lambda x: 1 / (1 + exp(-x)), spread(-40, 40, 300) + spread(-745, -40, 100) + scaled(-60, -2, 60)),
    "sqrt": (sqrt, scaled(-1000, 1000, 100, False)),
}
more = {
    "exp": signs + reach,
    "log": below + above + [1 + 2.0 ** -52, 1 - 2.0 ** -53, 1 + 2.0 ** -30, 1 - 2.0 ** -30, 0.7071067811865476, 1.4142135623730951],
    "sin": signs + wide,
    "cos": signs + wide,
    "tanh": signs + [18.7, 19.06, 19.0615, 20.0, 22.0, -19.06, 350.0, 1e10, 0.5493, -0.5493],
    "sigmoid": signs + reach[5:] + [36.7, 36.75, 37.0, -36.7, 700.0, 1e10],
    "sqrt": below + above,
}
for name, (f, xs) in list(unary.items()):
    unary[name] = (f, xs + more[name])
pairs = (
    list(zip(spread(0.01, 10, 250), spread(-20, 20, 250)))
    + list(zip(near_one, spread(-1e5, 1e5, 150)))
    + list(zip(scaled(-300, 300, 100, False), spread(-2.3, 2.3, 100)))
    + [(2.0, -1074.0), (2.0, -1022.5), (10.0, -323.0), (1e-200, 1.6), (1e200, 1.5), (5e-324, 0.5), (5e-324, 1.0), (1.7976931348623157e308, -1.0)]
    + [(1.7976931348623157e308, 0.5), (1 + 2.0 ** -52, 4e17), (1 - 2.0 ** -53, 1e17), (0.5, 1070.5), (1.0000001, -7e9), (-2.0, -1073.0), (1.5, 1750.0)]
    + [(-2.5, 3.0), (-1.5, 4.0), (10.0, -5.0), (3.0, 100.0), (1.1, 7000.0)]
)


def two_parts(y):
    hi = float(y)
    return [bits(hi), bits(float(y - mpf(hi)))]


cases = {name: [[bits(x), *two_parts(f(mpf(x)))] for x in xs] for name, (f, xs) in unary.items()}
cases["pow"] = [
    [bits(x), bits(y), *two_parts(power(mpf(x), mpf(y)).real)]
    for x, y in pairs
    if 4e-324 < abs(power(mpf(x), mpf(y))) < 1.79e308
]
Path(__file__).parent.joinpath("cases.json").write_text(
    "{\n" + ",\n".join(f'"{k}": [\n' + ",\n".join(json.dumps(r) for r in v) + "\n]" for k, v in cases.items()) + "\n}\n"
)
print({k: len(v) for k, v in cases.items()})
