import type { ReactNode } from "react";

/** A stroke as it is drawn, beside its name. */
export function LegendLine({
  tone,
  dashed = false,
  children,
}: {
  tone: string;
  dashed?: boolean;
  children: ReactNode;
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="20" height="8" className="shrink-0">
        <line
          x1="1"
          x2="19"
          y1="4"
          y2="4"
          stroke={`var(--${tone})`}
          strokeWidth="2"
          strokeDasharray={dashed ? "5 3" : undefined}
        />
      </svg>
      <span>{children}</span>
    </span>
  );
}

const paths = {
  "class-0": <circle cx="6" cy="6" r="3.6" fill="var(--neg)" />,
  "class-1": <path d="M6 1.8 10.4 9.800H1.600z" fill="var(--pos)" />,
  test: <circle cx="6" cy="6" r="3.2" fill="none" stroke="var(--ink-2)" strokeWidth="1.6" />,
} as const;

/** A mark of a scatter beside its name: class 0 is a circle, class 1 a triangle, hollow is test data. */
export function LegendMark({ mark, children }: { mark: keyof typeof paths; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="12" height="12" className="shrink-0">
        {paths[mark]}
      </svg>
      <span>{children}</span>
    </span>
  );
}
