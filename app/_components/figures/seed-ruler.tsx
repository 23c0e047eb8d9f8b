import { figure } from "../base/format.ts";

const width = 400;

/** What each seed reached, as marks on a scale, with the threshold as an upright line and its number. */
export function SeedRuler({
  values,
  threshold,
  metric,
}: {
  values: readonly number[];
  threshold: number;
  metric: "accuracy" | "rmse";
}) {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const holds = (value: number) => (metric === "accuracy" ? value >= threshold : value <= threshold);
  const low = metric === "accuracy" ? Math.min(0.5, ...finite) : 0;
  const high = metric === "accuracy" ? 1 : Math.max(threshold * 2, ...finite);
  const x = (value: number) => 8 + ((Math.min(high, Math.max(low, value)) - low) / (high - low || 1)) * (width - 16);
  const reached = finite.filter(holds).length;
  return (
    <svg
      viewBox={`0 0 ${width} 40`}
      className="block w-full max-w-[400px]"
      role="img"
      aria-label={`${reached} of ${values.length} seeds reach ${figure(threshold)}: ${values.map((value) => figure(value, 3)).join(", ")}`}
    >
      <line x1="8" x2={width - 8} y1="26" y2="26" stroke="var(--line-strong)" />
      {finite.map((value, at) =>
        holds(value) ? (
          <circle
            key={at}
            cx={x(value)}
            cy={26 - 5 * (at % 3)}
            r="3.4"
            fill="var(--ok)"
            stroke="var(--surface)"
            strokeWidth="0.8"
          />
        ) : (
          <rect
            key={at}
            x={x(value) - 3.2}
            y={22.8 - 5 * (at % 3)}
            width="6.4"
            height="6.4"
            rx="1"
            fill="var(--bad)"
            stroke="var(--surface)"
            strokeWidth="0.8"
          />
        ),
      )}
      <line x1={x(threshold)} x2={x(threshold)} y1="4" y2="31" stroke="var(--ink)" strokeWidth="1.5" />
      <text x={x(threshold)} y="39" textAnchor="middle" fontSize="10" fill="var(--ink)">
        {figure(threshold, 3)}
      </text>
    </svg>
  );
}
