import type { ReactNode } from "react";
import { Verdict } from "./verdict.tsx";

/** What is safe, what could not be done, one action, an id to quote. */
export function ErrorState({
  title,
  children,
  action,
  id,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  id?: string;
}) {
  return (
    <div role="alert" className="flex max-w-[34rem] flex-col items-start gap-3 px-5 py-8">
      <h2 className="flex items-center gap-2 text-pane font-semibold">
        <Verdict state="ungradable" label="" />
        {title}
      </h2>
      {children ? <div className="prose says">{children}</div> : null}
      {action}
      {id ? (
        <p className="text-caption text-ink-3">
          Quote <code>{id}</code> when you ask about this.
        </p>
      ) : null}
    </div>
  );
}
