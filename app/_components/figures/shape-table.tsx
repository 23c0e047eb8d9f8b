/** Symbols and their shapes in cells with hairlines between, as many to a row as fit (four beside a statement). */
export function ShapeTable({ shapes, title }: { shapes: { readonly [symbol: string]: string }; title: string }) {
  const entries = Object.entries(shapes);
  if (entries.length === 0) return null;
  const longest = Math.max(...entries.map(([symbol, shape]) => symbol.length + shape.length));
  return (
    <section aria-label={title}>
      <p className="mb-1.5 text-caption font-medium text-ink-2">{title}</p>
      <dl
        className="grid overflow-hidden rounded-box border border-line bg-surface"
        style={{ gridTemplateColumns: `repeat(auto-fill, minmax(max(5rem, ${longest + 3}ch), 1fr))` }}
      >
        {entries.map(([symbol, shape]) => (
          <div
            key={symbol}
            className="-mr-px -mb-px flex h-[2.0625rem] items-center justify-between gap-2 border-r border-b border-line px-2.5"
          >
            <dt className="font-mono text-caption font-semibold">{symbol}</dt>
            <dd className="font-mono text-tag text-ink-3">{shape}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
