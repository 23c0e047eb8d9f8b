import type { ReactNode } from "react";
import type { Verdict as Graded } from "#lib/core/report.ts";

/** The eight states that a part, a check or a field can be in; each has a silhouette of its own. */
export type VerdictState = Graded | "follows" | "not-run" | "running";

const mark = {
  fill: "none",
  stroke: "var(--surface)",
  strokeWidth: 1.9,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const thin = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.3,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

const rows: {
  readonly [state in VerdictState]: { readonly words: string; readonly colour: string; readonly shape: ReactNode };
} = {
  correct: {
    words: "right",
    colour: "text-ok",
    shape: (
      <>
        <circle cx="8" cy="8" r="7.2" fill="currentColor" />
        <path d="m4.8 8.3 2.2 2.2 4.2-4.6" {...mark} />
      </>
    ),
  },
  partial: {
    words: "partial",
    colour: "text-part",
    shape: (
      <>
        <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M8 1.600a6.4 6.4 0 0 0 0 12.800z" fill="currentColor" />
      </>
    ),
  },
  incorrect: {
    words: "does not hold",
    colour: "text-bad",
    shape: (
      <>
        <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2.6" fill="currentColor" />
        <path d="m5.4 5.4 5.2 5.200m0-5.2-5.2 5.2" {...mark} />
      </>
    ),
  },
  ungradable: {
    words: "ungradable",
    colour: "text-na",
    shape: (
      <>
        <path
          d="M8 .9 15.1 8 8 15.1.9 8z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.3"
          strokeDasharray="2.4 1.8"
        />
        <path
          d="M8 4.900v3.700M8 10.900v.01"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
        />
      </>
    ),
  },
  follows: {
    words: "right given your earlier value",
    colour: "text-ok",
    shape: (
      <>
        <circle cx="8" cy="8" r="6.6" {...thin} />
        <path d="M5.6 4.900v3a1 1 0 0 0 1 1h4M8.9 6.900l2 2-2 2" {...thin} strokeWidth="1.4" />
      </>
    ),
  },
  "not-run": {
    words: "not run",
    colour: "text-line-strong",
    shape: <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  },
  running: {
    words: "running",
    colour: "text-fwd",
    shape: (
      <>
        <circle cx="8" cy="8" r="6.3" fill="none" stroke="var(--line-2)" strokeWidth="1.7" />
        <path
          className="busy-arc"
          d="M8 1.700A6.3 6.3 0 0 1 14.3 8"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </>
    ),
  },
  "awaits-review": {
    words: "waiting for a person",
    colour: "text-na",
    shape: (
      <>
        <circle cx="8" cy="8" r="6.7" {...thin} />
        <path d="m5.2 10.8.4-1.9 4-4 1.5 1.5-4 4z" {...thin} strokeWidth="1.2" />
      </>
    ),
  },
};

/** The words of a state, for sentences and for readers. */
export const verdictWords = (state: VerdictState): string => rows[state].words;

/**
 * A verdict as a shape; never colour alone. `size` is 13, 16 or 26 px. Without `label` readers hear the words of the state;
 * pass `label=""` where the words stand beside it.
 */
export function Verdict({
  state,
  size = 16,
  label,
  className,
}: {
  state: VerdictState;
  size?: 13 | 16 | 26;
  label?: string;
  className?: string;
}) {
  const { words, colour, shape } = rows[state];
  const name = label ?? words;
  const naming = name === "" ? { "aria-hidden": true as const } : { role: "img", "aria-label": name };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where words stand beside it
    <svg viewBox="0 0 16 16" width={size} height={size} {...naming} className={`shrink-0 ${colour} ${className ?? ""}`}>
      {shape}
    </svg>
  );
}
