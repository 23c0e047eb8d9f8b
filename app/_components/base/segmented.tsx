"use client";
import { ToggleGroup } from "radix-ui";
import { cx } from "./cx.ts";

/** A choice of few that are all in view. `label` is what readers hear. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: {
  label: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        if (next) onChange(next as Value);
      }}
      className={cx("flex overflow-hidden rounded-box border border-line-strong bg-surface", className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-7 flex-1 border-line-2 px-2 font-medium text-ink-2 not-first:border-l hover:bg-sunken focus-visible:-outline-offset-2 data-[state=on]:bg-fwd-fill data-[state=on]:text-on-fwd pointer-coarse:h-11"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
