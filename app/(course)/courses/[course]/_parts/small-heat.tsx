import { cx } from "#app/_components/base/cx.ts";
import { Tex } from "#app/_components/base/tex.tsx";
import { gradientTex } from "#app/_components/figures/heat-cells.ts";
import { planesOf } from "#app/_components/figures/planes.ts";
import type { TensorEvidence } from "#lib/core/report.ts";

const fills = ["border border-line bg-surface", "bg-h0", "bg-h1", "bg-h2", "bg-h3"];
const most = 8;

/** The last errors as colours only, to be recognised again; the numbers are in the report. */
export function SmallHeat({ tensors }: { tensors: readonly TensorEvidence[] }) {
  const small = tensors.filter(({ shape }) => planesOf(shape).rows <= most && planesOf(shape).cols <= most).slice(0, 3);
  if (small.length === 0) return null;
  return (
    <figure className="m-0">
      <figcaption className="mb-1.5 text-caption text-ink-3">last report, relative error</figcaption>
      <div className="flex gap-4">
        {small.map((tensor) => (
          <div key={tensor.name}>
            <div
              role="img"
              aria-label={`${tensor.name}: ${tensor.level.filter((level) => level > 0).length} of ${tensor.level.length} entries outside the tolerance`}
              className="grid w-max gap-0.5"
              style={{ gridTemplateColumns: `repeat(${planesOf(tensor.shape).cols}, 1.25rem)` }}
            >
              {tensor.level.map((level, at) => (
                <span key={at} className={cx("size-5 rounded-field", fills[level] ?? fills[4])} />
              ))}
            </div>
            <p className="mt-1 text-caption text-ink-3">
              <Tex tex={gradientTex(tensor.name)} />
            </p>
          </div>
        ))}
      </div>
    </figure>
  );
}
