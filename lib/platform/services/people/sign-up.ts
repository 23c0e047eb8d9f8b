import { z } from "zod";
import { fail, ok } from "#lib/core/result.ts";
import { addressOf, auth } from "#lib/platform/auth/index.ts";
import { appendAudit, database, selectOptionalCourseByCode } from "#lib/platform/db/index.ts";
import { type ServiceFailure, unreadable } from "../shared/failure.ts";
import { text } from "../shared/input.ts";
import { normalCode } from "../shared/join-code.ts";
import { limited } from "../shared/limited.ts";
import { type Answered, guarded } from "../shared/service.ts";
import type { CourseRef } from "../views.ts";
import { enrol } from "./join-course.ts";
import { asResult, type SignedIn } from "./sign-in.ts";

/** Controls, marks of direction and what takes no room: a name with them could stand on a page as another's, or as none. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Between letters of scripts whose spelling has them, the two joiners change what is seen: in a Persian name, say. */
const JOINERS =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200c\u200d](?=\p{L})/gu;

const isSeen = (name: string): boolean => !UNSEEN.test(name.replace(JOINERS, ""));

const input = z.object({
  name: text(120)
    .trim()
    .min(1, "type your name")
    .refine(isSeen, "your name holds a character that cannot be seen; type it again by hand"),
  email: z.email("type an e-mail address").max(200),
  password: z.string().min(10, "use at least 10 characters").max(200),
  joinCode: z.string().max(40).optional(),
});

/** Makes an account and signs it in; with a join code the person is in the course at once. A code of no course makes no account. */
export function signUp(
  from: { readonly headers: Headers },
  asked: { readonly name: string; readonly email: string; readonly password: string; readonly joinCode?: string },
): Answered<SignedIn & { readonly course: CourseRef | null }> {
  return guarded(async () => {
    const parsed = input.safeParse(asked);
    if (!parsed.success) return unreadable(sentence(parsed.error.issues[0]?.message ?? "type your name"));
    const { joinCode, ...person } = parsed.data;
    const code = joinCode?.trim() ? normalCode(joinCode) : null;
    const course = code === null ? null : await selectOptionalCourseByCode(database(), code);
    // A class that signs up at once has the code; whoever guesses codes has not.
    const limit = course ? "sign-up with a join code per address" : "sign-up per address";
    const late = await limited(limit, addressOf(from.headers) ?? "");
    if (late) return late;
    if (code !== null && !course)
      return unreadable("No course has this join code. Compare it with the one you were given.");
    const made = await asResult(async () =>
      (await auth()).api.signUpEmail({ body: person, headers: from.headers, returnHeaders: true }),
    );
    if (!made)
      return fail<ServiceFailure>({
        code: "conflict",
        message: "No new account can be made for this address. If it is yours, sign in.",
      });
    const { id, name, email } = made.response.user;
    const actor = { userId: id, name, email };
    await appendAudit(database(), {
      courseId: null,
      actorId: id,
      action: "account.make",
      subject: `user:${id}`,
      detail: {},
    });
    const joined = course && (await enrol(actor, course));
    return ok({ actor, headers: made.headers, course: joined });
  });
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
