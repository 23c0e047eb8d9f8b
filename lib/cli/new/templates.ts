import type { PartKind } from "#lib/grading/exercise/index.ts";
import { choice } from "./choice.ts";
import { code } from "./code.ts";
import { derivation } from "./derivation.ts";
import type { Template } from "./template.ts";
import { text } from "./text.ts";
import { worksheet } from "./worksheet.ts";

/** One row per part kind: a small part that is whole, to be changed into the one that is wanted. */
export const TEMPLATES: { readonly [K in PartKind]: Template } = { worksheet, code, derivation, choice, text };
export const KINDS = Object.keys(TEMPLATES) as readonly PartKind[];
