import type { Facts } from "../facts.ts";
import { exchangedOutputs } from "../rows/outputs.ts";
import { type Change, changes, rowOf } from "./change.ts";

/** Two results under each other's names; not where both stand under their own, as in `{ Z1, Z2 }`: nobody exchanged those. */
export const outputChanges = (facts: Facts): Change[] =>
  changes(
    rowOf("outputs-exchanged"),
    exchangedOutputs(facts, (a, b) => a.key !== a.value || b.key !== b.value),
  );
