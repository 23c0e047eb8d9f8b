"use client";
import { useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";
import { updateAssessmentAction } from "./actions.ts";

type Values = {
  readonly slug: string;
  readonly title: string;
  readonly exercises: string;
  readonly opensAt: string;
  readonly dueAt: string;
  readonly attempts: number | null;
  readonly latePercent: number;
  readonly lateDays: number;
  readonly solutionAfterDue: boolean;
};

/** The window and the rules of one problem set. An empty field is no limit. */
export function AssessmentForm({ course, assessment }: { course: string; assessment: Values }) {
  const [state, action, busy] = useActionState(updateAssessmentAction, null);
  const id = (name: string) => `${assessment.slug}-${name}`;
  return (
    <form
      action={action}
      className="flex flex-col gap-4 border border-line bg-surface p-5"
      aria-labelledby={id("title")}
    >
      <input type="hidden" name="course" value={course} />
      <input type="hidden" name="assessment" value={assessment.slug} />
      <div>
        <h2 id={id("title")} className="text-pane font-semibold">
          {assessment.title}
        </h2>
        <p className="text-ui text-ink-3">{assessment.exercises}</p>
      </div>
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField
          id={id("opens")}
          name="opensAt"
          type="datetime-local"
          label="Opens"
          hint="Empty: open already"
          defaultValue={assessment.opensAt}
        />
        <TextField
          id={id("due")}
          name="dueAt"
          type="datetime-local"
          label="Due"
          hint="Empty: practice, no deadline"
          defaultValue={assessment.dueAt}
        />
      </div>
      <div className="grid gap-4 tablet:grid-cols-3">
        <TextField
          id={id("attempts")}
          name="attempts"
          type="number"
          min={1}
          max={100}
          label="Attempts per exercise"
          hint="Empty: any number"
          defaultValue={assessment.attempts ?? ""}
        />
        <TextField
          id={id("late")}
          name="latePercent"
          type="number"
          min={0}
          max={100}
          label="Late: % off a day"
          defaultValue={assessment.latePercent}
        />
        <TextField
          id={id("days")}
          name="lateDays"
          type="number"
          min={0}
          max={60}
          label="Late: days taken"
          hint="0: no late work"
          defaultValue={assessment.lateDays}
        />
      </div>
      <label className="flex items-center gap-2.5 text-ui">
        <input
          type="checkbox"
          name="solutionAfterDue"
          value="yes"
          defaultChecked={assessment.solutionAfterDue}
          className="size-4 accent-(--fwd)"
        />
        Students see the solution after the deadline
      </label>
      <div className="flex items-center gap-4">
        <Button type="submit" busy={busy}>
          Save
        </Button>
        <p role="status" className={state?.saved === false ? "text-bad" : "text-ink-2"}>
          {state?.message}
        </p>
      </div>
    </form>
  );
}
