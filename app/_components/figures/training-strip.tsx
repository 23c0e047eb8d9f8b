import { figure } from "../base/format.ts";

/**
 * What each seed reached, one dot per seed on a scale, with the threshold as an upright line. For accuracy more is better and the
 * scale ends at 1; for an error less is better and it begins at 0.
 */
export function TrainingStrip({
  values,
  threshold,
  metric,
}: {
  values: readonly number[];
  threshold: number;
  metric: "accuracy" | "rmse" | "nrmse";
}) {
  const known = values.filter((value) => Number.isFinite(value));
  const low = metric === "accuracy" ? Math.min(threshold, ...known) - 0.03 : 0;
  const high = metric === "accuracy" ? 1 : Math.max(threshold, ...known) * 1.1;
  const x = (value: number) =>
    `${(Math.round(Math.min(1, Math.max(0, (value - low) / (high - low || 1))) * 1000) / 10).toFixed(1)}%`;
  const reaches = (value: number) => (metric === "accuracy" ? value >= threshold : value <= threshold);
  const stacked = new Map<string, number>();
  return (
    <svg
      role="img"
      aria-label={`What ${values.length} seeds reached; the threshold is ${figure(threshold)}`}
      className="mx-1 block h-14 w-[calc(100%-8px)] overflow-visible"
    >
      <line x1="0" x2="100%" y1="36" y2="36" stroke="var(--line-strong)" />
      {known.map((value, at) => {
        const place = x(value);
        const level = stacked.get(place) ?? 0;
        stacked.set(place, level + 1);
        const look = reaches(value)
          ? { fill: "var(--fwd)" }
          : { fill: "var(--surface)", stroke: "var(--bad)", strokeWidth: 1.5 };
        return <circle key={at} cx={place} cy={31 - Math.min(level, 5) * 5} r="2.6" {...look} />;
      })}
      <line x1={x(threshold)} x2={x(threshold)} y1="4" y2="40" stroke="var(--ink)" strokeWidth="1.5" />
      <text x={x(threshold)} y="52" textAnchor="middle" fontSize="11.5" fill="var(--ink)">
        {figure(threshold)}
      </text>
      <text x="0" y="52" fontSize="11.5" fill="var(--ink-3)">
        {figure(low, 2)}
      </text>
      <text x="100%" y="52" textAnchor="end" fontSize="11.5" fill="var(--ink-3)">
        {figure(high, 2)}
      </text>
    </svg>
  );
}
