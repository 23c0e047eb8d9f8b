import type { SlipRow } from "./row.ts";
import { listRows } from "./rows/lists.ts";
import { loopRows } from "./rows/loops.ts";
import { meanRows } from "./rows/means.ts";
import { nameRows } from "./rows/names.ts";
import { orderRows } from "./rows/order.ts";
import { outputRows } from "./rows/outputs.ts";
import { powerRows } from "./rows/powers.ts";
import { productRows } from "./rows/products.ts";
import { slopeRows } from "./rows/slopes.ts";
import { termRows } from "./rows/terms.ts";

/** Every slip over code, the more telling first: where two compute the same, their names are told in this order. */
export const slips: readonly SlipRow[] = [
  ...slopeRows,
  ...meanRows,
  ...termRows,
  ...powerRows,
  ...listRows,
  ...productRows,
  ...nameRows,
  ...orderRows,
  ...loopRows,
  ...outputRows,
];
