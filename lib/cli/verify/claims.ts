import type { WorksheetPart } from "#lib/grading/exercise/index.ts";
import type { Claim } from "#lib/grading/grader/index.ts";

/** Ways of writing a derivative: of what, and by what. */
const WRITTEN: readonly RegExp[] = [
  /^\\partial(.+)\/\\partial(.+)$/,
  /^\\[dt]?frac\{\\partial(.+)\}\{\\partial(.+)\}$/,
  /^\\mathrm\{d\}(.+)\/\\mathrm\{d\}(.+)$/,
  /^\\[dt]?frac\{\\mathrm\{d\}(.+)\}\{\\mathrm\{d\}(.+)\}$/,
  /^([^']+)'\((.+)\)$/,
];

/** What the fields of a sheet say that they are. */
export type Claims = {
  readonly claims: readonly Claim[];
  /** Fields that are written as a derivative by a known value, of something that the sheet does not have. */
  readonly open: readonly { readonly id: string; readonly of: string; readonly by: string }[];
  /** Fields of a backward lane that do not say whose derivative they are. */
  readonly unsaid: readonly string[];
};

/** The derivatives of a sheet: as declared, else as their tex says, ∂L/∂W or f′(x), in the names of the sheet. */
export function claimsOf(part: Pick<WorksheetPart, "given" | "lanes">): Claims {
  const fields = part.lanes.flatMap((lane) => lane.fields);
  const named = (tex: string) => [...fields, ...part.given].find((one) => squeezed(one.tex) === tex)?.id;
  const claims: Claim[] = [];
  const open: { id: string; of: string; by: string }[] = [];
  const unsaid: string[] = [];
  for (const { id, tex, derivative, direction } of part.lanes.flatMap((lane) =>
    lane.fields.map((field) => ({ ...field, direction: lane.direction })),
  )) {
    if (derivative === "none") continue;
    if (derivative !== undefined) {
      claims.push({ id, ...derivative });
      continue;
    }
    const written = WRITTEN.map((pattern) => pattern.exec(squeezed(tex))).find((match) => match !== null);
    const [, above = "", below = ""] = written ?? [];
    const by = named(below);
    const of = named(above) ?? named(`${above}(${below})`);
    if (by !== undefined && of !== undefined) claims.push({ id, of, by });
    else if (by !== undefined) open.push({ id, of: above, by });
    else if (direction === "backward") unsaid.push(id);
  }
  return { claims, open, unsaid };
}

/** TeX without what only spaces it. */
const squeezed = (tex: string): string => tex.replace(/\\(?:left|right|displaystyle)(?![A-Za-z])|\\[,;!: ]|\s+/g, "");
