import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. Every other path of the scripts is written from here. */
export const root = path.resolve(fileURLToPath(import.meta.url), "..", "..", "..");

/** An absolute path inside the checkout. */
export const at = (...parts) => path.join(root, ...parts);
