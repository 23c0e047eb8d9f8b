import type { z } from "zod";
import { fail, type Result } from "#lib/core/result.ts";
import type { Actor } from "#lib/platform/auth/index.ts";
import { isUnreachable } from "#lib/platform/db/index.ts";
import { notFound, type ServiceFailure, signInFirst, unavailable } from "./failure.ts";

export type Answered<T, E = ServiceFailure> = Promise<Result<T, E | ServiceFailure>>;

/** Keys that stand in addresses: an impossible one is an address where nothing is. */
const ADDRESS = new Set<PropertyKey>(["course", "exercise", "submissionId", "overrideId", "assessment"]);

/**
 * Makes a use case: what came in is parsed, and a database that does not answer becomes a failure that a person can act on.
 * Everything else that throws is a bug and goes on.
 */
export function service<I, T, E = never>(
  schema: z.ZodType<I>,
  work: (actor: Actor, input: I) => Promise<Result<T, E | ServiceFailure>>,
): (actor: Actor, input: I) => Answered<T, E> {
  return async (actor, input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) return unreadableInput(actor, parsed.error);
    return guarded(() => work(actor, parsed.data));
  };
}

export async function guarded<T, E>(work: () => Promise<Result<T, E | ServiceFailure>>): Answered<T, E> {
  try {
    return await work();
  } catch (error) {
    if (isUnreachable(error)) return unavailable();
    throw error;
  }
}

function unreadableInput(actor: Actor, error: z.ZodError): Result<never, ServiceFailure> {
  const first = error.issues[0];
  if (first && ADDRESS.has(first.path[0] ?? "")) return actor ? notFound() : signInFirst();
  const [top, partId] = first?.path ?? [];
  const where = top === "answer" && partId !== undefined ? `Part ${String(partId)}` : (first?.path.join(".") ?? "");
  return fail({
    code: "unreadable",
    message: where ? `${where}: ${first?.message}.` : `${first?.message ?? "Nothing came in"}.`,
  });
}
