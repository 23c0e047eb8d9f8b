"use client";
/** The field that a reason names: the first cell or line of it that cannot be read, else its first. */
export function focusPlace(place: string | null): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-cell]")].filter(
    ({ dataset }) => dataset.cell?.split(":")[0] === place,
  );
  (fields.find((field) => field.ariaInvalid === "true") ?? fields[0])?.focus();
}
