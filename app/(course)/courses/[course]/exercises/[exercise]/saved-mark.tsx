"use client";
import { Icon } from "#app/_components/base/icon.tsx";
import { Popover } from "#app/_components/base/popover.tsx";
import { clock } from "#app/_components/base/when.ts";
import type { DraftState } from "./_state/draft.ts";

/** In the bar: whether the course has the answer as it stands. */
export function SavedMark({ state, timeZone, records }: { state: DraftState; timeZone: string; records: boolean }) {
  if (!records) return null;
  const look = "inline-flex shrink-0 items-center gap-1.5 text-caption text-ink-2";
  if (state.kind === "saved") {
    return (
      <span className={look}>
        <Icon name="check" size={13} />
        Saved
        <time dateTime={state.at} className="hidden tablet:inline">
          {clock(state.at, timeZone, false)}
        </time>
      </span>
    );
  }
  if (state.kind === "saving") return <span className={look}>Saving</span>;
  if (state.kind === "conflict") return <span className={look}>Two drafts</span>;
  if (state.kind === "kept-here") {
    return (
      <Popover
        trigger={
          <button type="button" className={`${look} link rounded-field`}>
            {state.offline ? "Offline, saved here" : "Saved here"}
          </button>
        }
      >
        <p className="prose next">{state.sentence}</p>
      </Popover>
    );
  }
  return null;
}
