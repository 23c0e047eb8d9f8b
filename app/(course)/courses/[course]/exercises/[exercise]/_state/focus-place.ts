"use client";
/** The field that a reason names: the first cell or line of it that cannot be read, else its first. */
export function focusPlace(place: string | null): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-cell]")].filter(
    ({ dataset }) => dataset.cell?.split(":")[0] === place,
  );
  (fields.find((field) => field.ariaInvalid === "true") ?? fields[0])?.focus();
}

/** What the answer's pane is there for: the field that one was in, else the first thing that takes an answer. */
export function focusAnswer(): void {
  const pane = document.getElementById("pane-answer");
  const asked = ["[data-cell][tabindex='0']", "[data-cell]", "input:checked", "input", "textarea"];
  asked
    .map((selector) => pane?.querySelector<HTMLElement>(selector))
    .find((found) => found)
    ?.focus();
}
