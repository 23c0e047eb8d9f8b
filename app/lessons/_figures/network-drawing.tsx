import { cx } from "#app/_components/base/cx.ts";
import { shown } from "../_parts/number.ts";
import { activations } from "./activation.ts";
import type { NetworkOptions, NetworkValues, Step } from "./network-values.ts";

const yOf = (i: number, count: number, height: number) => (height / (count + 1)) * (i + 1);

type Size = {
  readonly width: number;
  readonly columns: { readonly input: number; readonly hidden: number; readonly output: number };
  readonly radius: number;
  /** Where along its edge the weight from input `j` stands. */
  readonly place: (j: number) => number;
  /** Of the plate of a weight. */
  readonly plate: readonly [width: number, height: number];
  /** Words over the outer columns begin and end with the drawing. */
  readonly flush: boolean;
};

const desk: Size = {
  width: 640,
  columns: { input: 80, hidden: 325, output: 560 },
  radius: 32,
  place: (j) => 0.2 + 0.12 * j,
  plate: [38, 24],
  flush: false,
};

const phone: Size = {
  width: 340,
  columns: { input: 30, hidden: 170, output: 310 },
  radius: 28,
  place: (j) => 0.75 - 0.5 * j,
  plate: [32, 20],
  flush: true,
};

type DrawingProps = {
  readonly options: NetworkOptions;
  readonly values: NetworkValues;
  readonly has: (step: Step) => boolean;
  readonly chosen: { readonly layer: 1 | 2; readonly i: number; readonly j: number } | null;
  readonly onWeight: (layer: 1 | 2, i: number, j: number) => void;
};

/** Drawn twice, since a drawing that shrinks takes its words along: for the column of a desk, and for a phone. */
export function Drawing(props: DrawingProps) {
  return (
    <>
      <Sized {...props} size={desk} className="max-tablet:hidden" />
      <Sized {...props} size={phone} className="tablet:hidden" />
    </>
  );
}

function Sized({
  options,
  values,
  has,
  chosen,
  onWeight,
  size,
  className,
}: DrawingProps & { readonly size: Size; readonly className: string }) {
  const height = Math.max(300, 115 * options.W1.length);
  const { columns, radius } = size;
  const h = options.W1.length;
  const width = (w: number) => 1 + Math.min(3.2, 2 * Math.abs(w));
  return (
    <svg viewBox={`0 0 ${size.width} ${height + 30}`} className={cx("w-full", className)}>
      <title>{`Network with 2 inputs, ${h} hidden units and one output`}</title>
      {(
        [
          [size.flush ? 2 : columns.input, size.flush ? "start" : "middle", "input"],
          [columns.hidden, "middle", `hidden, ${activations[options.activation].label}`],
          [size.flush ? size.width - 2 : columns.output, size.flush ? "end" : "middle", `output, target ${options.y}`],
        ] as const
      ).map(([x, anchor, text]) => (
        <text key={text} x={x} y={22} textAnchor={anchor} className="fill-ink-3 text-caption">
          {text}
        </text>
      ))}
      <g transform="translate(0 24)">
        {options.W1.flatMap((row, i) =>
          row.map((w, j) => (
            <Edge
              key={`${i}-${j}`}
              size={size}
              from={[columns.input, yOf(j, 2, height)]}
              to={[columns.hidden, yOf(i, h, height)]}
              weight={w}
              place={size.place(j)}
              width={width(w)}
              back={false}
              chosen={chosen?.layer === 1 && chosen.i === i && chosen.j === j}
              name={`Weight from input ${j + 1} to unit ${i + 1}`}
              onClick={() => onWeight(1, i, j)}
            />
          )),
        )}
        {options.W2.map((w, i) => (
          <Edge
            key={i}
            size={size}
            from={[columns.hidden, yOf(i, h, height)]}
            to={[columns.output, height / 2]}
            weight={w}
            place={0.5}
            width={width(w)}
            back={has("d1")}
            chosen={chosen?.layer === 2 && chosen.i === i}
            name={`Weight from unit ${i + 1} to the output`}
            onClick={() => onWeight(2, i, 0)}
          />
        ))}
        {options.x.map((x, j) => (
          <Node key={j} radius={radius} at={[columns.input, yOf(j, 2, height)]} value={x} error={null} />
        ))}
        {options.W1.map((_, i) => (
          <Node
            key={i}
            radius={radius}
            at={[columns.hidden, yOf(i, h, height)]}
            value={has("a1") ? (values.a1[i] ?? 0) : has("z1") ? (values.z1[i] ?? 0) : null}
            error={has("d1") ? (values.d1[i] ?? 0) : null}
          />
        ))}
        <Node
          radius={radius}
          at={[columns.output, height / 2]}
          value={has("yhat") ? values.yhat : has("z2") ? values.z2 : null}
          error={has("d2") ? values.d2 : null}
        />
        {has("L") ? (
          <text
            x={size.flush ? size.width - 2 : columns.output}
            y={height / 2 + 54}
            textAnchor={size.flush ? "end" : "middle"}
            className="fill-ink font-mono text-caption"
          >
            L = {shown(values.L)}
          </text>
        ) : null}
      </g>
    </svg>
  );
}

