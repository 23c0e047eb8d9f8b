import type { ReactNode } from "react";

/** One sentence in the serif and one action; no drawing. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex max-w-[34rem] flex-col items-start gap-4 px-5 py-8">
      <p className="prose says">{children}</p>
      {action}
    </div>
  );
}
