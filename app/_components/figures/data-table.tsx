/** The numbers behind a figure, folded away under it. */
export function DataTable({
  head,
  rows,
  label = "Data table",
}: {
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  label?: string;
}) {
  return (
    <details className="group text-caption">
      <summary className="link inline-block rounded-field py-1">{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys */}
      <section tabIndex={0} aria-label={label} className="scroll-quiet mt-1 max-h-56 overflow-auto border border-line">
        <table className="w-full">
          <thead>
            <tr>
              {head.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className="sticky top-0 border-b border-line-2 bg-surface px-2 py-1 text-right font-medium text-ink-3"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="font-mono">
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((value, col) => (
                  <td key={col} className="border-b border-line px-2 py-0.5 text-right">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
