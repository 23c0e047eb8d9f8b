"use client";
import { useActionState } from "react";
import { TextField } from "#app/_components/base/field.tsx";
import { AccountForm, EmailField, PasswordField } from "../sign-in/account-form.tsx";
import { joinAction, signUpAction } from "./actions.ts";

const Code = ({ value }: { value: string }) => (
  <TextField
    id="joinCode"
    name="joinCode"
    label="Course code"
    hint="Your instructor has it. You can also join later."
    autoComplete="off"
    spellCheck={false}
    defaultValue={value}
  />
);

export function SignUpForm({ joinCode }: { joinCode: string }) {
  const [state, action, pending] = useActionState(signUpAction, null);
  return (
    <AccountForm action={action} pending={pending} message={state?.message} button="Make an account">
      <TextField id="name" name="name" label="Name" autoComplete="name" required defaultValue={state?.name ?? ""} />
      <EmailField value={state?.email} />
      <PasswordField hint="At least 10 characters." autoComplete="new-password" minLength={10} />
      <Code value={state?.joinCode ?? joinCode} />
    </AccountForm>
  );
}

export function JoinForm({ joinCode }: { joinCode: string }) {
  const [state, action, pending] = useActionState(joinAction, null);
  return (
    <AccountForm action={action} pending={pending} message={state?.message} button="Join">
      <Code value={state?.joinCode ?? joinCode} />
    </AccountForm>
  );
}
