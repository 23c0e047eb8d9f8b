"""Writes cases.json: calls of `nd` with the results that NumPy gives. Run: python3 lib/engine/tensor/conformance/make-cases.py

A case is {"op", "inputs", "attributes", "expected"}; tensors are {"shape", "data"} row by row, with "nan", "inf" and
"-inf" as words. A list operand is {"list": [...]}. With "exact" every bit counts, that of the sign of a zero too.
"""
import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(7)
cases = []


def number(x):
    x = float(x)
    return "nan" if np.isnan(x) else "inf" if x == np.inf else "-inf" if x == -np.inf else x


def tensor(a):
    a = np.asarray(a, dtype=float)
    return {"shape": list(a.shape), "data": [number(x) for x in a.ravel()]}


def operand(x):
    if isinstance(x, list):
        return {"list": [tensor(t) for t in x]}
    return number(x) if np.isscalar(x) else tensor(x)


def exact(op, inputs, expected, **attributes):
    case(op, inputs, expected, **attributes)
    cases[-1]["exact"] = True


def case(op, inputs, expected, **attributes):
    if isinstance(expected, (bool, np.bool_)) and op == "allclose":
        out = bool(expected)
    else:
        out = tensor(expected)
    cases.append({"op": op, "inputs": [operand(x) for x in inputs], "attributes": attributes, "expected": out})


def drawn(*shape):
    return np.round(rng.normal(0, 2, shape), 3)


s = drawn()
v3, v4, w4 = drawn(3), drawn(4), drawn(4)
A, B = drawn(3, 4), drawn(3, 4)
row, col, one = drawn(1, 4), drawn(3, 1), drawn(1, 1)
odd, long = drawn(5, 7), drawn(1, 13)
special = np.array([0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 3.0])

