"use client";
import { useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";
import { signInAction } from "./actions.ts";

/** Works without scripts as well: it is a plain form. */
export function SignInForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(signInAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <TextField
        id="email"
        name="email"
        type="email"
        label="E-mail"
        autoComplete="username"
        required
        defaultValue={state?.email ?? ""}
      />
      <TextField
        id="password"
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        required
      />
      <p role="alert" className="text-ui text-bad empty:hidden">
        {state?.message}
      </p>
      <Button type="submit" kind="primary" size="normal" busy={pending} iconAfter="arrow-right" className="self-start">
        Sign in
      </Button>
    </form>
  );
}
