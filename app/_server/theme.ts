import "server-only";
import { cookies } from "next/headers";
import { type Theme, themeCookie, themeFrom } from "#app/_components/base/theme.ts";

/** The theme that this person chose, for `<html data-theme>` and the app bar. */
export async function selectTheme(): Promise<Theme> {
  return themeFrom((await cookies()).get(themeCookie)?.value);
}