binary = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "maximum": np.maximum, "minimum": np.minimum,
    "greater": np.greater, "greater_equal": np.greater_equal, "less": np.less, "less_equal": np.less_equal,
    "equal": np.equal, "not_equal": np.not_equal,
}
with np.errstate(all="ignore"):
    # every pair of shapes for two of them, a few for the others
    shapes = [s, v4, A, B, row, col, one, 2.5]
    for x in shapes:
        for y in shapes:
            case("add", [x, y], np.add(x, y))
    for x, y in [(A, col), (col, A), (row, col), (col, row), (v4, col), (A, 3.0), (3.0, A), (odd, drawn(7)), (long, one), (one, one)]:
        case("sub", [x, y], np.subtract(x, y))
    for name, f in binary.items():
        case(name, [A, B], f(A, B))
        case(name, [A, v4], f(A, v4))
        case(name, [col, 0.5], f(col, 0.5))
        case(name, [np.round(odd), np.round(odd.copy()[::-1])], f(np.round(odd), np.round(odd[::-1])))
    for name in ("div", "maximum", "minimum", "less", "equal"):
        case(name, [special, special[::-1].copy()], binary[name](special, special[::-1]))
    for base, power in [(np.abs(A), B), (A, 2.0), (A, 3.0), (A, -1.0), (np.abs(A), 0.5), (2.0, A), (A, 0.0), (special, 2.0), (special, 3.0), (special, -2.0)]:
        case("pow", [base, power], np.power(base, power))

    unary = {
        "neg": np.negative, "abs": np.abs, "sign": np.sign, "square": np.square, "sqrt": np.sqrt, "exp": np.exp, "log": np.log,
        "sin": np.sin, "cos": np.cos, "tanh": np.tanh, "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "relu": lambda x: np.maximum(x, 0),
    }
    for name, f in unary.items():
        case(name, [A], f(A))
        case(name, [odd], f(odd))
        case(name, [special], f(special))
        case(name, [1.25], f(1.25))
    case("where", [np.greater(A, 0).astype(float), A, 0.0], np.where(A > 0, A, 0))
    case("where", [col, A, row], np.where(col, A, row))
    case("where", [v4 * 0, v4, w4], np.where(v4 * 0, v4, w4))
    case("clip", [A], np.clip(A, -1, 1), min=-1, max=1)
    case("clip", [A], np.clip(A, None, 0.5), max=0.5)

    reductions = {"sum": np.sum, "mean": np.mean, "max": np.max, "min": np.min, "argmax": np.argmax}
    for name, f in reductions.items():
        for x in (A, odd, long, v3):
            case(name, [x], f(x))
        for axis in (0, 1, -1):
            case(name, [odd], f(odd, axis=axis), axis=axis)
            case(name, [odd], f(odd, axis=axis, keepdims=True), axis=axis, keepdims=1)
        case(name, [v4], f(v4, axis=0), axis=0)
        case(name, [A], f(A, keepdims=True), keepdims=1)
        case(name, [s], f(s))
    case("max", [special], np.max(special))
    case("argmax", [np.array([1.0, np.nan, 3.0])], np.argmax(np.array([1.0, np.nan, 3.0])))
    case("argmax", [np.array([2.0, 5.0, 5.0])], 1)
    case("norm", [A], np.linalg.norm(A))
    case("norm", [v3], np.linalg.norm(v3))
    case("norm", [odd], np.linalg.norm(odd, axis=0), axis=0)
    case("norm", [odd], np.linalg.norm(odd, axis=1, keepdims=True), axis=1, keepdims=1)
    case("sum", [drawn(0)], 0.0)
    case("sum", [np.zeros((0, 3))], np.sum(np.zeros((0, 3)), axis=0), axis=0)

    for n, k, m in [(1, 1, 1), (2, 3, 4), (4, 2, 140), (5, 7, 3), (8, 16, 9), (1, 50, 13), (50, 2, 11), (6, 1, 5), (4, 4, 4), (9, 5, 8), (3, 0, 2)]:
        P, Q = drawn(n, k), drawn(k, m)
        case("matmul", [P, Q], P @ Q)
    case("matmul", [v3, A], v3 @ A)
    case("matmul", [A, v4], A @ v4)
    case("matmul", [v4, w4], v4 @ w4)
    case("dot", [A, B.T], np.dot(A, B.T))
    case("dot", [v4, w4], np.dot(v4, w4))
    case("dot", [A, 2.0], np.dot(A, 2.0))
    case("outer", [v3, v4], np.outer(v3, v4))
    case("outer", [A, v3], np.outer(A, v3))

    for x in (A, odd, v3, s, row):
        case("transpose", [x], np.transpose(x))
    case("reshape", [A], A.reshape(4, 3), shape=[4, 3])
    case("reshape", [A], A.reshape(2, -1), shape=[2, -1])
    case("reshape", [A], A.reshape(-1), shape=[-1])
    case("reshape", [one], one.reshape(()), shape=[])
    for start, stop in [(0, 2), (1, 100), (-2, 3), (2, 1), (0, -1)]:
        case("slice", [odd], odd[start:stop], start=start, stop=stop)
        case("slice", [odd], odd[:, start:stop], start=start, stop=stop, axis=1)
    case("slice", [v4], v4[1:], start=1)
    for i in (0, 2, -1):
        case("row", [odd], odd[i], index=i)
        case("col", [odd], odd[:, i], index=i)
    case("row", [odd], odd[1:2], index=1, keepdims=1)
    case("col", [odd], odd[:, 2:3], index=2, keepdims=1)
    index = np.array([2, 0, -1, 2])
    case("take", [odd, index], np.take(odd, index, axis=0), axis=0)
    case("take", [odd, index], np.take(odd, index, axis=1), axis=1)
    case("take", [v4, index], np.take(v4, index), axis=0)
    case("copy", [A], A)
    case("concat", [[A, B, row]], np.concatenate([A, B, row]), axis=0)
    case("concat", [[A, col, B]], np.concatenate([A, col, B], axis=1), axis=1)
    case("concat", [[v3, v4]], np.concatenate([v3, v4]), axis=0)
    case("hstack", [[A, col]], np.hstack([A, col]))
    case("hstack", [[v3, v4]], np.hstack([v3, v4]))
    case("vstack", [[A, row]], np.vstack([A, row]))
    case("vstack", [[v4, w4]], np.vstack([v4, w4]))
    case("vstack", [[A, v4]], np.vstack([A, v4]))

    case("zeros", [], np.zeros((2, 3)), shape=[2, 3])
    case("ones", [], np.ones(4), shape=[4])
    case("full", [], np.full((2, 2), 7.5), shape=[2, 2], value=7.5)
    case("eye", [], np.eye(3), n=3)
    case("eye", [], np.eye(2, 4), n=2, m=4)
    case("arange", [], np.arange(1, 2, 0.25), start=1, stop=2, step=0.25)
    case("arange", [], np.arange(0, 5.0), start=0, stop=5)
    case("arange", [], np.arange(5, 0, -1.0), start=5, stop=0, step=-1)
    case("linspace", [], np.linspace(-np.pi, np.pi, 100), start=-np.pi, stop=np.pi, num=100)
    case("linspace", [], np.linspace(2, 3, 1), start=2, stop=3, num=1)
    case("zeros_like", [A], np.zeros_like(A))
    case("ones_like", [v3], np.ones_like(v3))
    case("array", [A], A)
    case("allclose", [A, A + 1e-9], np.allclose(A, A + 1e-9))
    case("allclose", [A, A + 1e-3], np.allclose(A, A + 1e-3))
    case("allclose", [A, A + 1e-3], np.allclose(A, A + 1e-3, rtol=0, atol=1e-2), rtol=0, atol=1e-2)
    case("allclose", [special, special], np.allclose(special, special))

