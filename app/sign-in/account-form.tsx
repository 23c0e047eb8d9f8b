"use client";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { TextField } from "#app/_components/base/field.tsx";

/**
 * The form of signing in, signing up and joining: fields, one sentence where it did not go through, one button. Works without
 * scripts.
 */
export function AccountForm({
  action,
  pending,
  message,
  button,
  children,
}: {
  action: (data: FormData) => void;
  pending: boolean;
  message: string | undefined;
  button: string;
  children: ReactNode;
}) {
  return (
    <form action={action} className="flex flex-col gap-4">
      {children}
      <p role="alert" className="text-ui text-bad empty:hidden">
        {message}
      </p>
      <Button type="submit" kind="primary" busy={pending} iconAfter="arrow-right" className="self-start">
        {button}
      </Button>
    </form>
  );
}

type Rest = Omit<ComponentProps<typeof TextField>, "id" | "label">;

export const EmailField = ({ value }: { value: string | undefined }) => (
  <TextField
    id="email"
    name="email"
    type="email"
    label="E-mail"
    autoComplete="username"
    required
    defaultValue={value ?? ""}
  />
);

export const PasswordField = (rest: Rest) => (
  <TextField id="password" name="password" type="password" label="Password" required {...rest} />
);
