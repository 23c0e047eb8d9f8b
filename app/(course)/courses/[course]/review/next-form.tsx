import { Button } from "#app/_components/base/button.tsx";
import { nextAnswerAction } from "./[submission]/actions.ts";

/** The way to the next answer, which is chosen when it is pressed: nobody else has that one open. */
export function NextForm({
  here,
  after,
  primary = false,
  children,
}: {
  here: string;
  after?: string;
  primary?: boolean;
  children: string;
}) {
  return (
    <form id="next-answer" action={nextAnswerAction}>
      <input type="hidden" name="here" value={here} />
      {after ? <input type="hidden" name="after" value={after} /> : null}
      <Button
        type="submit"
        kind={primary ? "primary" : "plain"}
        iconAfter="arrow-right"
        {...(after && { "aria-keyshortcuts": "J" })}
      >
        {children}
      </Button>
    </form>
  );
}
