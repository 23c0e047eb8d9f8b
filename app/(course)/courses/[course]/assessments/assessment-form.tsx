"use client";
import { useActionState, useState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";
import { updateAssessmentAction } from "./actions.ts";
import type { RuleFields } from "./rules.ts";
import { rulesWords } from "./rules-words.ts";

type Values = {
  readonly slug: string;
  readonly title: string;
  readonly solutionAfterDue: boolean;
} & RuleFields;

/** The window and the rules of one problem set. An empty field is no limit. */
export function AssessmentForm({ course, assessment }: { course: string; assessment: Values }) {
  const [state, action, busy] = useActionState(updateAssessmentAction, null);
  const [changed, setChanged] = useState(false);
  const id = (name: string) => `${assessment.slug}-${name}`;
  const field = (name: keyof RuleFields, hint?: string) => ({
    id: id(name),
    name,
    hint,
    problem: state?.problems[name],
    autoComplete: "off",
    defaultValue: state?.typed?.[name] ?? assessment[name],
  });
  return (
    <div className="flex flex-col gap-2 px-5 py-4">
      <h2 id={id("title")} className="text-pane font-semibold">
        {assessment.title}
      </h2>
      <p className="text-ink-2">{rulesWords(assessment)}</p>
      <details>
        <summary className="link inline-block text-ui" aria-label={`Change the rules of ${assessment.title}`}>
          Change the rules
        </summary>
        <form
          action={(data) => {
            setChanged(false);
            action(data);
          }}
          onChange={() => setChanged(true)}
          className="flex flex-col gap-4 pt-4 pb-1"
          aria-labelledby={id("title")}
        >
          <input type="hidden" name="course" value={course} />
          <input type="hidden" name="assessment" value={assessment.slug} />
          <div className="grid gap-4 tablet:grid-cols-2">
            <TextField {...field("opensAt", "Empty: open already")} label="Opens" placeholder="2026-12-14 23:59" />
            <TextField {...field("dueAt", "Empty: no deadline")} label="Due" placeholder="2026-12-14 23:59" />
          </div>
          <div className="grid gap-4 tablet:grid-cols-4">
            <TextField
              {...field("weight", "0: counts for nothing")}
              label="Worth: % of the course"
              inputMode="numeric"
            />
            <TextField {...field("attempts", "Empty: any number")} label="Attempts per exercise" inputMode="numeric" />
            <TextField {...field("latePercent")} label="Late: % off a day" inputMode="numeric" />
            <TextField {...field("lateDays", "0: no late work")} label="Late: days taken" inputMode="numeric" />
          </div>
          <label className="flex items-center gap-2.5 text-ui">
            <input
              type="checkbox"
              name="solutionAfterDue"
              value="yes"
              defaultChecked={state?.typed ? state.typed.solutionAfterDue === "yes" : assessment.solutionAfterDue}
              className="size-4 accent-(--fwd)"
            />
            Students see the solution after the deadline
          </label>
          <div className="flex items-center gap-4">
            <Button type="submit" busy={busy}>
              Save
            </Button>
            <p role="status" className={state?.saved === false && !changed ? "text-bad" : "text-ink-2"}>
              {changed ? "Changed, not saved yet." : state?.message}
            </p>
          </div>
        </form>
      </details>
    </div>
  );
}
