"use client";
import { useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { inputLook } from "#app/_components/base/field.tsx";
import { points } from "#app/_components/base/format.ts";
import { dayAndTime } from "#app/_components/base/when.ts";
import type { OverrideView } from "#lib/platform/services/index.ts";
import { overrideAction, withdrawAction } from "./actions.ts";

type Check = { readonly id: string; readonly title: string; readonly points: number | null; readonly outOf: number };

/** A person's points for a check in place of the grader's, with a reason; or the one that stands, to be taken back. */
export function OverrideForm({
  submissionId,
  here,
  partId,
  check,
  active,
  timeZone,
}: {
  submissionId: string;
  here: string;
  partId: string;
  check: Check;
  active: OverrideView | null;
  /** Of the course, in which all its times are told. */
  timeZone: string;
}) {
  return active ? (
    <Standing override={active} here={here} timeZone={timeZone} />
  ) : (
    <Make submissionId={submissionId} here={here} partId={partId} check={check} />
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
      {state.message ? (
        <p role="alert" className="w-full text-bad">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}

function Make({
  submissionId,
  here,
  partId,
  check,
}: {
  submissionId: string;
  here: string;
  partId: string;
  check: Check;
}) {
  const [state, action, busy] = useActionState(overrideAction, { message: null });
  const id = `override-${partId}-${check.id}`;
  return (
    <details className="border-t border-line pt-2">
      <summary className="link inline-block text-ui">Override this check</summary>
      <form action={action} className="mt-2 grid gap-3 tablet:grid-cols-[7rem_minmax(0,1fr)_auto] tablet:items-end">
        <input type="hidden" name="submissionId" value={submissionId} />
        <input type="hidden" name="here" value={here} />
        <input type="hidden" name="partId" value={partId} />
        <input type="hidden" name="checkId" value={check.id} />
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
            defaultValue={check.outOf}
            className={inputLook}
          />
        </label>
        <label className="flex flex-col gap-1 text-ui font-medium" htmlFor={`${id}-reason`}>
          Reason, which the student reads
          <input id={`${id}-reason`} name="reason" required minLength={3} maxLength={2000} className={inputLook} />
        </label>
        <Button type="submit" busy={busy}>
          Override
        </Button>
        <p className="text-caption text-ink-3 tablet:col-span-3">
          The grader gave {points(check.points)} of {points(check.outOf)}.
        </p>
        {state.message ? (
          <p role="alert" className="text-bad tablet:col-span-3">
            {state.message}
          </p>
        ) : null}
      </form>
    </details>
  );
}
