/** The cookie that keeps the choice; the server sets it on `<html>` so that nothing flashes. */
export const themeCookie = "nablab-theme";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What a cookie says, or `system` where it says nothing we know. */
export function themeFrom(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
