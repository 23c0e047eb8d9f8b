"""Writes cases.json: calls of `nd` with the results that NumPy gives. Run: python3 lib/engine/tensor/conformance/make-cases.py

A case is {"op", "inputs", "attributes", "expected"}; tensors are {"shape", "data"} row by row, with "nan", "inf" and
"-inf" as words. A list operand is {"list": [...]}.
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

Path(__file__).parent.joinpath("cases.json").write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
print(len(cases), "cases")
