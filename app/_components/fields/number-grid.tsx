"use client";
import type { CellState } from "#lib/core/report.ts";
import { cx } from "../base/cx.ts";
import { Verdict, type VerdictState } from "../base/verdict.tsx";
import { Dimensioned, dimensionsOf } from "../figures/dimensioned.tsx";
import { blockOf, pasted } from "./sheet-moves.ts";

const states: {
  readonly [state in CellState]: {
    readonly verdict: VerdictState | null;
    readonly look: string;
    readonly said: string;
  };
} = {
  right: { verdict: "correct", look: "border border-line-2", said: "right" },
  follows: { verdict: "follows", look: "border border-line-2", said: "right, given your earlier value" },
  differs: {
    verdict: "incorrect",
    look: "border-2 border-bad bg-bad-tint",
    said: "differs from what your earlier values give",
  },
  coarse: {
    verdict: "partial",
    look: "border border-line-strong",
    said: "right as far as it goes, with too few digits to count",
  },
  unreadable: {
    verdict: "ungradable",
    look: "border border-dashed border-line-strong",
    said: "not readable as a number",
  },
  read: { verdict: null, look: "border border-line-strong", said: "readable" },
  empty: { verdict: null, look: "border border-line-strong", said: "empty" },
};

/** Long numbers are set smaller, so that all their digits are seen beside the verdict. */
const sizeFor = (length: number): string => (length <= 9 ? "text-code" : length === 10 ? "text-caption" : "text-tag");

/**
 * A matrix to be typed in, cell by cell or pasted as a block, with dimension lines. Cells are row-major. A state is shown until its
 * cell is edited again, which the caller decides. `first` makes its first cell the one that Tab reaches in its sheet.
 */
export function NumberGrid({
  id,
  name,
  shape,
  cells,
  states: shown,
  readOnly = false,
  first = false,
  dimensions = dimensionsOf(shape),
  onChange,
}: {
  id: string;
  name: string;
  shape: readonly number[];
  cells: readonly string[];
  states?: readonly (CellState | null)[];
  readOnly?: boolean;
  first?: boolean;
  dimensions?: { readonly rows?: number | string | undefined; readonly cols?: number | undefined };
  onChange: (cells: readonly string[]) => void;
}) {
  const [rows = 1, cols = 1] = shape;
  const set = (at: number, text: string) =>
    onChange(Array.from({ length: rows * cols }, (_, i) => (i === at ? text : (cells[i] ?? ""))));
  return (
    <Dimensioned rows={dimensions.rows} cols={dimensions.cols} gutter>
      <div className="grid w-max gap-0.5" style={{ gridTemplateColumns: `repeat(${cols}, 6.75rem)` }}>
        {Array.from({ length: rows * cols }, (_, at) => {
          const state = shown?.[at] ?? null;
          const { verdict, look, said } = states[state ?? "empty"];
          const place =
            rows * cols === 1 ? name : `${name}, row ${Math.floor(at / cols) + 1}, column ${(at % cols) + 1}`;
          return (
            <span key={at} className="relative">
              {verdict ? (
                <Verdict
                  state={verdict}
                  size={13}
                  label=""
                  className="pointer-events-none absolute top-1/2 left-[7px] -translate-y-1/2"
                />
              ) : null}
              <input
                data-cell={`${id}:${at}`}
                aria-label={state && state !== "empty" ? `${place}, ${said}` : place}
                aria-invalid={state === "differs" || state === "unreadable" || undefined}
                tabIndex={first && at === 0 ? 0 : -1}
                inputMode="decimal"
                autoComplete="off"
                spellCheck={false}
                readOnly={readOnly}
                value={cells[at] ?? ""}
                onChange={(event) => set(at, event.target.value)}
                onPaste={(event) => {
                  const block = blockOf(event.clipboardData.getData("text/plain"));
                  if (!block || readOnly) return;
                  event.preventDefault();
                  onChange(
                    pasted(
                      Array.from({ length: rows * cols }, (_, i) => cells[i] ?? ""),
                      shape,
                      at,
                      block,
                    ),
                  );
                }}
                className={cx(
                  "h-8 w-full rounded-field bg-surface pr-2 text-right font-mono text-ink focus:border-fwd pointer-coarse:h-11",
                  verdict ? "pl-6" : "pl-2",
                  sizeFor((cells[at] ?? "").length),
                  look,
                )}
              />
            </span>
          );
        })}
      </div>
    </Dimensioned>
  );
}
