import type { ReactNode } from "react";
import { cx } from "../base/cx.ts";
import { figure, shapeText } from "../base/format.ts";
import { Dimensioned, dimensionsOf } from "./dimensioned.tsx";
import { indexAt, planesOf } from "./planes.ts";

export type Cell = {
  readonly shown: ReactNode;
  /** What readers hear after "row 2, column 1"; without it they hear what is shown. */
  readonly said?: string;
  readonly className?: string;
};

/** Cells of a shape in row-major order as a table, plane under plane, with dimension lines. `caption` names it for readers. */
export function CellGrid({
  caption,
  shape,
  cells,
  dimensions = dimensionsOf(shape),
}: {
  caption: string;
  shape: readonly number[];
  cells: readonly Cell[];
  dimensions?: { readonly rows?: number | string | undefined; readonly cols?: number | undefined };
}) {
  const { rows, cols, plane } = planesOf(shape);
  const begins = (row: number) => plane !== null && row > 0 && row % plane === 0;
  const where = (row: number, col: number) =>
    plane === null ? `row ${row + 1}, column ${col + 1}` : `entry ${indexAt(row * cols + col, shape).join(", ")}`;
  return (
    <Dimensioned rows={dimensions.rows} cols={dimensions.cols}>
      <table className="border-separate border-spacing-0">
        <caption className="sr-only">{`${caption}, ${shapeText(shape)}`}</caption>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {Array.from({ length: cols }, (_, col) => {
                const cell = cells[row * cols + col];
                return (
                  <td
                    key={col}
                    className={cx("p-0 pr-0.5 pb-0.5 last:pr-0 [tr:last-child>&]:pb-0", begins(row) && "pt-2")}
                  >
                    <span className={cx("flex items-center justify-center rounded-field", cell?.className)}>
                      {cell?.said === undefined ? (
                        cell?.shown
                      ) : (
                        <>
                          <span aria-hidden="true" className="contents">
                            {cell.shown}
                          </span>
                          <span className="sr-only">{`${where(row, col)}, ${cell.said}`}</span>
                        </>
                      )}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Dimensioned>
  );
}

/** A matrix of given numbers on sunken ground, row-major, with dimension lines. */
export function Matrix({
  caption,
  shape,
  data,
  digits = 6,
}: {
  caption: string;
  shape: readonly number[];
  data: readonly number[];
  digits?: number;
}) {
  const cells = data.map((value) => ({
    shown: figure(value, digits, true),
    className: "h-6 min-w-8 bg-sunken px-2 font-mono text-caption font-medium",
  }));
  return <CellGrid caption={caption} shape={shape} cells={cells} />;
}

const outlines = {
  fwd: "border-fwd bg-fwd-tint",
  bwd: "border-bwd bg-bwd-tint",
  given: "border-line-2 bg-sunken",
  asked: "border-line-strong bg-surface",
} as const;

/** An empty matrix to scale: what an operand looks like, not what it holds. One unit is `unit` px. */
export function MatrixOutline({
  caption,
  shape,
  tone,
  unit = 29,
  height = unit,
}: {
  caption: string;
  shape: readonly number[];
  tone: keyof typeof outlines;
  unit?: number;
  height?: number;
}) {
  const { rows, cols } = planesOf(shape);
  const box = <span style={{ width: unit, height }} />;
  const cells = Array.from({ length: rows * cols }, () => ({ shown: box, className: `border ${outlines[tone]}` }));
  return <CellGrid caption={caption} shape={shape} cells={cells} dimensions={{ rows, cols }} />;
}
