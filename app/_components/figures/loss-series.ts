export type LossPoint = readonly [epoch: number, loss: number];
export type LossSeries = {
  readonly label: string;
  readonly points: readonly LossPoint[];
  /** `now`: this run or attempt, a solid line; `earlier`: another attempt; `test`: loss on test data. The last two are dashed. */
  readonly role: "now" | "earlier" | "test";
};

/** Where a loss stops being a number, or null. */
export function divergedAt(points: readonly LossPoint[]): number | null {
  return points.find(([, loss]) => !Number.isFinite(loss))?.[0] ?? null;
}

/** uPlot wants one x axis for all: epochs of all series, sorted, and per series a loss or null at each. */
export function aligned(series: readonly LossSeries[]): [number[], ...(number | null)[][]] {
  const epochs = [...new Set(series.flatMap(({ points }) => points.map(([epoch]) => epoch)))].sort((a, b) => a - b);
  const columns = series.map(({ points }) => {
    const at = new Map(points);
    return epochs.map((epoch) => {
      const loss = at.get(epoch);
      return loss === undefined || !Number.isFinite(loss) ? null : loss;
    });
  });
  return [epochs, ...columns];
}

/** At most `most` points, always with the first and the last; a curve of ten thousand looks the same. */
export function thinned(points: readonly LossPoint[], most = 400): readonly LossPoint[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => points[Math.round(at * step)] ?? ([0, 0] as const));
}
