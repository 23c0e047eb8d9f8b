import type { ReactNode } from "react";

export type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] };

/**
 * A figure between hairlines, with what it shows in one sentence for readers, a legend, and its numbers as a table on demand.
 */
export function FigureFrame({
  title,
  finding,
  legend,
  table,
  children,
}: {
  title: string;
  finding: string;
  legend?: ReactNode;
  table: Table;
  children: ReactNode;
}) {
  return (
    <figure className="my-6 font-sans" aria-label={title}>
      <div className="overflow-hidden rounded-box border border-line bg-surface">{children}</div>
      <figcaption className="mt-2 flex flex-wrap items-baseline gap-x-5 gap-y-1 text-caption text-ink-3">
        <span className="sr-only">{finding}</span>
        {legend}
        <details className="ml-auto">
          <summary className="link inline cursor-pointer">Data table</summary>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
            tabIndex={0}
            aria-label={`Numbers of: ${title}`}
            className="scroll-quiet mt-2 max-h-80 overflow-auto"
          >
            <table className="text-ui text-ink">
              <thead>
                <tr>
                  {table.head.map((cell) => (
                    <th
                      key={cell}
                      scope="col"
                      className="border-b border-line-2 py-1 pr-6 text-left text-caption font-medium text-ink-3"
                    >
                      {cell}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, at) => (
                  <tr key={at}>
                    {row.map((cell, i) => (
                      <td key={i} className="border-b border-line py-1 pr-6 font-mono text-code">
                        {cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </details>
      </figcaption>
    </figure>
  );
}
