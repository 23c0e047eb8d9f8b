import type { ReactNode } from "react";
import { planesOf } from "./planes.ts";

const line = { stroke: "var(--line-strong)", strokeWidth: 1 } as const;

/** |—— 4 ——| over something, as in a technical drawing. */
function Across({ size }: { size: string | number }) {
  return (
    <span aria-hidden="true" className="flex h-3.5 items-center gap-1 text-tag leading-none text-ink-2">
      <Arm cap="start" />
      {size}
      <Arm cap="end" />
    </span>
  );
}

function Arm({ cap }: { cap: "start" | "end" }) {
  return (
    <svg aria-hidden="true" className="h-[9px] w-0 min-w-0.5 grow basis-[0px]" preserveAspectRatio="none">
      <line x1="0" x2="100%" y1="4.5" y2="4.5" {...line} />
      <line x1={cap === "start" ? "0.5" : "100%"} x2={cap === "start" ? "0.5" : "100%"} y1="0" y2="9" {...line} />
    </svg>
  );
}

function Down({ size }: { size: string | number }) {
  return (
    <span aria-hidden="true" className="flex w-2.5 flex-col items-center gap-0.5 text-tag leading-none text-ink-2">
      <Leg cap="start" />
      {String(size).length > 2 ? <span className="[writing-mode:vertical-rl]">{size}</span> : size}
      <Leg cap="end" />
    </span>
  );
}

function Leg({ cap }: { cap: "start" | "end" }) {
  return (
    <svg
      aria-hidden="true"
      className="h-0 min-h-0.5 w-[9px] grow basis-[0px] overflow-visible"
      preserveAspectRatio="none"
    >
      <line x1="4.5" x2="4.5" y1="0" y2="100%" {...line} />
      <line x1="0" x2="9" y1={cap === "start" ? "0.5" : "100%"} y2={cap === "start" ? "0.5" : "100%"} {...line} />
    </svg>
  );
}

/** Dimension lines around a drawing: `rows` at its left, `cols` over it; leave out what needs none (vectors one, numbers none). */
export function Dimensioned({
  rows,
  cols,
  children,
  gutter = false,
}: {
  rows?: number | string | undefined;
  cols?: number | string | undefined;
  children: ReactNode;
  /** Keep the room for rows at the left even where there are none, so that columns of a sheet align. */
  gutter?: boolean;
}) {
  return (
    <div className={`inline-grid gap-x-1.5 gap-y-1 ${gutter ? "grid-cols-[10px_auto]" : "grid-cols-[auto_auto]"}`}>
      {cols === undefined ? null : (
        <div className="col-start-2">
          <Across size={cols} />
        </div>
      )}
      {rows === undefined ? null : (
        <div className="col-start-1 flex">
          <Down size={rows} />
        </div>
      )}
      <div className="col-start-2">{children}</div>
    </div>
  );
}

/** Which dimension lines a shape needs: a matrix both, a vector the long one, a number none. */
export function dimensionsOf(shape: readonly number[]): {
  readonly rows: number | string | undefined;
  readonly cols: number | undefined;
} {
  const { rows, cols, plane } = planesOf(shape);
  if (plane !== null) return { rows: shape.slice(0, -1).join("×"), cols };
  return { rows: rows > 1 ? rows : undefined, cols: cols > 1 ? cols : undefined };
}
