const bins = ["var(--surface)", "var(--h0)", "var(--h1)", "var(--h2)", "var(--h3)"];

/** The five bins of the error scale, parted at the tolerance, 0.1, 0.5 and 1. */
export function HeatScale({ tolerance }: { tolerance?: string }) {
  const names = [tolerance ? `tolerance ${tolerance}` : "tolerance", "0.1", "0.5", "1"];
  return (
    <svg aria-hidden="true" className="mt-2 block h-8 w-full overflow-visible">
      {bins.map((fill, at) => (
        <rect
          key={fill}
          x={`${at * 20}%`}
          y="2"
          width="20%"
          height="8"
          fill={fill}
          className="forced-colors:stroke-[CanvasText]"
        />
      ))}
      <rect x="0.5" y="2.5" width="20%" height="8" fill="none" stroke="var(--line-2)" />
      {names.map((name, at) => (
        <g key={name}>
          <line
            x1={`${(at + 1) * 20}%`}
            x2={`${(at + 1) * 20}%`}
            y1="0"
            y2="13"
            stroke={at === 0 ? "var(--ink)" : "var(--line-strong)"}
            strokeWidth={at === 0 ? 1.5 : 1}
          />
          <text x={`${(at + 1) * 20}%`} y="26" textAnchor="middle" fontSize="11.5" fill="var(--ink-2)">
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
