import { compareWithReference } from "./compare.ts";
import type { CodeCheck } from "./context.ts";

/** What training gives back after a few updates equals the reference's, number by number. */
export const steps: CodeCheck<"steps"> = {
  kind: "steps",
  judge: (context, { id, steps }) => compareWithReference(context, { check: id, ...steps }),
};
