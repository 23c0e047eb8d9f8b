"use client";
import { useActionState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";
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

const Message = ({ text }: { text: string | undefined }) => (
  <p role="alert" className="text-ui text-bad empty:hidden">
    {text}
  </p>
);

export function SignUpForm({ joinCode }: { joinCode: string }) {
  const [state, action, pending] = useActionState(signUpAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <TextField id="name" name="name" label="Name" autoComplete="name" required defaultValue={state?.name ?? ""} />
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
        hint="At least 10 characters."
        autoComplete="new-password"
        minLength={10}
        required
      />
      <Code value={state?.joinCode ?? joinCode} />
      <Message text={state?.message} />
      <Button type="submit" kind="primary" busy={pending} iconAfter="arrow-right" className="self-start">
        Make an account
      </Button>
    </form>
  );
}

export function JoinForm({ joinCode }: { joinCode: string }) {
  const [state, action, pending] = useActionState(joinAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <Code value={state?.joinCode ?? joinCode} />
      <Message text={state?.message} />
      <Button type="submit" kind="primary" busy={pending} iconAfter="arrow-right" className="self-start">
        Join
      </Button>
    </form>
  );
}
