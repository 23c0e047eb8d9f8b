"use client";
import { type ReactNode, useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";
import type { TitleState } from "./actions.ts";

/** One title and one button: for the course itself, and for another one. `done` says what came of it. */
export function TitleForm({
  course,
  heading,
  hint,
  button,
  value,
  send,
  done,
}: {
  course: string;
  heading: string;
  hint: string;
  button: string;
  value: string;
  send: (state: TitleState, data: FormData) => Promise<TitleState>;
  done: (state: { readonly typed: string; readonly slug: string }) => ReactNode;
}) {
  const [state, action, busy] = useActionState(send, null);
  const id = heading.toLowerCase().replaceAll(" ", "-");
  return (
    <form action={action} className="flex flex-col gap-4 border border-line bg-surface p-5" aria-labelledby={id}>
      <input type="hidden" name="course" value={course} />
      <h2 id={id} className="text-pane font-semibold">
        {heading}
      </h2>
      <TextField
        id={`${id}-title`}
        name="title"
        label="Title"
        hint={hint}
        problem={state?.problem ?? undefined}
        defaultValue={state?.problem ? state.typed : value}
        key={state?.problem ? "again" : `${value}-${state?.slug}`}
        autoComplete="off"
        className="max-w-[34rem]"
      />
      <div className="flex items-center gap-4">
        <Button type="submit" busy={busy}>
          {button}
        </Button>
        <p role="status" className="text-ink-2">
          {state && state.slug !== null ? done({ typed: state.typed, slug: state.slug }) : ""}
        </p>
      </div>
    </form>
  );
}
