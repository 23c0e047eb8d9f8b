// Longer than most: one table of what may reach the host and what may not, beside the few helpers that all rows use.
import { describe, expect, test } from "vitest";
import { addressOf, createInstance } from "./index.ts";
import { inContext, LIMITS, run } from "./testing.ts";

const errorOf = (outcome: ReturnType<typeof run>) => ("error" in outcome ? outcome.error : "no error");
const seen = (outcome: ReturnType<typeof run>) => ("value" in outcome ? outcome.value : outcome.error);

describe("tensors in the guest", () => {
  test("an error names operation and shapes, and its first frame is the student's line", async () => {
    await inContext((_, evaluate) => {
      const outcome = evaluate(
        "function forward(W, X) {\n  return nd.matmul(W, X);\n}\nforward(nd.ones(4, 8), nd.ones(2, 8))",
      );
      expect(errorOf(outcome)).toBe("ShapeError: matmul needs the inner sizes to agree: A is 4×8, B is 2×8");
      expect("stack" in outcome && outcome.stack.trim().split("\n")[0]).toContain("forward (student.ts:2:");
    });
  });

  test.each([
    [
      "nd.add(undefined, 1)",
      "TypeError: add takes tensors, numbers or nested lists of numbers: argument 1 is undefined",
    ],
    ["nd.exp({})", "TypeError: exp takes tensors, numbers or nested lists of numbers: argument 1 is an object"],
    ["nd.array([[1, 2], [3]])", "ShapeError: array: the rows of a nested list must be equally long (see row 1)"],
    ["nd.sum([[1]], 2)", "RangeError: sum: there is no axis 2 in a tensor of shape 1×1"],
    ["nd.zeros(2, 2).get(2, 0)", "RangeError: get: index 2 lies outside a tensor of shape 2×2"],
    ["nd.zeros(2, 2).get(1)", "TypeError: get needs one index per axis: the tensor is 2×2, 1 given"],
    ["nd.zeros(6).reshape(4, 2)", "ShapeError: reshape must keep the number of elements: A is 6, the new shape is 4×2"],
    ["nd.zeros(2).item()", "ShapeError: item needs a tensor of one element: A is 2"],
    ["nd.max(nd.zeros(0))", "ShapeError: max of no elements is not defined: A is 0"],
    ["nd.sum([1], { axis: 'x' })", "TypeError: sum: axis must be a whole number"],
    ["nd.row([[1]], 0.5)", "TypeError: row: index must be a whole number, 0.5 given"],
    ["nd.clip([1], 'a')", "TypeError: clip: min must be a number"],
    ["nd.zeros(-1)", "TypeError: zeros: lengths must not be negative, -1 given"],
    ["nd.random.normal(0, -1)", "TypeError: normal: scale must not be negative, -1 given"],
    ["nd.slice([1, 2], { begin: 1 })", 'TypeError: slice has no option "begin": it has start, stop, axis'],
    [
      "nd.concat([nd.ones(1, 2), nd.ones(1, 3)])",
      "ShapeError: concat: tensor 1 of the list is 1×3 and does not fit the first, which is 1×2",
    ],
    ["nd.zeros(2, 2, 2, 2)", "ShapeError: zeros: tensors have at most 3 axes here"],
    ["nd.array([[[[1]]]])", "ShapeError: array: tensors have at most 3 axes here"],
    ["nd.array([[[1, 2]], [[3]]])", "ShapeError: array: the rows of a nested list must be equally long (see row 1)"],
    [
      "nd.zeros(3, 1).addInPlace(nd.ones(3, 4))",
      "ShapeError: addInPlace keeps the shape of the tensor that it writes into, and B does not fit into it: A is 3×1, B is 3×4",
    ],
    ["nd.zeros(4).assign(nd.ones(3))", "ShapeError: assign needs shapes that broadcast: A is 4, B is 3"],
    [
      "nd.zeros(2, 3).dot(nd.zeros(2, 3, 2))",
      "ShapeError: dot does not multiply matrix by matrix, matmul does: A is 2×3, B is 2×3×2",
    ],
    ["nd.zeros(2, 3, 4).transpose(0, 0, 1)", "ShapeError: transpose needs every axis once: A is 2×3×4, 3 named"],
    ["nd.zeros(2, 3, 4).sum(3)", "RangeError: sum: there is no axis 3 in a tensor of shape 2×3×4"],
    ["nd.zeros(2, 3, 4).get(0, 0, 4)", "RangeError: get: index 4 lies outside a tensor of shape 2×3×4"],
    ["nd.stack([[1, 2], [3]])", "ShapeError: stack: tensor 1 of the list is 1 and does not fit the first, which is 2"],
    ["nd.round(1, 99)", "TypeError: round: decimals must lie between -22 and 22, 99 given"],
    [
      "nd.zeros(2) + 1",
      "TypeError: operators such as +, * and > do not work on tensors: use add(a, b), mul(a, b), greater(a, b) and the like",
    ],
  ])("%s is refused in a sentence", async (code, sentence) => {
    await inContext((_, evaluate) => expect(errorOf(evaluate(code))).toBe(sentence));
  });

  test("positions and options, numbers and lists, functions and methods say the same", async () => {
    await inContext((_, evaluate) => {
      const forms = [
        "nd.sum(A, 1, true)",
        "nd.sum(A, { axis: 1, keepdims: true })",
        "A.sum(1, 1)",
        "A.sum({ axis: -1, keepdims: 1 })",
        "nd.sum([[1, 2], [3, 4]], 4 / 4, true)",
      ];
      evaluate("globalThis.A = nd.array([[1, 2], [3, 4]])");
      for (const form of forms)
        expect(seen(evaluate(form)), form).toEqual({ shape: [2, 1], data: Float64Array.of(3, 7) });
      expect(seen(evaluate("String(A)"))).toBe("[[1, 2],\n [3, 4]]");
      expect(seen(evaluate("JSON.stringify({ A, shape: A.shape, size: A.size, ndim: A.ndim })"))).toBe(
        '{"A":[[1,2],[3,4]],"shape":[2,2],"size":4,"ndim":2}',
      );
      expect(seen(evaluate("A.mean() * 2 + nd.argmax([3, 9])"))).toBe(6);
    });
  });

  test("operations in place write into one tensor under all its names, into no other, and read all before they write", async () => {
    await inContext((_, evaluate) => {
      const show = (code: string) => seen(evaluate(`(() => { ${code} })()`));
      const M = "const A = nd.array([[1, 2], [3, 4]]);";
      expect(show(`${M} const B = A; B.addInPlace(1); return String(A)`)).toBe("[[2, 3],\n [4, 5]]");
      expect(
        show(
          `${M} const B = A.T, C = A.reshape(4), D = A.row(0); A.mulInPlace(10); return [B, C, D].map(String).join(" ")`,
        ),
      ).toBe("[[1, 3],\n [2, 4]] [1, 2, 3, 4] [1, 2]");
      expect(show(`${M} const B = A.T; B.addInPlace(A); B.addInPlace(B); return [A, B].map(String).join(" ")`)).toBe(
        "[[1, 2],\n [3, 4]] [[4, 10],\n [10, 16]]",
      );
      expect(show(`${M} A.subInPlace(A.T); return String(A)`)).toBe("[[0, -1],\n [1, 0]]");
      expect(
        show(`${M} const B = A.T.T; B.assign([7, 8]); A.divInPlace([[1], [2]]); return [A, B].map(String).join(" ")`),
      ).toBe("[[1, 2],\n [1.5, 2]] [[7, 8],\n [7, 8]]");
      expect(
        show(
          `${M} let s = 0; for (const x of A.reshape(2, 1, 2)) { x.addInPlace(5); s += x.sum().item() } return [s, A.sum().item(), A.addInPlace(1)].join()`,
        ),
      ).toBe("30,10,");
    });
  });

  test("a tensor of three axes is a pile of matrices, however it is made, read or shown", async () => {
    await inContext((_, evaluate) => {
      evaluate("globalThis.P = nd.array([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]])");
      const say = (code: string) => seen(evaluate(`JSON.stringify(${code})`));
      expect(say("[P.shape, P.ndim, P.size, P.T.shape, P.get(1, 0, -1), P.row(1), P.col(0)]")).toBe(
        "[[2,2,3],3,12,[3,2,2],9,[[7,8,9],[10,11,12]],[[1,2,3],[7,8,9]]]",
      );
      expect(say("[...P].map((m) => m.sum().item())")).toBe("[21,57]");
      expect(say("nd.array([P.row(0), [[7, 8, 9], nd.array([10, 11, 12])]])")).toBe(say("P"));
      expect(say("nd.add([new Float64Array([1, 2]), [3, 4]], [[[10]], [[20]]])")).toBe(
        "[[[11,12],[13,14]],[[21,22],[23,24]]]",
      );
      expect(say("[[P.row(0).T, P.row(1).T]].map((l) => nd.array(l).shape)")).toBe("[[2,3,2]]");
      expect(say("(() => { const Q = P.copy(); Q.set(0, 1, 2, 0); return [Q.get(0, 1, 2), P.get(0, 1, 2)] })()")).toBe(
        "[0,6]",
      );
      expect(seen(evaluate("String(P)"))).toBe("[[[1, 2, 3],\n [4, 5, 6]],\n [[7, 8, 9],\n [10, 11, 12]]]");
      expect(say("nd.var(P, { axis: 1, ddof: 1 })")).toBe("[[4.5,4.5,4.5],[4.5,4.5,4.5]]");
      expect(say("nd.random.permutation(P).sum().item() + nd.random.normal(0, 0, [2, 2, 2]).sum().item()")).toBe("78");
    });
  });

  test("loops over nothing are not free of charge, nor do they take time", async () => {
    await inContext((context, evaluate) => {
      const before = performance.now();
      evaluate(`const N = nd.zeros(1 << 13, 1 << 13, 0), R = nd.zeros(1 << 26, 0);
        for (let i = 0; i < 200; i++) { N.add(nd.zeros(1, 1, 0)); R.add(nd.zeros(1, 0)); N.transpose(1, 0, 2); N.cumsum(2); N.argsort(); N.slice(1);
          nd.where(N, 1, 2); nd.allclose(N, N); nd.stack([R, R]); nd.concat([N, N], 1); N.col(0, true); nd.matmul(N, nd.zeros(0, 0)); }`);
      expect(performance.now() - before).toBeLessThan(2000);
      expect(context.ranOut()).toBeNull();
    });
  });

  test("writing into a tensor changes no other, whatever they share", async () => {
    await inContext((_, evaluate) => {
      const code =
        "const A = nd.array([[1, 2], [3, 4]]), B = A.T, C = A.reshape(4), D = B.T; A.set(0, 0, 9); B.set(0, 1, 8); [A, B, C, D].map(String).join(' ')";
      expect(seen(evaluate(code))).toBe("[[9, 2],\n [3, 4]] [[1, 8],\n [2, 4]] [1, 2, 3, 4] [[1, 2],\n [3, 4]]");
    });
  });

  test("Math's functions and nd's give the same bits; there is no clock and no grad", async () => {
    await inContext((_, evaluate) => {
      expect(
        seen(
          evaluate(
            "[0.1, -2.7, 30].every((x) => ['exp', 'sin', 'cos', 'tanh', 'log'].every((f) => Object.is(Math[f](x), nd[f](x).item())))",
          ),
        ),
      ).toBe(true);
      expect(seen(evaluate("[typeof Date, typeof WeakRef, typeof nd.grad, typeof performance].join()"))).toBe(
        "undefined,undefined,undefined,undefined",
      );
    });
  });
});

