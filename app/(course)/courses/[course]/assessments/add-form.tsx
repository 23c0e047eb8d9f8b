"use client";
import { useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";
import { addAssessmentAction } from "./actions.ts";

/** A further problem set, at the end. Its exercises are chosen on the page of exercises. */
export function AddForm({ course }: { course: string }) {
  const [state, action, busy] = useActionState(addAssessmentAction, null);
  return (
    <form action={action} className="flex flex-col gap-4 border border-line bg-surface p-5" aria-labelledby="add-title">
      <input type="hidden" name="course" value={course} />
      <h2 id="add-title" className="text-pane font-semibold">
        One more problem set
      </h2>
      <TextField
        id="add-name"
        name="title"
        label="Title"
        hint="Students see it once there is an exercise in it."
        problem={state?.problem ?? undefined}
        defaultValue={state?.problem ? state.typed : ""}
        key={state?.problem ? "again" : state?.typed}
        autoComplete="off"
      />
      <div className="flex items-center gap-4">
        <Button type="submit" busy={busy}>
          Add
        </Button>
        <p role="status" className="text-ink-2">
          {state && !state.problem ? `Added ${state.typed}. Choose its exercises under Exercises.` : ""}
        </p>
      </div>
    </form>
  );
}
