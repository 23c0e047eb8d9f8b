"use client";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { isDirection, nearest, workOrder } from "./sheet-moves.ts";

/** All that can be typed in a sheet, in the order in which one works. */
function fieldsOf(sheet: HTMLElement): HTMLInputElement[] {
  const inputs = [...sheet.querySelectorAll<HTMLInputElement>("input[data-cell]:not(:disabled)")];
  const cells = inputs.map((input) => ({
    field: input.dataset.cell?.replace(/:\d+$/, "") ?? "",
    lane: input.closest("[data-lane=backward]"),
  }));
  return workOrder(cells).flatMap((at) => inputs[at] ?? []);
}

/** Left and right stay in the text as long as the cursor has text before it in that direction. */
function leavesText(field: HTMLInputElement, key: string): boolean {
  const { selectionStart: from, selectionEnd: to, value } = field;
  if (key === "ArrowUp" || key === "ArrowDown") return true;
  if (from === 0 && to === value.length) return true;
  return from === to && from === (key === "ArrowLeft" ? 0 : value.length);
}

/**
 * Number fields that belong together: one stop for Tab, arrows move by where the fields lie, Enter goes to the next,
 * from right to left in a lane that runs backward, Shift+Enter back, Escape puts back what the field held when it was entered.
 */
export function Sheet({
  label,
  children,
  className,
  onPlace,
}: {
  label: string;
  children: ReactNode;
  className?: string;
  onPlace?: (at: number, of: number) => void;
}) {
  const entered = useRef("");
  const go = (field: HTMLInputElement | undefined) => {
    field?.focus();
    field?.select();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (
      !(event.target instanceof HTMLInputElement) ||
      event.nativeEvent.isComposing ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    const fields = fieldsOf(event.currentTarget);
    const at = fields.indexOf(event.target);
    if (at === -1) return;
    if (isDirection(event.key) && !event.shiftKey && leavesText(event.target, event.key)) {
      event.preventDefault();
      const boxes = fields
        .map((field) => field.getBoundingClientRect())
        .map((box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
      go(fields[nearest(boxes, at, event.key)]);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      go(fields[at + (event.shiftKey ? -1 : 1)]);
    }
    if (event.key === "Escape") setInput(event.target, entered.current);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw and name what is here a table of tables
    <div
      role="group"
      aria-label={label}
      className={className}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (!(event.target instanceof HTMLInputElement) || !event.target.dataset.cell) return;
        entered.current = event.target.value;
        const fields = fieldsOf(event.currentTarget);
        for (const field of fields) field.tabIndex = field === event.target ? 0 : -1;
        onPlace?.(fields.indexOf(event.target) + 1, fields.length);
      }}
    >
      {children}
    </div>
  );
}

/** Sets an input as typing would, so that React hears of it. */
function setInput(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
