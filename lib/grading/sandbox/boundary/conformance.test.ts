import { expect, test } from "vitest";
import type { TensorValue } from "#lib/core/value.ts";
import { difference, readCases } from "#lib/engine/tensor/conformance/testing.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import { inContext, run } from "./testing.ts";

const host = createHost();
const cases = readCases();
type Case = (typeof cases)[number];

const bitsOf = (t: TensorValue) =>
  Buffer.from(new Uint8Array(t.data.buffer, t.data.byteOffset, t.data.byteLength)).toString("hex");
const literal = (x: number) => (Object.is(x, -0) ? "-0" : `${x}`);

/** A nested list literal of a tensor. */
function written(t: TensorValue): string {
  const items = [...t.data].map(literal);
  if (t.shape.length === 0) return items[0] ?? "";
  if (t.shape.length === 1) return `[${items}]`;
  const [rows = 0, ...rest] = t.shape;
  const size = rest.reduce((a, b) => a * b, 1);
  const part = (i: number) => ({ shape: rest, data: t.data.subarray(i * size, (i + 1) * size) });
  return `[${Array.from({ length: rows }, (_, i) => written(part(i)))}]`;
}

const optionsOf = (c: Case) =>
  c.op === "full"
    ? `[${c.attributes.shape}], ${c.attributes.value}`
    : Object.keys(c.attributes).length > 0
      ? `${JSON.stringify(c.attributes)}`
      : "";

const isWritten = (c: Case) => c.op.endsWith("InPlace") || c.op === "assign";

function call(c: Case, inputs: readonly string[]): string {
  const given = c.list ? [`[${inputs}]`] : inputs;
  // in place: into a tensor of its own, which is then what is looked at
  if (isWritten(c)) return `(() => { const a = nd.copy(${inputs[0]}); a.${c.op}(${inputs[1]}); return a; })()`;
  return `nd.${c.op}(${[...given, optionsOf(c)].filter((a) => a !== "").join(", ")})`;
}

function check(c: Case, got: unknown): void {
  if (typeof c.expected === "boolean") {
    expect(got).toBe(c.expected);
    return;
  }
  expect(difference(got as TensorValue, c.expected, c.exact)).toBeNull();
  expect(bitsOf(got as TensorValue), "the host's bits").toBe(bitsOf(host.apply(c.op, c.inputs, c.attributes)));
}

test.each(cases.map((c) => [c.title, c] as const))(
  "the guest gives NumPy's result and the host's bits for case %s",
  async (_, c) => {
    await inContext((context) => {
      const names = c.inputs.map((x, i) => {
        if (typeof x === "number") return literal(x);
        const handle = context.makeTensor(x);
        context.vm.setProp(context.vm.global, `t${i}`, handle);
        handle.dispose();
        return `t${i}`;
      });
      const outcome = run(context, call(c, names));
      check(c, "value" in outcome ? outcome.value : outcome.error);
    });
  },
);

test("nested lists do as well as tensors, wherever a tensor is taken", async () => {
  await inContext((_, evaluate) => {
    for (const c of cases) {
      if (c.inputs.some((x) => typeof x !== "number" && x.data.length === 0)) continue; // [[], []] has no columns to count
      const outcome = evaluate(
        call(
          c,
          c.inputs.map((x) => (typeof x === "number" ? literal(x) : written(x))),
        ),
      );
      check(c, "value" in outcome ? outcome.value : outcome.error);
    }
  });
});

test("methods give what the functions give", async () => {
  await inContext((_, evaluate) => {
    const methods = evaluate("Object.getOwnPropertyNames(Object.getPrototypeOf(nd.zeros(1))).join()");
    const names = "value" in methods ? `${methods.value}`.split(",") : [];
    let checked = 0;
    for (const c of cases) {
      const [self, ...rest] = c.inputs;
      const nothing = c.inputs.some((x) => typeof x !== "number" && x.data.length === 0);
      if (c.list || self === undefined || typeof self === "number" || nothing || !names.includes(c.op) || isWritten(c))
        continue;
      const args = [...rest.map((x) => (typeof x === "number" ? literal(x) : written(x))), optionsOf(c)].filter(
        (a) => a !== "",
      );
      const outcome = evaluate(`nd.array(${written(self)}).${c.op}(${args.join(", ")})`);
      check(c, "value" in outcome ? outcome.value : outcome.error);
      checked++;
    }
    expect(checked).toBeGreaterThan(150);
  });
});
