import type { ReactNode } from "react";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { selectTheme } from "#app/_server/theme.ts";

/** The page around signing in and signing up: one column, and what to do without an account. */
export async function Gate({ title, beside, children }: { title: string; beside: ReactNode; children: ReactNode }) {
  const [theme, actor] = await Promise.all([selectTheme(), selectActor()]);
  return (
    <div className="flex min-h-dvh flex-col">
      <AppBar
        path={[{ label: "Nablab", href: "/" }, { label: title }]}
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <main
        id="main"
        className="mx-auto grid w-full max-w-[46rem] gap-x-14 gap-y-8 px-4 py-10 tablet:grid-cols-[20rem_1fr] tablet:py-16"
      >
        <div>
          <h1 className="mb-5 text-page font-semibold tracking-[-0.018em]">{title}</h1>
          {children}
        </div>
        <p className="prose next tablet:border-l tablet:border-line-2 tablet:pt-1 tablet:pl-8">{beside}</p>
      </main>
    </div>
  );
}
