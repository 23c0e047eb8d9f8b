import { points, pointsWords } from "#app/_components/base/format.ts";
import { TickRuler } from "#app/_components/figures/tick-ruler.tsx";

/** Points so far on a ruler with one tick per point. */
export function Score({
  earned,
  outOf,
  aside,
  taken = null,
  final = false,
}: {
  earned: number | null;
  outOf: number;
  aside: string;
  /** What is not in the points of the checks: "hints −1". */
  taken?: string | null;
  final?: boolean;
}) {
  return (
    <section aria-label="Points" className="border-b border-line px-4 pt-4 pb-3">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <p className="text-page font-normal text-ink-2">
          <b className="font-semibold text-ink">{points(earned)}</b>
          {` of ${pointsWords(outOf)}${final ? "" : " so far"}`}
        </p>
        <p className="text-right text-caption text-ink-2">
          {aside}
          {taken ? <span className="block">{taken}</span> : null}
        </p>
      </div>
      <TickRuler value={earned} of={outOf} label={`${points(earned)} of ${pointsWords(outOf)}`} />
    </section>
  );
}

/** `3 of 5 checks hold`. */
export function holdWords(held: number, of: number): string {
  return `${held} of ${of} ${of === 1 ? "check holds" : "checks hold"}`;
}
