"use client";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";

/** For what must be decided before going on, or a list that is looked up (keys). Never for results. */
export function Dialog({
  trigger,
  title,
  children,
  actions,
  open,
  onOpenChange,
  wide = false,
  decide = false,
  first,
}: {
  trigger?: ReactNode;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  wide?: boolean;
  /** Only its actions end it: there is nothing to go back to. */
  decide?: boolean;
  /** What has the focus at first; else it is its first control. */
  first?: RefObject<HTMLElement | null>;
}) {
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-40 bg-ink/25" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            if (!first?.current) return;
            event.preventDefault();
            first.current.focus();
          }}
          className={cx(
            "appear scroll-quiet fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-box border border-line bg-surface shadow-float",
            wide ? "max-w-[60rem]" : "max-w-[30rem]",
          )}
        >
          <header className="flex items-center justify-between gap-4 pt-3 pr-2 pl-5">
            <Radix.Title className="text-pane font-semibold">{title}</Radix.Title>
            {decide ? null : (
              <Radix.Close asChild>
                <IconButton icon="close" label="Close" />
              </Radix.Close>
            )}
          </header>
          <div className="px-5 pt-2 pb-5">{children}</div>
          {actions ? (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{actions}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