describe("what the guest cannot do", () => {
  test("no object but the kernel's own passes for a tensor", async () => {
    await inContext((context, evaluate) => {
      const proto = "Object.getPrototypeOf(nd.zeros(1))";
      for (const code of [
        `nd.sum(Object.create(${proto}))`,
        `${proto}.sum.call({})`,
        "nd.sum(Object.create(nd.zeros(1)))",
        `nd.add(nd.add, 1)`,
      ]) {
        expect(errorOf(evaluate(code)), code).toContain("TypeError");
      }
      const forged = context.vm.unwrapResult(context.vm.evalCode(`Object.create(${proto})`));
      expect(context.readTensor(forged)).toBeNull();
      forged.dispose();
    });
  });

  test("nd, its random part and the methods of tensors cannot be changed", async () => {
    await inContext((_, evaluate) => {
      evaluate(
        "nd.add = null; nd.random.normal = null; Object.getPrototypeOf(nd.zeros(1)).sum = null; try { nd = 1 } catch {}",
      );
      expect(seen(evaluate("nd.add(1, 2).sum().item() + nd.random.normal().size"))).toBe(4);
    });
  });

  test("changed primordials do not reach the library", async () => {
    await inContext((_, evaluate) => {
      evaluate(
        "Array.isArray = () => false; Reflect.apply = null; Array.prototype.join = null; Object.keys = null; Array.prototype[Symbol.iterator] = null; Number.prototype.toPrecision = null",
      );
      expect(seen(evaluate("String(nd.slice([1, 2, 3], { start: 1 }))"))).toBe("[2, 3]");
      expect(seen(evaluate("nd.sum([true, true]).item()"))).toBe(2);
    });
  });

  test("a getter in an options object may throw, or call the kernel itself", async () => {
    await inContext((_, evaluate) => {
      expect(errorOf(evaluate("nd.sum([1], { get axis() { throw new RangeError('mine') } })"))).toBe(
        "RangeError: mine",
      );
      expect(
        seen(evaluate("nd.sum([[1, 2]], { get axis() { return nd.matmul([[1]], [[1]]).item() } }).toArray().join()")),
      ).toBe("3");
    });
  });
});

