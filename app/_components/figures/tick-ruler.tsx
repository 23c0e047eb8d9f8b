const most = 40;

/** Ticks that stand out: the ends, and quarters, thirds or fifths of the whole. */
function isMajor(at: number, count: number): boolean {
  const parts = [4, 3, 5].find((n) => count % n === 0 && count / n >= 2);
  return at === 0 || at === count || (parts !== undefined && at % (count / parts) === 0);
}

/**
 * Points on a ruler with one tick per point; `value` null draws an empty ruler. `label` is what readers hear
 * ("6 of 12 points"). A value above `of` fills the ruler.
 */
export function TickRuler({
  value,
  of,
  label,
  ticks,
}: {
  value: number | null;
  of: number;
  label: string;
  ticks?: number;
}) {
  const count = Math.max(1, Math.min(most, Math.round(ticks ?? of)));
  const share = Math.min(1, Math.max(0, (value ?? 0) / (of || 1)));
  const x = (at: number) => `${(at / count) * 100}%`;
  return (
    <svg role="img" aria-label={label} className="block h-3.5 w-full overflow-visible">
      <rect x="0" y="4" width="100%" height="5" fill="var(--line)" className="forced-colors:stroke-[CanvasText]" />
      <rect x="0" y="4" width={`${share * 100}%`} height="5" fill="var(--fwd)" />
      {Array.from({ length: count + 1 }, (_, at) => (
        <line key={at} x1={x(at)} x2={x(at)} y1={isMajor(at, count) ? 0 : 4} y2="14" stroke="var(--line-strong)" />
      ))}
    </svg>
  );
}
