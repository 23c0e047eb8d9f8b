"use client";
import { Toaster as Sonner } from "sonner";

/** Only for what happened elsewhere (a report came back, a colleague edited); results never stand only here. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      offset={40}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2 rounded-box border border-line bg-surface px-3 py-2.5 text-ui text-ink shadow-float",
        },
      }}
    />
  );
}
