import Link from "next/link";
import type { ReactNode } from "react";
import { Framed } from "../base/button.tsx";
import { Icon } from "../base/icon.tsx";
import type { Theme } from "../base/theme.ts";
import { ThemeToggle } from "../base/theme-toggle.tsx";
import { Mark } from "./mark.tsx";
import { type Person, PersonMenu } from "./person-menu.tsx";

export type Crumb = { readonly label: string; readonly href?: string };

/**
 * The bar over every page, 48 px: mark, path, when it is due, whether it is saved, theme, person. The path is the navigation;
 * on a phone it shrinks to a way back and the last name. `due` is a moment with its zone ("Thu 27 Nov, 23:59 Berlin").
 */
export function AppBar({
  path,
  due,
  saved,
  extra,
  theme,
  person,
}: {
  path: readonly Crumb[];
  due?: string | null;
  saved?: ReactNode;
  extra?: ReactNode;
  theme: Theme;
  person: Person | null;
}) {
  const here = path.at(-1);
  const back =
    [...path]
      .slice(0, -1)
      .reverse()
      .find((crumb) => crumb.href)?.href ?? "/";
  return (
    <header className="sticky top-0 z-30 flex h-13 shrink-0 items-center gap-2 border-b border-line bg-surface pr-2 pl-2 tablet:h-12 tablet:gap-3 tablet:pr-4 tablet:pl-4">
      <Link href="/" className="hidden shrink-0 rounded-field tablet:block" aria-label="Nablab, start page">
        <Mark />
      </Link>
      {path.length > 1 ? (
        <Link
          href={back}
          aria-label="Back"
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-box text-ink-2 tablet:hidden"
        >
          <Icon name="arrow-left" />
        </Link>
      ) : (
        <Link href="/" className="shrink-0 rounded-field p-2 tablet:hidden" aria-label="Nablab, start page">
          <Mark />
        </Link>
      )}
      <nav aria-label="Path" className="min-w-0 flex-1">
        <ol className="hidden items-center gap-2 overflow-hidden whitespace-nowrap tablet:flex">
          {path.map((crumb, at) => {
            const last = at === path.length - 1;
            return (
              <li
                key={`${at}-${crumb.label}`}
                className={last ? "max-w-full shrink-0 truncate" : "flex min-w-0 items-center gap-2"}
              >
                {last ? (
                  <span aria-current="page" className="font-semibold">
                    {crumb.label}
                  </span>
                ) : (
                  <>
                    {crumb.href ? (
                      <Link href={crumb.href} className="truncate rounded-field text-ink-2 hover:text-ink">
                        {crumb.label}
                      </Link>
                    ) : (
                      <span className="truncate text-ink-2">{crumb.label}</span>
                    )}
                    <span aria-hidden="true" className="text-ink-3">
                      /
                    </span>
                  </>
                )}
              </li>
            );
          })}
        </ol>
        <p className="truncate text-next leading-5 font-semibold tablet:hidden">{here?.label}</p>
        {due ? <p className="truncate text-caption text-ink-3 tablet:hidden">{due}</p> : null}
      </nav>
      {due ? (
        <span className="hidden tablet:inline-flex">
          <Framed icon="clock">Due {due}</Framed>
        </span>
      ) : null}
      {saved}
      {extra}
      <ThemeToggle initial={theme} />
      {person ? (
        <PersonMenu person={person} />
      ) : (
        <Link href="/sign-in" className="link px-1 font-medium">
          Sign in
        </Link>
      )}
    </header>
  );
}
