import { cx } from "../base/cx.ts";
import { type DiffLine, diffOf } from "./diff-lines.ts";

const looks = {
  equal: { sign: "", said: "", row: "", mark: "" },
  removed: { sign: "-", said: "removed: ", row: "bg-bad-tint", mark: "line-through decoration-ink" },
  added: {
    sign: "+",
    said: "added: ",
    row: "bg-ok-tint",
    mark: "underline decoration-ink decoration-2 underline-offset-[3px]",
  },
} as const;

/** Two texts line by line: what was taken away and what came. Signs, strokes and underlines carry it without colour. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }) {
  const lines = diffOf(before, after);
  if (lines.length === 0) return <p className="text-ink-3">No change in this file.</p>;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
      tabIndex={0}
      aria-label={label}
      className="scroll-quiet overflow-x-auto border border-line bg-surface font-mono text-caption leading-[1.3125rem]"
    >
      <table className="min-w-full border-collapse">
        <tbody>
          {lines.map((line, at) => (
            <Row key={at} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ line }: { line: DiffLine }) {
  if (line.kind === "skipped") {
    return (
      <tr className="bg-sunken font-sans text-ink-3">
        <td colSpan={3} />
        <td>{line.count === 1 ? "1 equal line" : `${line.count} equal lines`}</td>
      </tr>
    );
  }
  const look = looks[line.kind];
  return (
    <tr className={look.row}>
      <td className="w-9 pr-1 text-right text-ink-3 select-none">{line.before}</td>
      <td className="w-9 pr-1 text-right text-ink-3 select-none">{line.after}</td>
      <td
        aria-hidden="true"
        className={cx("w-7 text-center select-none", line.kind === "added" ? "text-ok" : "text-bad")}
      >
        {look.sign}
      </td>
      <td className="pr-4 whitespace-pre">
        {look.said ? <span className="sr-only">{look.said}</span> : null}
        {line.pieces.map((piece, at) => (
          <span key={at} className={piece.changed ? look.mark : undefined}>
            {piece.text}
          </span>
        ))}
      </td>
    </tr>
  );
}
