"use client";
import { type ChangeEvent, type ReactNode, type Ref, useId } from "react";
import { cx } from "../base/cx.ts";
import { Tex } from "../base/tex.tsx";
import { Verdict, type VerdictState } from "../base/verdict.tsx";
import { excerpt, isInSight } from "./excerpt.ts";

export type FormulaReading = {
  /** The last readable form, or null before there was one. */
  readonly tex: string | null;
  /** `4×2` as inferred, or null. */
  readonly shape: string | null;
  /** The shape is not the one of what is asked for. */
  readonly conflict: boolean;
  /** What was seen and where (1-based column, length in characters); null while all is readable. */
  readonly problem: {
    readonly message: string;
    readonly column: number;
    readonly length: number;
    /** The row that cannot be read, where there are several: the caret stands under it. */
    readonly row?: string;
  } | null;
};

/** What the field is: one row, or a box that grows with its rows. */
export type FormulaInput = HTMLInputElement | HTMLTextAreaElement;

const look =
  "w-full rounded-field border border-line-strong bg-surface px-2.5 font-mono text-code text-ink focus:border-fwd";

/**
 * One line of a derivation: verdict, symbol, field, preview, inferred shape. While the line is unreadable the last good preview
 * stays at 60 % and a caret stands under the column. `reading` comes from the caller, who knows the symbols.
 */
export function FormulaField({
  id,
  label,
  symbolTex,
  value,
  reading,
  state,
  readOnly = false,
  several = false,
  onChange,
  onFocus,
  ref,
}: {
  id: string;
  label: string;
  symbolTex: string;
  value: string;
  reading: FormulaReading;
  state: VerdictState;
  readOnly?: boolean;
  /** One step per row. */
  several?: boolean;
  onChange: (text: string) => void;
  onFocus?: () => void;
  ref?: Ref<FormulaInput>;
}) {
  const note = useId();
  const { problem } = reading;
  const field = {
    "data-cell": id,
    "aria-label": label,
    "aria-invalid": problem !== null || reading.conflict || undefined,
    "aria-describedby": problem ? note : undefined,
    value,
    readOnly,
    spellCheck: false,
    autoCapitalize: "off",
    autoComplete: "off",
    autoCorrect: "off",
    onChange: (event: ChangeEvent<FormulaInput>) => onChange(event.target.value),
    onFocus,
  };
  return (
    <div className="@container">
      <div className="grid grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-[18px] py-2.5 @min-[42rem]:grid-cols-[16px_minmax(5.5rem,auto)_minmax(12rem,18.75rem)_minmax(0,1fr)_auto]">
        <Verdict state={state} />
        <span className="text-ink @min-[42rem]:text-right @min-[42rem]:whitespace-nowrap">
          <Tex tex={symbolTex} /> <span className="ml-1.5 text-ink-2">=</span>
        </span>
        <span className="order-last col-span-4 @min-[42rem]:order-none @min-[42rem]:col-span-1">
          {several ? (
            <textarea
              {...field}
              ref={ref as Ref<HTMLTextAreaElement>}
              rows={Math.min(12, Math.max(3, value.split("\n").length + 1))}
              className={cx(
                look,
                "block max-h-[19rem] min-h-[5.375rem] resize-y field-sizing-content py-1.5 leading-6",
              )}
            />
          ) : (
            <input {...field} ref={ref as Ref<HTMLInputElement>} className={cx(look, "h-9 pointer-coarse:h-11")} />
          )}
        </span>
        <span
          className={cx("scroll-quiet min-w-0 overflow-x-auto overflow-y-hidden py-1", problem && "opacity-60")}
          aria-hidden={problem ? true : undefined}
        >
          {reading.tex ? <Tex tex={reading.tex} /> : null}
        </span>
        <span className={cx("font-mono text-tag", reading.conflict ? "font-medium text-bad" : "text-ink-3")}>
          {reading.shape ?? "–"}
        </span>
        {problem && value.trim() !== "" ? (
          <Problem id={note} problem={{ row: isInSight(value) ? undefined : value, ...problem }} />
        ) : null}
      </div>
    </div>
  );
}

type Place = Omit<NonNullable<FormulaReading["problem"]>, "row"> & { readonly row: string | undefined };

/** What cannot be read, with a caret under its place: under the field, or under as much of the row as fits where it scrolls. */
function Problem({ id, problem }: { id: string; problem: Place }): ReactNode {
  const { text, column } = excerpt(problem.row ?? "", problem.column);
  return (
    <p
      id={id}
      className={cx(
        "order-last col-span-4 text-caption text-ink-2 @min-[42rem]:order-none @min-[42rem]:col-span-3 @min-[42rem]:col-start-3",
        problem.row === undefined && "-mt-2",
      )}
    >
      <span
        aria-hidden="true"
        className={cx(
          "block overflow-hidden pl-[11px] font-mono text-code leading-4 whitespace-pre text-bad",
          problem.row === undefined && "h-3.5",
        )}
      >
        {problem.row === undefined ? null : <span className="text-ink-2">{`${text}\n`}</span>}
        {`${" ".repeat(Math.max(0, column - 1))}${"^".repeat(Math.max(1, Math.min(problem.length, 30)))}`}
      </span>
      <Verdict state="ungradable" size={13} label="" className="mr-1.5 inline align-[-2px]" />
      {problem.message}
    </p>
  );
}
