import "@fontsource-variable/geist/wght.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "@fontsource-variable/jetbrains-mono/wght-italic.css";
import "katex/dist/katex.min.css";
import "./globals.css";

import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { LiveRegion } from "./_components/base/live-region.tsx";
import { ReachableFormulas } from "./_components/base/reachable-formulas.tsx";
import { Toaster } from "./_components/base/toaster.tsx";
import { Find } from "./_find/find.tsx";
import { selectTheme } from "./_server/theme.ts";

export const metadata: Metadata = {
  title: { default: "Nablab", template: "%s · Nablab" },
  description: "Exercises for courses that teach backpropagation, with an answer to where and why.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** The faces of the interface and of prose, Latin letters; the other subsets come when a page needs them. */
const faces = [
  new URL("@fontsource-variable/geist/files/geist-latin-wght-normal.woff2", import.meta.url),
  new URL("@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2", import.meta.url),
];

/** Every page is made per request: the policy for scripts carries a nonce, which a page made beforehand cannot have. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <html lang="en" data-theme={await selectTheme()} suppressHydrationWarning>
      <head>
        {faces.map(({ pathname }) => (
          <link key={pathname} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={pathname} />
        ))}
      </head>
      <body>
        <a
          href="#main"
          className="sr-only rounded-box bg-surface px-3 py-2 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
        >
          Skip to the content
        </a>
        {children}
        <Find />
        <LiveRegion />
        <ReachableFormulas />
        <Toaster />
      </body>
    </html>
  );
}
