import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { ndTypes, operations } from "#lib/engine/tensor/index.ts";
import { methodSignature } from "./types.ts";

/** What the TypeScript compiler says of a student's file with `nd`'s types beside it. */
function compile(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "nd-types-"));
  try {
    writeFileSync(join(folder, "nd.d.ts"), ndTypes);
    writeFileSync(join(folder, "student.ts"), source);
    const options = { strict: true, noEmit: true, target: "es2022", lib: ["es2022"], types: [] };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["nd.d.ts", "student.ts"] }),
    );
    execFileSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", folder], {
      encoding: "utf8",
      stdio: "pipe",
    });
    return "";
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const answer = `
const { matmul, add, sum, sigmoid } = nd;
export function forward(p: Params, X: Tensor): { A1: Tensor; A2: Tensor } {
  const A1 = add(matmul(p.W1!, X), p.b1!).tanh();
  const A2 = sigmoid(add(matmul(p.W2!, A1), p.b2!));
  return { A1, A2 };
}
export function backward(p: Params, X: Tensor, Y: Tensor): Params {
  const { A1, A2 } = forward(p, X);
  const m = Y.shape[1]!;
  const dZ2 = A2.sub(Y);
  const dZ1 = p.W2!.T.matmul(dZ2).mul(nd.sub(1, A1.square()));
  return {
    dW2: dZ2.matmul(A1.T).div(m),
    db2: sum(dZ2, 1, true).div(m),
    dW1: dZ1.matmul(X.T).mul(1 / m),
    db1: dZ1.sum({ axis: 1, keepdims: true }).mul(1 / m),
  };
}
const start: number = nd.mean([[1, 2], [3, 4]]).item();
const drawn = nd.random.normal(0, 1, [3, 2]).get(0, 1) + nd.random.integers(5).item() + start;
const rows = [...nd.zeros(2, 3)].length + nd.array([1, 2]).toArray<number[]>()[0]! + drawn;
const matrix = nd.array([[1, 2], [3, 4]]);
const corner = matrix.toArray()[0]![1]! * 2;
const list: number[] = matrix.row(0).toArray();
const cube: number[][][] = nd.stack([matrix, matrix.T], 2).transpose(2, 0, 1).toArray();
matrix.addInPlace(1);
matrix.assign([[1, 2], [3, corner + list.length + cube.length]]);
nd.std(nd.zeros(2, 3, 4), { axis: 1, ddof: 1 }).var().round(2).cumsum(0).argsort();
nd.array([[[1, 2]], [[3, 4]]]).set(0, 0, 1, 5);
nd.eye(2).set(0, 1, rows);
const same: boolean = nd.allclose(nd.reshape([1, 2], [2, 1]), [[1], [2]], { rtol: 0 });
if (!same) throw new Error(\`\${nd.concat([nd.ones([1, 2]), [[3, 4]]], 0)}\`);
`;

test("a student's answer in the usual style passes the type check", () => {
  expect(compile(answer)).toBe("");
}, 60_000);

test("a misspelt option, a wrong kind of argument and `grad` are marked", () => {
  const said = compile(
    `nd.sum([1], { axs: 0 });\nnd.matmul("A", [1]);\nnd.grad(() => 1);\nconst s: string = nd.zeros(2).toArray();\n`,
  );
  for (const line of [1, 2, 3, 4]) expect(said).toContain(`student.ts(${line}`);
}, 60_000);

test("every operation that a student can reach has a documentation comment", () => {
  for (const o of operations.filter((row) => row.home !== "inner")) {
    expect(o.doc, o.name).toMatch(/\.$/);
    expect(ndTypes).toContain(`/** ${o.doc} */`);
  }
});

test("a method's signature leaves out the first parameter", () => {
  expect(methodSignature("(a: TensorLike): Tensor")).toBe("(): Tensor");
  expect(methodSignature("(a: TensorLike, options: { axis?: number; keepdims?: boolean }): Tensor")).toBe(
    "(options: { axis?: number; keepdims?: boolean }): Tensor",
  );
});
