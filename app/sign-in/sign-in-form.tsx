"use client";
import { useActionState } from "react";
import { AccountForm, EmailField, PasswordField } from "./account-form.tsx";
import { signInAction } from "./actions.ts";

export function SignInForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(signInAction, null);
  return (
    <AccountForm action={action} pending={pending} message={state?.message} button="Sign in">
      <input type="hidden" name="next" value={next} />
      <EmailField value={state?.email} />
      <PasswordField autoComplete="current-password" />
    </AccountForm>
  );
}
