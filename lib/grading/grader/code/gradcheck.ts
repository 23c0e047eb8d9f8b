import { compareWithReference } from "./compare.ts";
import type { CodeCheck } from "./context.ts";

/** The answer's gradient equals the gradient of the loss that was asked for (the reference's, which `verify` holds against two other witnesses). */
export const gradcheck: CodeCheck<"gradcheck"> = {
  kind: "gradcheck",
  judge: (context, { id, gradcheck }) => compareWithReference(context, { check: id, ...gradcheck }),
};