describe("the budget", () => {
  const endless = "for (;;) try { nd.matmul(A, A) } catch {}";

  test("an endless loop of large products that catches everything is ended, always at the same place", async () => {
    const stops = await Promise.all(
      [1, 2].map(() =>
        inContext(
          (context, evaluate) => {
            evaluate("globalThis.n = 0; globalThis.A = nd.ones(100, 100)");
            expect(errorOf(evaluate(endless.replace("{ nd", "{ n++; nd")))).toBe("InternalError: interrupted");
            expect(context.ranOut()).toBe("fuel");
            context.setFuel(10);
            return seen(evaluate("n"));
          },
          { fuel: 50 },
        ),
      ),
    );
    expect(stops[0]).toBe(stops[1]);
  });

  test("a loop without the kernel is ended by the interpreter's polls", async () => {
    await inContext(
      (context, evaluate) => {
        expect(errorOf(evaluate("for (;;);"))).toBe("InternalError: interrupted");
        expect([context.ranOut(), context.timedOut()]).toEqual(["fuel", false]);
        expect(context.fuelLeft()).toBeLessThan(0);
      },
      { fuel: 20 },
    );
  });

  test("tensors have a limit of bytes, and reaching it ends the run for good", async () => {
    await inContext(
      (context, evaluate) => {
        expect(errorOf(evaluate("const all = []; for (;;) try { all.push(nd.zeros(100, 100)) } catch {}"))).toBe(
          "InternalError: interrupted",
        );
        expect(context.ranOut()).toBe("memory");
      },
      { tensorBytes: 1 << 20 },
    );
  });

  test("one tensor beyond every limit is refused without an attempt", async () => {
    await inContext((context, evaluate) => {
      expect(errorOf(evaluate("nd.zeros(100000, 100000)"))).toContain("Error");
      expect(errorOf(evaluate("nd.zeros(2147483647, 2147483647)"))).toContain("Error");
      expect(context.tensorBytes()).toBe(0);
    });
  });

  test("tensors that are dropped are freed at once", async () => {
    await inContext(
      (context, evaluate) => {
        evaluate(
          "for (let i = 0; i < 1000; i++) nd.add(nd.ones(100, 100).T, nd.ones(100, 100).reshape(-1).reshape(100, 100));",
        );
        expect([context.tensorBytes(), context.ranOut()]).toEqual([0, null]);
      },
      { tensorBytes: 1 << 20 },
    );
  });

  test("the wall clock and the Stop button are told apart from the budget", async () => {
    await inContext(
      (context, evaluate) => {
        evaluate("for (;;);");
        expect([context.timedOut(), context.ranOut()]).toEqual([true, null]);
      },
      { fuel: 1e9, deadlineMs: 30 },
    );
    await inContext(
      (context, evaluate) => {
        evaluate("for (;;);");
        expect([context.timedOut(), context.ranOut()]).toEqual([true, null]);
      },
      { fuel: 1e9, shouldStop: () => true },
    );
  });

  test("deep recursion and deep nesting give clean errors within the guest's stack", async () => {
    await inContext((_, evaluate) => {
      expect(errorOf(evaluate("(function f() { f() })()"))).toContain("stack overflow");
      expect(errorOf(evaluate("let a = []; for (let i = 0; i < 1e5; i++) a = [a]; nd.add(a, 1)"))).toContain("Error");
      expect(errorOf(evaluate("(function f() { nd.add(undefined, 1); })(); "))).toContain("TypeError");
      expect(errorOf(evaluate("(function f() { try { f() } finally { nd.slice([1], { start: 0 }) } })()"))).toContain(
        "Error",
      );
    });
  });
});

