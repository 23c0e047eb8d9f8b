"use client";
import { Select as Radix } from "radix-ui";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

export type Option = { readonly value: string; readonly label: string };

/** One of several. `label` is what readers hear; put visible words beside it where there is room. */
export function Select({
  options,
  label,
  value,
  defaultValue,
  onChange,
  name,
  className,
}: {
  options: readonly Option[];
  label: string;
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  name?: string;
  className?: string;
}) {
  const chosen = { ...(value !== undefined && { value }), ...(defaultValue !== undefined && { defaultValue }) };
  return (
    <Radix.Root {...chosen} {...(onChange && { onValueChange: onChange })} {...(name && { name })}>
      <Radix.Trigger
        aria-label={label}
        className={cx(
          "inline-flex h-8 items-center justify-between gap-2 rounded-field border border-line-strong bg-surface px-2 text-ui text-ink hover:bg-sunken pointer-coarse:h-11",
          className,
        )}
      >
        <Radix.Value />
        <Radix.Icon>
          <Icon name="chevron-down" size={14} />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="appear z-50 max-h-80 min-w-(--radix-select-trigger-width) overflow-hidden rounded-box border border-line bg-surface p-1 shadow-float"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-8 cursor-pointer items-center justify-between gap-3 rounded-field px-2 text-ui text-ink outline-none select-none data-[highlighted]:bg-sunken pointer-coarse:h-11"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator>
                  <Icon name="check" size={14} />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
