"use client";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";
import { create } from "./signal.ts";
import { type Theme, themeCookie, themeFrom } from "./theme.ts";

const chosen = create<Theme | null>(null);

const rows = [
  { theme: "system", label: "As the system", icon: "monitor" },
  { theme: "light", label: "Light", icon: "sun" },
  { theme: "dark", label: "Dark", icon: "moon" },
] as const;

function choose(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.dataset.theme = theme;
  chosen.set(theme);
  window.dispatchEvent(new Event("nablab:theme"));
}

/** Light, dark, or as the system says. `initial` is what the server read from the cookie. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const theme = themeFrom(chosen.use() ?? initial);
  const items = rows.map((row) => ({
    id: row.theme,
    checked: row.theme === theme,
    onSelect: () => choose(row.theme),
    label: (
      <span className="flex items-center gap-2">
        <Icon name={row.icon} size={15} />
        {row.label}
      </span>
    ),
  }));
  return (
    <Menu
      title="Appearance"
      items={items}
      trigger={<IconButton icon={theme === "dark" ? "moon" : "sun"} label="Appearance" />}
    />
  );
}