describe("what the host reads", () => {
  test("emitted tensors and numbers arrive in order, with lists made into tensors", async () => {
    await inContext((context) => {
      const { vm, natives } = context;
      const harness = vm.unwrapResult(
        vm.evalCode("(t, n) => { t(3, nd.ones(2)); n(4, 0.5); t(5, [[1, 2]]); t(6, 7) }"),
      );
      vm.unwrapResult(vm.callFunction(harness, vm.undefined, natives.emitTensor, natives.emitNumber)).dispose();
      harness.dispose();
      expect(
        context.takeEmitted().map(({ slot, value }) => [slot, typeof value === "number" ? value : value.shape]),
      ).toEqual([
        [3, [2]],
        [4, 0.5],
        [5, [1, 2]],
        [6, 7],
      ]);
      expect(context.takeEmitted()).toEqual([]);
    });
  });

  test("progress comes in batches, the rest when the context ends", async () => {
    const batches: number[] = [];
    await inContext(
      (context) => {
        const { vm, natives } = context;
        const harness = vm.unwrapResult(vm.evalCode("(p) => { for (let i = 0; i < 2500; i++) p(i, 1 / (i + 1)) }"));
        vm.unwrapResult(vm.callFunction(harness, vm.undefined, natives.progress)).dispose();
        harness.dispose();
      },
      {
        onProgress: (points) => {
          batches.push(points.length);
        },
      },
    );
    expect(batches.reduce((a, b) => a + b, 0)).toBe(2500);
    expect(batches.length).toBeLessThan(10);
  });
});

