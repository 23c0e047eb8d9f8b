"use client";
import { useActionState, useState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { inputLook } from "#app/_components/base/field.tsx";
import { points } from "#app/_components/base/format.ts";
import { dayAndTime } from "#app/_components/base/when.ts";
import type { OverrideView } from "#lib/platform/services/index.ts";
import { type FormState, overrideAction, withdrawAction } from "./actions.ts";
import { useUnsent } from "./use-unsent.ts";

type Check = { readonly id: string; readonly title: string; readonly points: number | null; readonly outOf: number };

type Place = {
  readonly submissionId: string;
  readonly here: string;
  readonly partId: string;
  readonly check: Check;
  /** The override that stands, of which whoever overrides again is told to have seen it. */
  readonly active: OverrideView | null;
  /** Where this tab keeps what is not sent. */
  readonly keep: string;
};

/** A person's points for a check in place of the grader's, with a reason; and the one that stands, to be taken back. */
export function OverrideForm({
  timeZone,
  ...place
}: Place & {
  /** Of the course, in which all its times are told. */
  readonly timeZone: string;
}) {
  return (
    <>
      {place.active ? <Standing override={place.active} here={place.here} timeZone={timeZone} /> : null}
      <Make {...place} />
    </>
  );
}

function Standing({ override, here, timeZone }: { override: OverrideView; here: string; timeZone: string }) {
  const [state, action, busy] = useActionState(withdrawAction, { message: null });
  return (
    <form action={action} className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
      <input type="hidden" name="overrideId" value={override.id} />
      <input type="hidden" name="here" value={here} />
      <span className="flex-1 text-caption text-ink-3">
        Changed by {override.by}, {dayAndTime(override.at, timeZone)}
      </span>
      <Button type="submit" size="small" kind="quiet" busy={busy}>
        Take back
      </Button>
      <Said message={state.message} />
    </form>
  );
}

function Said({ message }: FormState) {
  return message ? (
    <p role="alert" className="w-full text-bad tablet:col-span-3">
      {message}
    </p>
  ) : null;
}

function Make({ submissionId, here, partId, check, active, keep }: Place) {
  const id = `override-${partId}-${check.id}`;
  const [unsent, change] = useUnsent(`${keep}/${id}`);
  const [open, setOpen] = useState(false);
  const [state, action, busy] = useActionState(
    async (before: FormState, data: FormData) => {
      const after = await overrideAction(before, data);
      if (after.message === null) {
        change(null);
        setOpen(false);
      }
      return after;
    },
    { message: null },
  );
  const now = { points: String(check.outOf), reason: "", ...unsent };
  return (
    <details
      className="border-t border-line pt-2"
      open={open || unsent !== null}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="link inline-block text-ui">
        {active ? "Override this check again" : "Override this check"}
      </summary>
      <form action={action} className="mt-2 grid gap-3 tablet:grid-cols-[7rem_minmax(0,1fr)_auto] tablet:items-end">
        <input type="hidden" name="submissionId" value={submissionId} />
        <input type="hidden" name="here" value={here} />
        <input type="hidden" name="partId" value={partId} />
        <input type="hidden" name="checkId" value={check.id} />
        <input type="hidden" name="seen" value={active?.id ?? ""} />
        <label className="flex flex-col gap-1 text-ui font-medium" htmlFor={`${id}-points`}>
          Points
          <input
            id={`${id}-points`}
            name="points"
            type="number"
            step="0.25"
            min={0}
            max={check.outOf}
            required
            value={now.points}
            onChange={(event) => change({ ...now, points: event.target.value })}
            className={inputLook}
          />
        </label>
        <label className="flex flex-col gap-1 text-ui font-medium" htmlFor={`${id}-reason`}>
          Reason, which the student reads
          <input
            id={`${id}-reason`}
            name="reason"
            required
            minLength={3}
            value={now.reason}
            onChange={(event) => change({ ...now, reason: event.target.value })}
            className={inputLook}
          />
        </label>
        <Button type="submit" busy={busy}>
          Override
        </Button>
        <p className="text-caption text-ink-3 tablet:col-span-3">
          The grader gave {points(check.points)} of {points(check.outOf)}.
          {active ? ` ${active.by} set ${points(active.points)}; overriding again replaces that.` : ""}
        </p>
        <Said message={state.message} />
      </form>
    </details>
  );
}
