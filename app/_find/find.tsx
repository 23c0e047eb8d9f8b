"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

const FindDialog = dynamic(() => import("./find-dialog.tsx"), { ssr: false });

const opens = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";

/** Mod+K on every page; what it opens is loaded then. Heard before the editor hears it, since there it begins a chord. */
export function Find() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!opens(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOpen(true);
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return open ? <FindDialog onClose={() => setOpen(false)} /> : null;
}