# Three axes, axes of length 0 and 1, and what is not finite.
C, D = drawn(2, 3, 4), drawn(2, 3, 4)
page, line, deep, unit = drawn(2, 1, 4), drawn(1, 3, 1), drawn(2, 3, 1), drawn(1, 1, 1)
none, no_page, no_col = np.zeros((2, 0, 4)), np.zeros((0, 3, 4)), np.zeros((2, 3, 0))
odd3 = drawn(3, 5, 7)
holed = C.copy()
holed[0, 1, 2], holed[1, 0, 3], holed[1, 2, 0] = np.nan, np.inf, -np.inf
zeros = np.array([0.0, -0.0, -1.5, np.inf, -np.inf, 5e-324, -5e-324, 1e308])

with np.errstate(all="ignore"), __import__("warnings").catch_warnings():
    __import__("warnings").simplefilter("ignore")
    for x in (C, page, line, A, v4, col, one, s, 2.5, unit):
        for y in (D, deep, unit):
            case("add", [x, y], np.add(x, y))
    for x, y in [(page, line), (line, page), (deep, v4), (v4, deep), (row, page), (C, none[:1, :1]), (none, page), (page, none), (no_col, col), (np.zeros((0, 3)), v3), (np.zeros(0), one), (np.zeros((0, 1)), v4)]:
        if x.size == 0 or y.size == 0:
            try:
                expected = np.subtract(x, y)
            except ValueError:
                continue
            case("sub", [x, y], expected)
        else:
            case("sub", [x, y], np.subtract(x, y))
            case("div", [x, y], np.divide(x, y))
    for name, f in binary.items():
        case(name, [C, D], f(C, D))
        case(name, [np.round(odd3), np.round(odd3[:1])], f(np.round(odd3), np.round(odd3[:1])))
        case(name, [holed, deep], f(holed, deep))
    case("pow", [np.abs(C), D], np.power(np.abs(C), D))
    exact("pow", [zeros, -1.0], np.power(zeros, -1.0))
    exact("pow", [zeros, 0.0], np.power(zeros, 0.0))
    exact("pow", [zeros, 2.0], np.power(zeros, 2.0))
    exact("pow", [zeros, 3.0], np.power(zeros, 3.0))
    exact("pow", [2.0, zeros], np.power(2.0, zeros))
    exact("pow", [1.0, special], np.power(1.0, special))
    for name in ("mul", "div", "add", "sub"):
        exact(name, [zeros, zeros[::-1].copy()], binary[name](zeros, zeros[::-1]))
        exact(name, [zeros, -0.0], binary[name](zeros, -0.0))
    for name in ("neg", "abs", "square", "sqrt", "sin", "tanh"):
        exact(name, [np.array([0.0, -0.0, np.inf, -np.inf, np.nan]) if name not in ("sin",) else np.array([0.0, -0.0])], unary[name](np.array([0.0, -0.0, np.inf, -np.inf, np.nan]) if name not in ("sin",) else np.array([0.0, -0.0])))
    for name, f in unary.items():
        case(name, [C], f(C))
    case("exp", [none], np.exp(none))
    case("isfinite", [special], np.isfinite(special))
    case("isfinite", [holed], np.isfinite(holed))
    case("isfinite", [3.0], np.isfinite(3.0))
    halves = np.array([0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994, 1e300, 4503599627370497.5, -0.2])
    exact("round", [halves], np.round(halves))
    exact("round", [special], np.round(special))
    for d in (1, 2, 3, -1, -2):
        case("round", [odd * 100], np.round(odd * 100, d), decimals=d)
    exact("round", [np.array([0.125, 2.675, 1.005, -0.004, 15.0, 25.0])], np.round(np.array([0.125, 2.675, 1.005, -0.004, 15.0, 25.0]), 2), decimals=2)
    exact("round", [np.array([15.0, 25.0, -35.0, -4.0])], np.round(np.array([15.0, 25.0, -35.0, -4.0]), -1), decimals=-1)
    case("round", [C], np.round(C, 1), decimals=1)
    case("where", [np.greater(C, 0).astype(float), C, 0.0], np.where(C > 0, C, 0))
    case("where", [deep, A, page], np.where(deep, A, page))
    case("where", [v4, line, C], np.where(v4, line, C))
    case("where", [none, 1.0, 2.0], np.where(none, 1.0, 2.0))
    case("clip", [C], np.clip(C, -1, 1), min=-1, max=1)
    exact("clip", [special], np.clip(special, -1, 2), min=-1, max=2)

    folds = {**reductions, "norm": lambda x, axis=None, keepdims=False: np.linalg.norm(x if axis is not None or x.ndim < 3 else x.ravel(), axis=axis, keepdims=keepdims), "var": np.var, "std": np.std}
    for name, f in folds.items():
        for axis in (0, 1, 2, -1, -2, -3):
            case(name, [odd3], f(odd3, axis=axis), axis=axis)
            case(name, [C], f(C, axis=axis, keepdims=True), axis=axis, keepdims=1)
        case(name, [C], f(C))
        if name != "norm":
            case(name, [C], f(C, keepdims=True), keepdims=1)
        for x in (unit, one, np.array([1.5])):
            case(name, [x], f(x, axis=0), axis=0)
            case(name, [x], f(x, axis=-1, keepdims=True), axis=-1, keepdims=1)
        case(name, [holed], f(holed, axis=2), axis=2)
        case(name, [holed], f(holed, axis=0), axis=0)
        case(name, [none], f(none, axis=0), axis=0)
        case(name, [none], f(none, axis=2, keepdims=True), axis=2, keepdims=1) if name in ("sum", "mean", "norm", "var", "std") else None
        if name in ("sum", "mean", "norm", "var", "std"):
            case(name, [none], f(none, axis=1), axis=1)
            case(name, [np.zeros(0)], f(np.zeros(0)))
    for name in ("var", "std"):
        f = folds[name]
        case(name, [odd], f(odd))
        case(name, [odd], f(odd, axis=0), axis=0)
        case(name, [odd], f(odd, axis=1, keepdims=True), axis=1, keepdims=1)
        case(name, [v4], f(v4, ddof=1), ddof=1)
        case(name, [odd], f(odd, axis=1, ddof=2), axis=1, ddof=2)
        case(name, [one], f(one, ddof=1), ddof=1)
        case(name, [s], f(s))
        case(name, [1e8 + v4], f(1e8 + v4))
    exact("max", [np.array([-np.inf, -np.inf])], -np.inf)
    for x in (C, odd, v4, none, s):
        case("cumsum", [x], np.cumsum(x))
    for axis in (0, 1, 2, -1):
        case("cumsum", [C], np.cumsum(C, axis=axis), axis=axis)
        case("cumsum", [holed], np.cumsum(holed, axis=axis), axis=axis)
    case("cumsum", [odd], np.cumsum(odd, axis=0), axis=0)
    case("cumsum", [none], np.cumsum(none, axis=1), axis=1)
    exact("cumsum", [np.array([-0.0, -0.0])], np.cumsum(np.array([-0.0, -0.0])))
    ties = np.array([[3.0, 1.0, 2.0, 1.0, 3.0], [np.nan, 0.0, -0.0, np.inf, -np.inf]])
    for x in (v4, ties, odd, C, holed, none, np.zeros((2, 0)), s):
        case("argsort", [x], np.argsort(x, axis=-1, kind="stable"))
    for axis in (0, 1, -2):
        case("argsort", [odd3], np.argsort(odd3, axis=axis, kind="stable"), axis=axis)
        case("argsort", [ties], np.argsort(ties, axis=axis % 2, kind="stable"), axis=axis % 2)
    many = np.round(drawn(200) * 3)
    case("argsort", [many], np.argsort(many, kind="stable"))

    for P, Q in [(C, drawn(2, 4, 5)), (C, drawn(4, 5)), (drawn(6, 3), C), (C, drawn(1, 4, 2)), (drawn(1, 6, 3), C), (C, v4), (v3, C), (drawn(5, 1, 2), drawn(5, 2, 1)), (drawn(7, 9, 6), drawn(7, 6, 8)), (none, drawn(2, 4, 3)), (no_col, np.zeros((2, 0, 5))), (no_page, v4)]:
        case("matmul", [P, Q], P @ Q)
    case("dot", [C, drawn(4, 2)], None) if False else None
    R = drawn(4, 2)
    case("dot", [C, R], np.dot(C, R))
    case("dot", [C, v4], np.dot(C, v4))
    case("dot", [v3, C], np.dot(v3, C))
    case("dot", [C, 2.0], np.dot(C, 2.0))
    case("outer", [C, v3], np.outer(C, v3))

    for axes in [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0), (-1, 0, 1)]:
        case("transpose", [C], np.transpose(C, axes), axes=list(axes))
    for x in (C, odd3, page, unit, none):
        case("transpose", [x], np.transpose(x))
    case("transpose", [odd], np.transpose(odd, (0, 1)), axes=[0, 1])
    case("transpose", [odd], np.transpose(odd, (1, 0)), axes=[1, 0])
    case("transpose", [v3], np.transpose(v3, (0,)), axes=[0])
    for shape in [(4, 3, 2), (-1, 2), (2, -1), (24,), (2, 2, -1), (1, 24, 1)]:
        case("reshape", [C], C.reshape(shape), shape=list(shape))
    case("reshape", [A], A.reshape(2, 3, 2), shape=[2, 3, 2])
    case("reshape", [none], none.reshape(0, 7), shape=[0, 7])
    case("reshape", [none], none.reshape(-1), shape=[-1])
    for axis, index in enumerate([np.s_[-2:1], np.s_[:, 1:5], np.s_[:, :, 1:-1]]):
        start, stop = [(-2, 1), (1, 5), (1, -1)][axis]
        exact("slice", [C], C[index], start=start, stop=stop, axis=axis)
    case("slice", [C], C[:, :, 2:], start=2, axis=-1)
    case("slice", [odd], odd[3:3], start=3, stop=3)
    case("slice", [np.zeros((0, 3))], np.zeros((0, 3))[0:2], start=0, stop=2)
    for i in (0, -1):
        case("row", [C], C[i], index=i)
        case("col", [C], C[:, i], index=i)
        case("row", [odd3], odd3[[i]], index=i, keepdims=1)
        case("col", [odd3], odd3[:, [i]], index=i, keepdims=1)
    for axis in (0, 1, 2, -1):
        pick = np.array([1, 0, -1])
        case("take", [C, pick], np.take(C, pick, axis=axis), axis=axis)
    case("take", [odd, np.zeros(0)], np.take(odd, np.zeros(0, dtype=int), axis=0), axis=0)
    exact("copy", [zeros], zeros)
    case("copy", [C], C)
    for axis in (0, 1, 2):
        case("concat", [[C, D]], np.concatenate([C, D], axis=axis), axis=axis)
    case("concat", [[C, page]], np.concatenate([C, page], axis=1), axis=1)
    case("concat", [[C, deep, D]], np.concatenate([C, deep, D], axis=-1), axis=-1)
    case("concat", [[C, none]], np.concatenate([C, none], axis=1), axis=1)
    case("concat", [[np.zeros(0), v3]], np.concatenate([np.zeros(0), v3]), axis=0)
    for axis in (0, 1, 2, -1, -3):
        case("stack", [[A, B]], np.stack([A, B], axis=axis), axis=axis)
    for axis in (0, 1, -1):
        case("stack", [[v4, w4, v4]], np.stack([v4, w4, v4], axis=axis), axis=axis)
    case("stack", [[s, s]], np.stack([s, s]), axis=0)
    case("stack", [[np.zeros((2, 0)), np.zeros((2, 0))]], np.stack([np.zeros((2, 0))] * 2), axis=0)
    case("stack", [[one, one]], np.stack([one, one], axis=2), axis=2)
    case("hstack", [[C, page]], np.hstack([C, page]))
    case("vstack", [[C, D, C]], np.vstack([C, D, C]))
    case("zeros", [], np.zeros((2, 3, 4)), shape=[2, 3, 4])
    case("ones", [], np.ones((1, 1, 2)), shape=[1, 1, 2])
    case("full", [], np.full((2, 1, 2), -0.5), shape=[2, 1, 2], value=-0.5)
    case("zeros", [], np.zeros((2, 0, 3)), shape=[2, 0, 3])
    case("zeros_like", [C], np.zeros_like(C))
    case("ones_like", [no_col], np.ones_like(no_col))
    case("array", [C], C)
    case("allclose", [C, C + 1e-9], True)
    case("allclose", [C, C[:, :, :1]], np.allclose(C, C[:, :, :1]))
    case("allclose", [unit + 0 * C, unit], True)
    case("allclose", [none, none], np.allclose(none, none))

    places = {"addInPlace": np.add, "subInPlace": np.subtract, "mulInPlace": np.multiply, "divInPlace": np.divide, "powInPlace": np.power, "maximumInPlace": np.maximum, "minimumInPlace": np.minimum}
    for name, f in places.items():
        for x, y in [(A, B), (A, 2.0), (C, page)]:
            out = np.abs(x) if name == "powInPlace" else x.copy()
            start = out.copy()
            f(out, y, out=out)
            case(name, [start, y], out)
    for x, y in [(A, B), (A, v4), (A, 7.0), (C, line), (special, special[::-1].copy()), (none, 1.0)]:
        out = x.copy()
        out[...] = y
        exact("assign", [x, y], out)

Path(__file__).parent.joinpath("cases.json").write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
print(len(cases), "cases")