type Point = readonly [number, number];

/** Both ends of a line between two nodes that keeps `gap` from their circles. */
function between(from: Point, to: Point, gap: number, radius: number): readonly [Point, Point] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const part = (radius + gap) / Math.hypot(dx, dy);
  return [
    [from[0] + dx * part, from[1] + dy * part],
    [to[0] - dx * part, to[1] - dy * part],
  ];
}

/** To a hundredth: engines differ in the last digits, and a page must be the same on both sides. */
const degrees = (from: Point, to: Point): string =>
  ((Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI).toFixed(2);

/** As far beside a line as `distance`, below it. */
function beside(from: Point, to: Point, distance: number): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const part = distance / Math.hypot(dx, dy);
  return `${(-dy * part).toFixed(2)} ${(dx * part).toFixed(2)}`;
}

function Edge({
  size: { radius, plate },
  from,
  to,
  weight,
  place,
  width,
  back,
  chosen,
  name,
  onClick,
}: {
  size: Size;
  from: Point;
  to: Point;
  weight: number;
  place: number;
  width: number;
  back: boolean;
  chosen: boolean;
  name: string;
  onClick: () => void;
}) {
  const [a, b] = between(from, to, 8, radius);
  const x = a[0] + (b[0] - a[0]) * place;
  const y = a[1] + (b[1] - a[1]) * place;
  return (
    <g>
      <line x1={a[0]} y1={a[1]} x2={b[0]} y2={b[1]} stroke="var(--fwd)" strokeWidth={width} opacity={back ? 1 : 0.55} />
      {back ? (
        <g transform={`translate(${beside(a, b, 9)})`}>
          <line x1={b[0]} y1={b[1]} x2={a[0]} y2={a[1]} stroke="var(--bwd)" strokeWidth={1.6} strokeDasharray="7 5" />
          <path
            d="M0 0l9-4v8z"
            fill="var(--bwd)"
            transform={`translate(${a[0]} ${a[1]}) rotate(${degrees(from, to)})`}
          />
        </g>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: an HTML button cannot stand inside a drawing */}
      <g
        role="button"
        tabIndex={0}
        aria-label={`${name}: ${shown(weight, 1)}`}
        onClick={onClick}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            onClick();
          }
        }}
        className="cursor-pointer"
      >
        <rect
          x={x - plate[0] / 2}
          y={y - plate[1] / 2}
          width={plate[0]}
          height={plate[1]}
          rx={3}
          fill="var(--surface)"
          stroke={chosen ? "var(--fwd)" : "none"}
        />
        <text x={x} y={y + 4} textAnchor="middle" className="fill-ink-2 font-mono text-caption">
          {shown(weight, 1)}
        </text>
      </g>
    </g>
  );
}

/** Upper half: the value that goes forward. Lower half: the error that comes back. */
function Node({
  radius: r,
  at: [x, y],
  value,
  error,
}: {
  radius: number;
  at: Point;
  value: number | null;
  error: number | null;
}) {
  return (
    <g>
      <circle
        cx={x}
        cy={y}
        r={r}
        fill="var(--surface)"
        stroke={error === null ? "var(--fwd)" : "var(--bwd)"}
        strokeWidth={error === null ? 1.5 : 2}
      />
      {error === null ? null : (
        <>
          <path d={`M${x - r} ${y}a${r} ${r} 0 0 0 ${2 * r} 0z`} fill="var(--bwd-tint)" />
          <circle cx={x} cy={y} r={r} fill="none" stroke="var(--bwd)" strokeWidth={2} />
          <line x1={x - r} y1={y} x2={x + r} y2={y} stroke="var(--bwd)" strokeWidth={0.8} />
        </>
      )}
      <text
        x={x}
        y={y + (error === null ? 4 : -8)}
        textAnchor="middle"
        className="fill-fwd font-mono text-caption font-medium"
      >
        {value === null ? "–" : shown(value)}
      </text>
      {error === null ? null : (
        <text x={x} y={y + 17} textAnchor="middle" className="fill-bwd font-mono text-caption font-medium">
          {shown(error)}
        </text>
      )}
    </g>
  );
}
