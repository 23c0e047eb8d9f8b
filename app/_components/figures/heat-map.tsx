import type { TensorEvidence } from "#lib/core/report.ts";
import { cx } from "../base/cx.ts";
import { shapeText } from "../base/format.ts";
import { Icon } from "../base/icon.tsx";
import { Tex } from "../base/tex.tsx";
import { Verdict } from "../base/verdict.tsx";
import { dimensionsOf } from "./dimensioned.tsx";
import { errorText, gradientTex, holds, levelOf, sameShape } from "./heat-cells.ts";
import { HeatOverview } from "./heat-overview.tsx";
import { HeatScale } from "./heat-scale.tsx";
import { CellGrid, MatrixOutline } from "./matrix.tsx";
import { placeAt, planesOf } from "./planes.ts";

type Largest = { readonly name: string; readonly index: readonly number[] } | null;

const mostRows = 24;

/** Tensors of one row stand over each other, so that a wide page is not needed for them. */
function columnsOf(tensors: readonly TensorEvidence[]): readonly (readonly TensorEvidence[])[] {
  const columns: TensorEvidence[][] = [];
  const stacks = tensors.some((tensor) => planesOf(tensor.shape).rows > 1);
  for (const tensor of tensors) {
    const last = columns.at(-1);
    const flat = (each: TensorEvidence | undefined) => each !== undefined && planesOf(each.shape).rows <= 1;
    if (stacks && last && flat(tensor) && last.every(flat) && last.length < 3) last.push(tensor);
    else columns.push([tensor]);
  }
  return columns;
}

/**
 * Relative errors entry by entry, one drawing per tensor. Numbers only where they are no secret; else the least that the
 * colour says. When all holds it is one sentence. `largest` gets a ring; `tolerance` is written under the scale.
 */
export function HeatMap({
  tensors,
  largest,
  tolerance,
  against,
  on = "",
}: {
  tensors: readonly TensorEvidence[];
  largest: Largest;
  /** The case that is shown: "8 examples, h = 4". */
  on?: string;
  tolerance?: string;
  against?: string;
}) {
  if (tensors.length > 0 && tensors.every(holds)) {
    const entries = tensors.reduce((sum, tensor) => sum + tensor.level.length, 0);
    return (
      <p className="flex items-center gap-2 text-ink-2">
        <Verdict state="correct" size={13} label="" />
        {entries === 1 ? "The one entry is" : `All ${entries} entries are`} within the tolerance.
      </p>
    );
  }
  return (
    <figure className="m-0">
      <figcaption className="mb-1.5 flex justify-between gap-3">
        <span className="font-medium">
          Relative error<span className="max-tablet:hidden">, entry by entry</span>
          {on === "" ? null : (
            <span className="block text-caption font-normal text-ink-3">{`on a case with ${on}`}</span>
          )}
        </span>
        {against ? <span className="text-right text-ink-3">{against}</span> : null}
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of tensors, not of fields */}
      <div
        role="group"
        aria-label={`Relative error of ${tensors.length} tensors`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
        tabIndex={0}
        className="scroll-quiet flex gap-x-5 gap-y-3 overflow-x-auto pb-1"
      >
        {columnsOf(tensors).map((column) => (
          <div key={column[0]?.name} className="flex shrink-0 flex-col gap-2.5">
            {column.map((tensor) => (
              <OneTensor
                key={tensor.name}
                tensor={tensor}
                largest={largest?.name === tensor.name ? largest.index : null}
              />
            ))}
          </div>
        ))}
      </div>
      <HeatScale {...(tolerance && { tolerance })} />
    </figure>
  );
}

function OneTensor({ tensor, largest }: { tensor: TensorEvidence; largest: readonly number[] | null }) {
  const right = holds(tensor);
  return (
    <div>
      <p className="mb-1 flex h-6 items-center gap-1.5">
        <Verdict state={right ? "correct" : "incorrect"} size={13} />
        {tensor.name === "" ? "the number returned" : <Tex tex={gradientTex(tensor.name)} />}
      </p>
      {sameShape(tensor) ? <Entries tensor={tensor} largest={largest} right={right} /> : <OtherShape tensor={tensor} />}
    </div>
  );
}

function OtherShape({ tensor }: { tensor: TensorEvidence }) {
  const unit = 14;
  return (
    <div className="flex items-start gap-3">
      <MatrixOutline caption={`${tensor.name} as it came`} shape={tensor.shape} tone="bwd" unit={unit} />
      <span className="pt-4 text-caption text-ink-3">asked for</span>
      <MatrixOutline
        caption={`${tensor.name} as asked for, ${shapeText(tensor.expectedShape)}`}
        shape={tensor.expectedShape}
        tone="asked"
        unit={unit}
      />
    </div>
  );
}

function Entries({
  tensor,
  largest,
  right,
}: {
  tensor: TensorEvidence;
  largest: readonly number[] | null;
  right: boolean;
}) {
  const { rows, cols, plane } = planesOf(tensor.shape);
  if (rows > mostRows || cols > mostRows) return <HeatOverview tensor={tensor} />;
  const ringed = largest === null ? -1 : placeAt(largest, tensor.shape);
  const cells = tensor.level.map((level, at) => {
    const { look, said } = levelOf(level);
    const text = errorText(tensor.error?.[at], level);
    return {
      shown: level === 0 ? <Icon name="check" size={11} /> : text,
      said: `${level === 0 ? said : tensor.error ? text : said}${at === ringed ? ", largest" : ""}`,
      className: cx(
        right ? "size-[26px]" : "h-[27px] w-[45px]",
        "font-mono text-caption font-medium",
        look,
        at === ringed && "outline-2 outline-offset-1 outline-ink",
      ),
    };
  });
  const flat = rows * cols === 1 ? {} : { rows, cols };
  const dimensions = plane === null ? flat : dimensionsOf(tensor.shape);
  return (
    <CellGrid
      caption={`Relative error of ${tensor.name || "the number returned"}`}
      shape={tensor.shape}
      cells={cells}
      dimensions={dimensions}
    />
  );
}
