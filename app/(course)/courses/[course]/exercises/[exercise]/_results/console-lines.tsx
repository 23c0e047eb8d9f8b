/** What the answer printed, as it printed it. */
export function ConsoleLines({ lines }: { lines: readonly string[] }) {
  return (
    <section
      id="console"
      aria-label="Console"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
      tabIndex={0}
      className="scroll-quiet max-h-56 overflow-auto border-b border-line bg-sunken px-4 py-2 font-mono text-caption"
    >
      {lines.length === 0 ? (
        <p className="font-sans text-ink-3">Nothing was printed. Write console.log(…) to see a value here.</p>
      ) : (
        <ol>
          {lines.map((line, at) => (
            <li key={at} className="whitespace-pre-wrap">
              {line}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