describe("the tape", () => {
  test("records each operation once, with leaves, scalars and attributes", async () => {
    await inContext((context, evaluate) => {
      const W = context.makeTensor({ shape: [1, 2], data: Float64Array.of(1, 2) });
      context.vm.setProp(context.vm.global, "W", W);
      context.startTape();
      expect(context.leaf(addressOf(W))).toBe(0);
      evaluate(
        "globalThis.L = nd.mean(nd.square(nd.sub(nd.matmul(W, nd.array([[3], [4]])), 2)), 0, true); nd.slice(W, -1, null, 1)",
      );
      const L = context.vm.getProp(context.vm.global, "L");
      const id = context.tapeId(L);
      const tape = context.stopTape();
      expect(id).toBe(6);
      expect(tape.broken).toBe(false);
      expect(tape.leaves.map((l) => [l.id, l.value.shape])).toEqual([
        [0, [1, 2]],
        [1, [2, 1]],
      ]);
      expect(tape.entries).toEqual([
        { op: "array", inputs: [1], output: 2, attributes: {} },
        { op: "matmul", inputs: [0, 2], output: 3, attributes: {} },
        { op: "sub", inputs: [3, { scalar: 2 }], output: 4, attributes: {} },
        { op: "square", inputs: [4], output: 5, attributes: {} },
        { op: "mean", inputs: [5], output: 6, attributes: { axis: 0, keepdims: 1 } },
        { op: "slice", inputs: [0], output: 7, attributes: { start: 1, stop: 2, axis: 1 } },
      ]);
      expect(context.tapeId(L)).toBeNull();
      for (const handle of [W, L]) handle.dispose();
    });
  });

  test("sees an operation in place as the operation that it is, and the tensor as its result from then on", async () => {
    await inContext((context, evaluate) => {
      evaluate("globalThis.W = nd.array([[1, 2]])");
      context.startTape();
      evaluate(
        "globalThis.s = nd.zeros(1, 2); const Q = W.reshape(2); s.addInPlace(W); s.mulInPlace(s); W.assign(3); nd.add(s, W)",
      );
      const tape = context.stopTape();
      expect(tape.broken).toBe(false);
      expect(tape.entries.map(({ op, inputs, output }) => [op, inputs, output])).toEqual([
        ["reshape", [0], 1],
        ["add", [2, 0], 3],
        ["mul", [3, 3], 4],
        ["mul", [5, { scalar: 3 }], 6],
        ["add", [4, 6], 7],
      ]);
      expect(tape.leaves.map(({ id, value }) => [id, [...value.data]])).toEqual([
        [0, [1, 2]],
        [2, [0, 0]],
        [5, [1, 1]],
      ]);
    });
  });

  test("a write in place during the recording breaks the tape, and an earlier recording's ids mean nothing", async () => {
    await inContext((context, evaluate) => {
      evaluate("globalThis.A = nd.ones(2)");
      context.startTape();
      evaluate("nd.exp(A)");
      expect(context.stopTape().entries[0]).toMatchObject({ inputs: [0], output: 1 });
      context.startTape();
      evaluate("nd.ones(3); nd.exp(A); A.set(0, 5)");
      const tape = context.stopTape();
      expect([tape.leaves.length, tape.broken]).toEqual([1, true]);
    });
  });
});

