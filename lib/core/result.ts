/** What a person can cause is a value: either the thing asked for, or why it cannot be had. */
export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A failure with two readers: `code` for programs and tests, `message` for the person who caused it. */
export type Failure = { readonly code: string; readonly message: string };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = <E = Failure>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
