import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./icon.tsx";

const kinds = {
  /** One per pane: what sends forward. */
  primary:
    "bg-fwd-fill text-on-fwd border border-fwd-fill hover:brightness-110 active:brightness-95 forced-colors:border-[ButtonBorder]",
  plain: "bg-surface text-ink border border-line-strong hover:bg-sunken active:bg-line",
  /** Has a text label, so a decorative edge is enough. */
  quiet: "bg-surface text-ink border border-line-2 hover:bg-sunken hover:border-line-strong active:bg-line",
  bare: "border border-transparent text-ink-2 hover:bg-sunken hover:text-ink active:bg-line",
} as const;

const sizes = {
  small: "h-[1.625rem] px-2 gap-1.5",
  normal: "h-8 px-2.5 gap-2",
  tall: "h-11 px-4 gap-2 text-next",
} as const;

export type ButtonLook = {
  kind?: keyof typeof kinds;
  size?: keyof typeof sizes;
  icon?: IconName;
  iconAfter?: IconName;
};

function look({ kind = "plain", size = "normal" }: ButtonLook, className: string | undefined): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center rounded-box font-medium whitespace-nowrap select-none transition-[background-color,border-color,filter] duration-[120ms] ease-instrument disabled:opacity-55 pointer-coarse:min-h-11",
    kinds[kind],
    sizes[size],
    className,
  );
}

const BusyArc = () => (
  <svg aria-hidden="true" viewBox="0 0 16 16" width="14" height="14" className="busy-arc shrink-0">
    <path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  </svg>
);

/**
 * A verb. While `busy` the label stays and an arc stands left of it. A disabled button has its reason in text beside it,
 * which the caller writes.
 */
export function Button({
  kind,
  size,
  icon,
  iconAfter,
  busy = false,
  className,
  children,
  type = "button",
  ...rest
}: ButtonLook & { busy?: boolean } & ComponentProps<"button">) {
  const before = busy ? <BusyArc /> : icon ? <Icon name={icon} size={15} /> : null;
  return (
    <button
      type={type}
      aria-busy={busy || undefined}
      className={look({ ...(kind && { kind }), ...(size && { size }) }, className)}
      {...rest}
    >
      {before}
      {children}
      {iconAfter ? <Icon name={iconAfter} size={15} /> : null}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({
  kind,
  size,
  icon,
  iconAfter,
  className,
  children,
  ...rest
}: ButtonLook & ComponentProps<typeof Link>) {
  return (
    <Link className={look({ ...(kind && { kind }), ...(size && { size }) }, className)} {...rest}>
      {icon ? <Icon name={icon} size={15} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} size={15} /> : null}
    </Link>
  );
}

/** Only theme, back and close go without words; `label` is what readers hear. */
export function IconButton({
  icon,
  label,
  className,
  type = "button",
  ...rest
}: { icon: IconName; label: string } & Omit<ComponentProps<"button">, "children">) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        "inline-flex size-8 shrink-0 items-center justify-center rounded-box text-ink-2 transition-colors duration-[120ms] hover:bg-sunken hover:text-ink pointer-coarse:size-11",
        className,
      )}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A label and a value in a quiet frame, such as when something is due. Not a control. */
export function Framed({ icon, children }: { icon?: IconName; children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center gap-1.5 rounded-field border border-line-2 px-1.5 text-caption text-ink">
      {icon ? <Icon name={icon} size={13} /> : null}
      {children}
    </span>
  );
}