describe("an instance", () => {
  test("gives the same bytes after any earlier run, with memory put back or grown", async () => {
    const instance = await createInstance();
    const program =
      "String(nd.random.normal(0, 1, [20, 20]).matmul(nd.random.uniform(0, 1, [20, 20])).exp()) + Math.random() + Object.keys(globalThis)";
    const outcomes = [
      "1",
      "nd.zeros(1000, 1000)",
      "globalThis.leak = nd.ones(500, 500); Array.prototype.x = 1",
      "'a'.repeat(2e7) + 'b'",
      "for (;;);",
    ].map((earlier) => {
      const first = instance.newContext({ ...LIMITS, fuel: 50 });
      run(first, earlier);
      first.dispose();
      expect(instance.restorePristine()).toBe(true);
      const context = instance.newContext(LIMITS);
      const outcome = JSON.stringify(run(context, program)) + context.fuelLeft();
      context.dispose();
      return outcome;
    });
    expect(new Set(outcomes).size).toBe(1);
  });

  test("holds nothing of an earlier run in its memory once that is put back", async () => {
    const instance = await createInstance();
    const mark = "a-secret-of-the-earlier-run";
    const context = instance.newContext(LIMITS);
    run(context, `globalThis.kept = "${mark}".repeat(10); for (let i = 0; i < 9; i++) ("${mark}" + i).repeat(1e5);`);
    const found = (memory: WebAssembly.Memory) => Buffer.from(memory.buffer).includes(mark);
    expect(found(context.memory)).toBe(true);
    context.dispose();
    instance.restorePristine();
    expect(found(context.memory)).toBe(false);
  });

  test.each([
    ["calls", "(function f(n) { return f(n + 1) + n; })(0)"],
    ["conversions", "const o = { toString() { return String(o) + 1; } }; String(o)"],
    ["comparisons", "const f = () => [3, 2, 1].sort(f); f()"],
    ["getters", "const o = { get x() { return this.x; } }; o.x"],
    ["nested lists", "let a = []; for (let i = 0; i < 2000; i++) a = [a]; JSON.stringify(a)"],
    ["a regular expression", "/(?:a|b|(c)){0,}?x(?:(y*)*)*$/.test('abc'.repeat(2000) + 'xyyyyyyyyyyyy')"],
    ["replacements", "const f = () => 'aaa'.replace(/a/g, f); f()"],
    ["lists in tensors", "let a = 1; for (let i = 0; i < 1e4; i++) a = [a]; nd.array(a)"],
    ["numbers as text", "(1e300).toFixed(100) + (5e-324).toPrecision(100) + Number('1' + '0'.repeat(5000))"],
  ])("leaves not a bit behind after the deepest %s", async (_, code) => {
    const instance = await createInstance();
    const equip = () => null;
    const bytesAfter = (program: string) => {
      const { context } = instance.newEquipped(LIMITS, equip);
      run(context, program);
      const { memory } = context;
      expect(context.dispose()).toBe(true);
      instance.restorePristine();
      return new Uint8Array(memory.buffer.slice(0));
    };
    const before = bytesAfter("1");
    expect(Buffer.compare(bytesAfter(code), before)).toBe(0);
  });

  test("wipes the whole stack where something went deeper than a guest can", async () => {
    const instance = await createInstance();
    const equip = () => null;
    const { context } = instance.newEquipped(LIMITS, equip);
    const bytes = new Uint8Array(context.memory.buffer);
    const inStack = 4 * 1024 * 1024; // zeros reach from the engine's data, below 1 MB, to the heap above 5 MB
    const heap = bytes.findIndex((byte, at) => at > inStack && byte !== 0);
    const page = heap - (heap % 65536);
    const deep = page - 256 * 1024 - 100;
    expect(bytes.subarray(inStack / 2, page).every((byte) => byte === 0)).toBe(true);
    bytes[deep] = 1;
    bytes[inStack / 2] = 1;
    context.dispose();
    instance.restorePristine();
    expect([bytes[deep], bytes[inStack / 2]]).toEqual([0, 0]);
  });

  test("is spent when the engine loses an object, as it does when its parser runs out of stack", async () => {
    const instance = await createInstance();
    const context = instance.newContext(LIMITS);
    // the guest's stack runs out or, on a thread with a small one, the host's
    const overflow = () => errorOf(run(context, "eval('('.repeat(1e5))"));
    let said: string;
    try {
      said = overflow();
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(/stack overflow|Maximum call stack size/);
    expect(context.dispose()).toBe(false);
    expect(instance.healthy()).toBe(false);
  });

  test("is spent when a context leaves something behind", async () => {
    const instance = await createInstance();
    const context = instance.newContext(LIMITS);
    context.makeTensor({ shape: [2], data: Float64Array.of(1, 2) }); // never disposed
    expect(context.dispose()).toBe(false);
    expect([instance.healthy(), instance.restorePristine()]).toEqual([false, false]);
    expect(() => instance.newContext(LIMITS)).toThrow("spent");
  });
});
