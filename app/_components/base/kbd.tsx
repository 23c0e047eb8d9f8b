"use client";
import { useSyncExternalStore } from "react";
import { cx } from "./cx.ts";

const glyphs: { readonly [key: string]: { readonly mac: string; readonly other: string } } = {
  Mod: { mac: "⌘", other: "Ctrl" },
  Shift: { mac: "⇧", other: "⇧" },
  Alt: { mac: "⌥", other: "Alt" },
  Enter: { mac: "↵", other: "↵" },
};

const never = () => () => {};
const onMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** Key caps as decoration, `keys="Mod+Shift+Enter"`; the control itself carries `aria-keyshortcuts`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const mac = useSyncExternalStore(never, onMac, () => false);
  const text = keys.split("+").map((key) => glyphs[key]?.[mac ? "mac" : "other"] ?? key);
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-flex h-[18px] items-center gap-[3px] rounded-field border border-current/35 px-1 font-sans text-tag leading-none font-medium",
        className,
      )}
    >
      {text.map((key, at) => (
        <span key={at}>{key}</span>
      ))}
    </span>
  );
}
