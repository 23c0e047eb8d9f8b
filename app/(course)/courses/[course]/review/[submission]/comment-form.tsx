"use client";
import { useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { inputLook } from "#app/_components/base/field.tsx";
import { Select } from "#app/_components/base/select.tsx";
import { commentAction, type FormState } from "./actions.ts";
import { useUnsent } from "./use-unsent.ts";

/** A comment on one part or on the whole answer; the student is told. */
export function CommentForm({
  submissionId,
  here,
  parts,
  keep,
}: {
  submissionId: string;
  here: string;
  /** Where this tab keeps what is not sent. */
  keep: string;
  parts: readonly { id: string; title: string }[];
}) {
  const [unsent, change] = useUnsent(`${keep}/comment`);
  const [state, action, busy] = useActionState(
    async (before: FormState, data: FormData) => {
      const after = await commentAction(before, data);
      if (after.message === null) change(null);
      return after;
    },
    { message: null },
  );
  const now = { body: "", part: parts[0]?.id ?? "", ...unsent };
  const only = parts.length === 1 ? parts[0] : undefined;
  return (
    <form action={action} className="flex flex-col gap-2 px-4 py-3">
      <input type="hidden" name="submissionId" value={submissionId} />
      <input type="hidden" name="here" value={here} />
      <div className="flex items-center gap-3">
        <label htmlFor="comment-body" className="flex-1 font-semibold">
          Comment
        </label>
        {only ? (
          <input type="hidden" name="partId" value={only.id} />
        ) : (
          <Select
            name="partId"
            label="What the comment is about"
            value={now.part}
            onChange={(part) => change({ ...now, part })}
            options={parts.map((part) => ({ value: part.id, label: part.title }))}
          />
        )}
      </div>
      <textarea
        id="comment-body"
        name="body"
        required
        rows={4}
        value={now.body}
        onChange={(event) => change(event.target.value === "" ? null : { ...now, body: event.target.value })}
        aria-keyshortcuts="C"
        className={`${inputLook} prose statement h-auto py-2`}
      />
      {state.message ? (
        <p role="alert" className="text-bad">
          {state.message}
        </p>
      ) : null}
      <Button type="submit" busy={busy} className="self-end">
        Comment
      </Button>
    </form>
  );
}
