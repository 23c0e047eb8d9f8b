"use client";
import { useActionState, useEffect, useRef } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { inputLook } from "#app/_components/base/field.tsx";
import { Select } from "#app/_components/base/select.tsx";
import { commentAction } from "./actions.ts";

/** A comment on one part or on the whole answer; the student is told. */
export function CommentForm({
  submissionId,
  here,
  parts,
}: {
  submissionId: string;
  here: string;
  parts: readonly { id: string; title: string }[];
}) {
  const [state, action, busy] = useActionState(commentAction, { message: null });
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current && !busy && state.message === null) form.current?.reset();
    sent.current = busy;
  }, [busy, state]);
  const only = parts.length === 1 ? parts[0] : undefined;
  return (
    <form ref={form} action={action} className="flex flex-col gap-2 px-4 py-3">
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
            defaultValue={parts[0]?.id ?? ""}
            options={parts.map((part) => ({ value: part.id, label: part.title }))}
          />
        )}
      </div>
      <textarea
        id="comment-body"
        name="body"
        required
        maxLength={5000}
        rows={4}
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
