/** What a person hands in for one exercise: an answer per part, by part id. A part that is absent was left empty. */
export type Answer = { readonly [partId: string]: PartAnswer };

export type PartAnswer =
  | { readonly kind: "code"; readonly source: string }
  /** Cells as typed, row-major, by field id. */
  | { readonly kind: "worksheet"; readonly fields: { readonly [fieldId: string]: readonly string[] } }
  | { readonly kind: "derivation"; readonly lines: { readonly [lineId: string]: string } }
  | { readonly kind: "choice"; readonly chosen: readonly string[] }
  | { readonly kind: "text"; readonly text: string };
