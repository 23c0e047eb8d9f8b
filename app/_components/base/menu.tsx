"use client";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

const item =
  "flex h-8 cursor-pointer items-center gap-2 rounded-field px-2 text-ui text-ink outline-none select-none data-[highlighted]:bg-sunken data-[disabled]:text-ink-3 pointer-coarse:h-11";

export type MenuItem =
  | {
      readonly id: string;
      readonly label: ReactNode;
      readonly onSelect: () => void;
      readonly checked?: boolean;
      readonly disabled?: boolean;
    }
  | { readonly id: string; readonly label: ReactNode; readonly href: string };

/** A button (`trigger`, rendered as it is) that opens a list of actions, links, or one choice of several (`checked`). */
export function Menu({ trigger, items, title }: { trigger: ReactNode; items: readonly MenuItem[]; title?: string }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="appear z-50 min-w-44 rounded-box border border-line bg-surface p-1 text-ink shadow-float"
        >
          {title ? (
            <DropdownMenu.Label className="px-2 pt-1 pb-1.5 text-caption text-ink-3">{title}</DropdownMenu.Label>
          ) : null}
          {items.map((entry) =>
            "href" in entry ? (
              <DropdownMenu.Item key={entry.id} asChild className={item}>
                <Link href={entry.href}>{entry.label}</Link>
              </DropdownMenu.Item>
            ) : entry.checked === undefined ? (
              <DropdownMenu.Item
                key={entry.id}
                className={item}
                disabled={entry.disabled ?? false}
                onSelect={entry.onSelect}
              >
                {entry.label}
              </DropdownMenu.Item>
            ) : (
              <DropdownMenu.CheckboxItem
                key={entry.id}
                className={item}
                checked={entry.checked}
                onSelect={entry.onSelect}
              >
                <span className="flex-1">{entry.label}</span>
                <DropdownMenu.ItemIndicator>
                  <Icon name="check" size={14} />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.CheckboxItem>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
