import { compareWithReference } from "./compare.ts";
import type { CodeCheck } from "./context.ts";

/** The named fields equal the reference's on drawn cases. */
export const outputs: CodeCheck<"outputs"> = {
  kind: "outputs",
  judge: (context, { id, outputs }) => compareWithReference(context, { check: id, ...outputs }),
};
