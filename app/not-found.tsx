import type { Metadata } from "next";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { selectTheme } from "#app/_server/theme.ts";

export const metadata: Metadata = { title: "Not here" };

/** Also what a person sees who may not see a page: nobody learns whether there is one. */
export default async function NotFound() {
  const [theme, actor] = await Promise.all([selectTheme(), selectActor()]);
  return (
    <div className="flex min-h-dvh flex-col">
      <AppBar
        path={[{ label: "Nablab", href: "/" }, { label: "Not here" }]}
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <main id="main" className="mx-auto w-full max-w-[46rem] px-4 py-16">
        <h1 className="mb-3 text-page font-semibold tracking-[-0.018em]">There is no page here for you</h1>
        <p className="prose says max-w-[34rem]">
          The address leads nowhere, or to something that only others of the course may see.
          {actor ? " Your answers and reports are where you left them." : " It may also need you to sign in."}
        </p>
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink kind="primary" href="/">
            Go to the start page
          </ButtonLink>
          {actor ? null : <ButtonLink href="/sign-in">Sign in</ButtonLink>}
        </div>
      </main>
    </div>
  );
}
