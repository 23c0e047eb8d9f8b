import { Button } from "#app/_components/base/button.tsx";
import { setHiddenAction } from "../actions.ts";

/** Takes an exercise out of the students' sight, or gives it back. What was handed in stays. */
export function HideButton({
  course,
  exercise,
  hidden,
  title,
}: {
  course: string;
  exercise: string;
  hidden: boolean;
  title: string;
}) {
  return (
    <form action={setHiddenAction}>
      <input type="hidden" name="course" value={course} />
      <input type="hidden" name="exercise" value={exercise} />
      <input type="hidden" name="hidden" value={hidden ? "no" : "yes"} />
      <Button type="submit" size="small" kind="quiet" aria-label={`${hidden ? "Unhide" : "Hide"} ${title}`}>
        {hidden ? "Unhide" : "Hide"}
      </Button>
    </form>
  );
}
