import type { TraceValue } from "#lib/core/trace.ts";
import { cx } from "../base/cx.ts";
import { figure, shapeText } from "../base/format.ts";
import { CellGrid } from "../figures/matrix.tsx";

/** Ground by sign and size: class colours mixed into the surface, as in probability fields. */
const grounds = {
  negative: [
    "bg-[color-mix(in_oklab,var(--neg-fill)_8%,var(--surface))]",
    "bg-[color-mix(in_oklab,var(--neg-fill)_18%,var(--surface))]",
    "bg-[color-mix(in_oklab,var(--neg-fill)_32%,var(--surface))]",
  ],
  positive: [
    "bg-[color-mix(in_oklab,var(--pos-fill)_8%,var(--surface))]",
    "bg-[color-mix(in_oklab,var(--pos-fill)_18%,var(--surface))]",
    "bg-[color-mix(in_oklab,var(--pos-fill)_32%,var(--surface))]",
  ],
} as const;

function groundOf(value: number | null, largest: number): string {
  if (value === null) return "bg-na/20";
  if (value === 0 || largest === 0) return "bg-surface";
  const size = Math.abs(value) / largest;
  const level = size > 0.66 ? 2 : size > 0.25 ? 1 : 0;
  return (value < 0 ? grounds.negative : grounds.positive)[level];
}

const mostNumbers = 36;

/** A tensor of a trace: numbers on a ground of their sign and size; colours alone where it is large. */
export function ValueMap({
  name,
  value,
  differs = [],
}: {
  name: string;
  value: TraceValue;
  /** Row-major places of entries that get a ring. */
  differs?: readonly number[];
}) {
  const largest = value.data.reduce<number>((most, x) => Math.max(most, x === null ? 0 : Math.abs(x)), 0);
  const numbers = value.data.length <= mostNumbers;
  const ringed = new Set(differs);
  const cells = value.data.map((x, at) => ({
    shown: numbers ? (x === null ? "NaN" : figure(x, 3, true)) : "",
    said: `${x === null ? "not a number" : figure(x, 4)}${ringed.has(at) ? ", differs" : ""}`,
    className: cx(
      numbers ? "h-[23px] min-w-[42px] px-1" : "size-2.5",
      "font-mono text-tag text-ink border border-line",
      groundOf(x, largest),
      ringed.has(at) && "outline-2 outline-ink",
    ),
  }));
  if (value.data.length === 0)
    return <p className="text-caption text-ink-3">{`${shapeText(value.shape)}, no entries`}</p>;
  return <CellGrid caption={name} shape={value.shape} cells={cells} />;
}
