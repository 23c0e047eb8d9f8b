"use client";
import type { Option } from "#app/_components/base/select.tsx";
import { SavedSelect } from "../../_parts/saved-select.tsx";
import { placeExerciseAction } from "../actions.ts";

/** A select has no empty value; no address begins with a sign. */
const NONE = "–";

/** The problem set that an exercise is in. In none it is open to all, without a deadline. */
export function PlaceSelect({
  course,
  exercise,
  title,
  place,
  sets,
}: {
  course: string;
  exercise: string;
  title: string;
  place: string | null;
  sets: readonly Option[];
}) {
  const save = (next: string) => placeExerciseAction({ course, exercise, assessment: next === NONE ? null : next });
  const options = [{ value: NONE, label: "none" }, ...sets];
  return (
    <SavedSelect
      label={`Problem set of ${title}`}
      value={place ?? NONE}
      options={options}
      save={save}
      className="whitespace-nowrap"
    />
  );
}
