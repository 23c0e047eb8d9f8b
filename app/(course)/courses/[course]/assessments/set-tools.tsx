"use client";
import { useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";
import { moveAssessmentAction, removeAssessmentAction, renameAssessmentAction } from "./actions.ts";
import { MoveButtons } from "./move-buttons.tsx";

type Place = { readonly course: string; readonly assessment: string; readonly title: string };

function Named({ course, assessment }: Place) {
  return (
    <>
      <input type="hidden" name="course" value={course} />
      <input type="hidden" name="assessment" value={assessment} />
    </>
  );
}

/** Another place for a problem set; its title and its end are under a line that has to be opened first. */
export function SetTools({
  exercises,
  first,
  last,
  ...set
}: Place & { readonly exercises: number; readonly first: boolean; readonly last: boolean }) {
  return (
    <div className="border-t border-line px-5 py-3">
      <div className="float-right">
        <MoveButtons
          action={moveAssessmentAction}
          names={{ course: set.course, assessment: set.assessment }}
          what="set"
          title={set.title}
          first={first}
          last={last}
        />
      </div>
      <details>
        <summary className="link inline-block text-ui" aria-label={`Rename or remove ${set.title}`}>
          Rename or remove
        </summary>
        <div className="clear-both flex flex-col gap-5 pt-4">
          <Rename {...set} />
          <Remove exercises={exercises} {...set} />
        </div>
      </details>
    </div>
  );
}

function Rename(set: Place) {
  const [state, action, busy] = useActionState(renameAssessmentAction, null);
  return (
    <form action={action} className="flex flex-wrap items-end gap-3" aria-label={`Title of ${set.title}`}>
      <Named {...set} />
      <TextField
        id={`${set.assessment}-name`}
        name="title"
        label="Title"
        problem={state?.problem ?? undefined}
        defaultValue={state?.problem ? state.typed : set.title}
        key={state?.problem ? "again" : set.title}
        autoComplete="off"
        className="min-w-0 flex-1"
      />
      <Button type="submit" busy={busy}>
        Rename
      </Button>
      <p role="status" className="w-full text-ink-2 empty:hidden">
        {state && !state.problem ? `It is called ${state.typed} now.` : ""}
      </p>
    </form>
  );
}

const stay = (exercises: number): string =>
  exercises === 0
    ? "No exercise is in it."
    : `${exercises === 1 ? "Its exercise stays" : `Its ${exercises} exercises stay`} in the course, in no problem set: open to all, without a deadline, worth nothing. What was handed in stays and is counted so at once.`;

function Remove({ exercises, ...set }: Place & { readonly exercises: number }) {
  const [problem, action, busy] = useActionState(removeAssessmentAction, null);
  return (
    <form action={action} className="flex flex-wrap items-center gap-3" aria-label={`End of ${set.title}`}>
      <Named {...set} />
      <p className="min-w-0 flex-1 text-ink-2">{stay(exercises)}</p>
      <Button type="submit" busy={busy} aria-label={`Remove ${set.title}`}>
        Remove
      </Button>
      {problem ? (
        <p role="alert" className="w-full text-bad">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
