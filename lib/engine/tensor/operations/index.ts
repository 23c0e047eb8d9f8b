import { creation, random } from "./creation.ts";
import { elements } from "./elements.ts";
import { elementwise, written } from "./elementwise.ts";
import { linear } from "./linear.ts";
import { reductions } from "./reductions.ts";
import type { Operation } from "./row.ts";
import { shaping } from "./shaping.ts";

export type { Operation } from "./row.ts";

/** Every operation of the kernel, one row each: the host, the guest, the tape and the editor read this table. */
export const operations: readonly Operation[] = [
  ...elementwise,
  ...reductions,
  ...linear,
  ...shaping,
  ...creation,
  ...random,
  ...written,
  ...elements,
];

const byName = new Map(operations.map((o) => [o.name, o]));
const byCode = new Map(operations.map((o) => [o.code, o]));

/** The row of that name; throws for a name that is not in the table. */
export function operationNamed(name: string): Operation {
  const found = byName.get(name);
  if (!found) throw new Error(`no operation is called "${name}"`);
  return found;
}

export function optionalOperationOf(code: number): Operation | null {
  return byCode.get(code) ?? null;
}

/** The row of that number; throws for a number that is not in the table. */
export function operationOf(code: number): Operation {
  const found = byCode.get(code);
  if (!found) throw new Error(`no operation has the number ${code}`);
  return found;
}
