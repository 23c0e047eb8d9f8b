/** Symbols and their shapes in cells with hairlines between, four to a row. */
export function ShapeTable({ shapes, title }: { shapes: { readonly [symbol: string]: string }; title: string }) {
  const entries = Object.entries(shapes);
  if (entries.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-caption font-medium text-ink-2">{title}</h3>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(5rem,1fr))] gap-px overflow-hidden rounded-box border border-line bg-line">
        {entries.map(([symbol, shape]) => (
          <div key={symbol} className="flex h-8 items-center justify-between gap-2 bg-surface px-2.5">
            <dt className="font-mono text-caption font-semibold">{symbol}</dt>
            <dd className="font-mono text-tag text-ink-3">{shape}</dd>
          </div>
        ))}
        <Filler count={entries.length} />
      </dl>
    </section>
  );
}

/** Empty cells in the last row, so that the ground of the hairlines does not show. */
function Filler({ count }: { count: number }) {
  return Array.from({ length: (4 - (count % 4)) % 4 }, (_, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: empty cells are all alike
    <div key={at} aria-hidden="true" className="h-8 bg-surface" />
  ));
}
