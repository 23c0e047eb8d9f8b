"use client";
import { Dialog } from "#app/_components/base/dialog.tsx";
import { Kbd } from "#app/_components/base/kbd.tsx";

const rows: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["Mod+Enter"], "Run"],
  [["Mod+Shift+Enter"], "Submit"],
  [["Mod+S"], "Save now; never submits"],
  [["Ctrl+M"], "Let Tab leave the editor"],
  [["F8"], "Next marker in the editor"],
  [["Alt+1", "Alt+2", "Alt+3"], "Statement, answer, results"],
  [["Alt+←", "Alt+→"], "Part before, part after"],
  [["↑", "↓", "←", "→"], "Move between the fields of a sheet"],
  [["Enter"], "Next field of a sheet"],
  [["Esc"], "Put back what a field held"],
  [["Mod+K"], "Find an exercise, a lesson or a page"],
  [["?"], "This list"],
];

export function Shortcuts({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog title="Keys" open={open} onOpenChange={onOpenChange}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
        {rows.map(([keys, what]) => (
          <div key={what} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <span key={key}>
                  <Kbd keys={key} className="text-ink-2" />
                  <span className="sr-only">{key}</span>
                </span>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
