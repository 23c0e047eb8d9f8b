"""Writes ../assembly/tables.ts: the tables and polynomial coefficients of exp, log, sin and cos, with mpmath.

Every number is written by its bits, so that no decimal conversion stands between this script and the kernel.
Run: python3 lib/engine/kernel/tables/make-tables.py
"""
import struct
from pathlib import Path

from mpmath import mp, mpf, exp, log, sin, cos, pi, matrix, lu_solve, floor, nint

mp.prec = 400


def bits(x):
    return "0x%016x" % struct.unpack("<Q", struct.pack("<d", float(x)))[0]


def short(x, kept):
    """x with its last mantissa bits cut, so that products with small integers are exact."""
    n = struct.unpack("<Q", struct.pack("<d", float(x)))[0]
    n &= ~((1 << (53 - kept)) - 1)
    return mpf(struct.unpack("<d", struct.pack("<Q", n))[0])


def fit(f, powers, limit):
    """Polynomial in the given powers through f at Chebyshev nodes of [-limit, limit] (relative to the first power)."""
    n = len(powers)
    nodes = [mpf(limit) * cos(pi * (2 * i + 1) / (4 * n + 2)) for i in range(n)]
    a = matrix(n, n)
    b = matrix(n, 1)
    for i, x in enumerate(nodes):
        for j, p in enumerate(powers):
            a[i, j] = x ** p
        b[i] = f(x)
    return list(lu_solve(a, b))


def fit_all(f, powers, limit):
    """The same with nodes on both sides of zero, for functions that are neither even nor odd."""
    n = len(powers)
    nodes = [mpf(limit) * cos(pi * (2 * i + 1) / (2 * n)) + mpf(10) ** -30 for i in range(n)]
    a = matrix(n, n)
    b = matrix(n, 1)
    for i, x in enumerate(nodes):
        for j, p in enumerate(powers):
            a[i, j] = x ** p
        b[i] = f(x)
    return list(lu_solve(a, b))


out = [
    "// Made by ../tables/make-tables.py; do not edit.",
    "// Numbers are written by their bits. `fill` puts the tables at an address that the host chose.",
    "",
]


def const(name, x):
    out.append(f"export const {name}: f64 = reinterpret<f64>({bits(x)});")


# exp: x = (64 e + k) ln2 / 64 + r, |r| <= ln2 / 128
const("EXP_SCALE", 64 / log(2))
hi = short(log(2) / 64, 32)
const("EXP_HI", hi)
const("EXP_LO", log(2) / 64 - hi)
for i, c in enumerate(fit_all(lambda r: (exp(r) - 1 - r) / r ** 2, [0, 1, 2, 3], log(2) / 128)):
    const(f"EXP_{i + 2}", c)

# log: x = 2^e c (1 + r), c = k / 128, |r| <= 1 / 180
hi = short(log(2), 32)
const("LN2_HI", hi)
const("LN2_LO", log(2) - hi)
const("INV_LN10", 1 / log(10))
# |z - c| <= 1/256 and c >= 90/128
for i, c in enumerate(fit_all(lambda r: (log(1 + r) - r + r ** 2 / 2) / r ** 3, [0, 1, 2, 3, 4], mpf(1) / 180)):
    const(f"LOG_{i + 3}", c)

# sin, cos: x = k pi/32 + r, |r| <= pi/64
const("TRIG_SCALE", 32 / pi)
p1 = short(pi / 32, 33)
p2 = short(pi / 32 - p1, 33)
const("TRIG_1", p1)
const("TRIG_2", p2)
const("TRIG_3", pi / 32 - p1 - p2)
for p, c in zip([3, 5, 7], fit(lambda r: (sin(r) - r) / r ** 3, [0, 2, 4], pi / 64)):
    const(f"SIN_{p}", c)
for p, c in zip([4, 6], fit(lambda r: (cos(r) - 1 + r ** 2 / 2) / r ** 4, [0, 2], pi / 64)):
    const(f"COS_{p}", c)
const("PI_32_HI", pi / 32)
const("PI_32_LO", pi / 32 - mpf(float(pi / 32)))

# tables
exp_rows = []
for k in range(64):
    t = mp.mpf(2) ** (mpf(k) / 64)
    h = mpf(float(t))
    exp_rows += [h, t - h]
log_rows = []
for k in range(256):
    c = mpf(max(k, 1)) / 128
    t = log(c)
    # A multiple of 2^-41: the sum with e * LN2_HI (also short) is exact.
    h = nint(t * 2 ** 40) / mpf(2) ** 40
    log_rows += [h, t - h]
sin_rows = []
for k in range(64):
    t = sin(k * pi / 32) if k % 32 else mpf(0)
    h = mpf(float(t))
    sin_rows += [h, t - h]
# 2/pi in 64-bit words, most significant first: 1200 bits serve any double
two_over_pi = 32 / pi  # reduction is to multiples of pi/32
words = []
scaled = two_over_pi
mp.prec = 1600
scaled = 32 / pi
n = int(floor(scaled * mpf(2) ** (64 * 19)))
for i in range(20):
    words.append((n >> (64 * (19 - i))) & (2 ** 64 - 1))

out += [
    "",
    "export const EXP_TABLE: u32 = 0;",
    f"export const LOG_TABLE: u32 = {8 * len(exp_rows)};",
    f"export const SIN_TABLE: u32 = {8 * (len(exp_rows) + len(log_rows))};",
    f"export const TURN_TABLE: u32 = {8 * (len(exp_rows) + len(log_rows) + len(sin_rows))};",
    "",
    "export function fill(at: u32): void {",
]
address = 0
for x in exp_rows + log_rows + sin_rows:
    out.append(f"  store<u64>(at, {bits(x)}, {address});")
    address += 8
for w in words:
    out.append("  store<u64>(at, 0x%016x, %d);" % (w, address))
    address += 8
assert address <= 16384, address
out.append("}")
Path(__file__).parent.parent.joinpath("assembly/tables.ts").write_text("\n".join(out) + "\n")
print(len(out), "lines,", address, "bytes")
