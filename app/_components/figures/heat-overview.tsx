import type { TensorEvidence } from "#lib/core/report.ts";
import { entryName, errorText, levels } from "./heat-cells.ts";
import { indexAt, planesOf } from "./planes.ts";

const fills = ["var(--sunken)", "var(--h0)", "var(--h1)", "var(--h2)", "var(--h3)"];

/** A tensor too large for numbers: one small square per entry, and the ten largest as a table. */
export function HeatOverview({ tensor }: { tensor: TensorEvidence }) {
  const { rows, cols } = planesOf(tensor.shape);
  const unit = Math.max(2, Math.min(6, Math.floor(132 / rows), Math.floor(300 / cols)));
  const paths = fills.map((_, level) =>
    tensor.level
      .map((each, at) =>
        each === level
          ? `M${(at % cols) * unit} ${Math.floor(at / cols) * unit}h${unit - 0.5}v${unit - 0.5}h${0.5 - unit}z`
          : "",
      )
      .join(""),
  );
  const beyond = tensor.level.filter((level) => level > 0).length;
  const largest = tensor.level
    .map((level, at) => ({ at, level, error: tensor.error?.[at] }))
    .filter(({ level }) => level > 0)
    .sort((a, b) => (b.error ?? b.level) - (a.error ?? a.level))
    .slice(0, 10);
  return (
    <div className="flex items-start gap-4">
      <svg
        role="img"
        aria-label={`${tensor.name}: ${beyond} of ${tensor.level.length} entries are above the tolerance`}
        width={cols * unit}
        height={rows * unit}
      >
        {paths.map((d, level) => (d ? <path key={levels[level]?.said} d={d} fill={fills[level]} /> : null))}
      </svg>
      <table className="font-mono text-caption">
        <caption className="sr-only">{`The largest errors of ${tensor.name}`}</caption>
        <tbody>
          {largest.map(({ at, level, error }) => (
            <tr key={at}>
              <td className="pr-3 text-ink-2">{entryName(tensor.name, indexAt(at, tensor.shape))}</td>
              <td className="text-right font-medium">{errorText(error, level)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
