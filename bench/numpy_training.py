"""The peer of kernel-training.ts: the same training in plain NumPy, timed in this process.

Reads one JSON object from standard input: {"X", "Y", "W1", "b1", "W2", "b2", "epochs", "rate", "rounds"}.
Prints {"seconds": [...], "loss": last loss} as JSON. OPENBLAS_* variables are left as they are (unset by the caller).
"""
import json
import sys
import time

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def train(X, Y, W1, b1, W2, b2, epochs, rate):
    m = Y.shape[1]
    loss = 0.0
    for _ in range(epochs):
        Z1 = np.dot(W1, X) + b1
        A1 = sigmoid(Z1)
        Z2 = np.dot(W2, A1) + b2
        A2 = sigmoid(Z2)
        loss = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).mean()
        dZ2 = A2 - Y
        dW2 = (1 / m) * np.dot(dZ2, A1.T)
        db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
        dZ1 = np.dot(W2.T, dZ2) * (A1 * (1 - A1))
        dW1 = (1 / m) * np.dot(dZ1, X.T)
        db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
        W1 = W1 - rate * dW1
        b1 = b1 - rate * db1
        W2 = W2 - rate * dW2
        b2 = b2 - rate * db2
    return float(loss)


job = json.load(sys.stdin)
arrays = [np.array(job[name]) for name in ("X", "Y", "W1", "b1", "W2", "b2")]
seconds = []
loss = train(*arrays, 200, job["rate"])
for _ in range(job["rounds"]):
    start = time.perf_counter()
    loss = train(*arrays, job["epochs"], job["rate"])
    seconds.append(time.perf_counter() - start)
print(json.dumps({"seconds": seconds, "loss": loss}))
