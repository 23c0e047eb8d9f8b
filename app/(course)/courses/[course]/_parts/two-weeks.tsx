import { cx } from "#app/_components/base/cx.ts";
import { dayAndTime } from "#app/_components/base/when.ts";
import type { AssessmentView } from "#lib/platform/services/index.ts";

const day = 86_400_000;
const span = 14;
/** Drawn twice, since a drawing that shrinks takes its words along: for the column of a desk, and for a phone. */
const sizes = [
  { width: 776, everyDays: 1, className: "hidden tablet:block" },
  { width: 350, everyDays: 2, className: "tablet:hidden" },
] as const;

/** Start of the day that holds `instant`, in the course's zone. */
function dayStart(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return instant - ((of("hour") * 60 + of("minute")) * 60 + of("second")) * 1000;
}

/** `Wed 25` at the beginning, `1 Dec` where a month begins, else the day alone. */
function label(instant: number, timeZone: string, first: boolean): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", ...options }).format(instant);
  if (first) return format({ weekday: "short" });
  return format({}) === "1" ? format({ month: "short" }) : format({});
}

/** The next two weeks as a ruler: now, what is due, and hatched windows in which late work is still taken. */
export function TwoWeeks({
  now,
  assessments,
  timeZone,
}: {
  now: string;
  assessments: readonly AssessmentView[];
  timeZone: string;
}) {
  const from = dayStart(Date.parse(now), timeZone);
  const due = assessments.flatMap((one) => {
    if (!one.dueAt) return [];
    const due = Date.parse(one.dueAt);
    return [{ id: one.id, title: one.title, due, until: one.lateUntil ? Date.parse(one.lateUntil) : due }];
  });
  const shown = due.filter((one) => one.due >= from && one.due < from + span * day);
  const late = due.filter((one) => one.until > Math.max(from, one.due) && one.due < from + span * day);
  return (
    <figure className="m-0" role="img" aria-label={sentence(shown, timeZone)}>
      {sizes.map((size) => (
        <Ruler
          key={size.width}
          {...size}
          now={Date.parse(now)}
          from={from}
          shown={shown}
          late={late}
          timeZone={timeZone}
        />
      ))}
      {late.length > 0 ? (
        <figcaption className="flex items-center justify-end gap-2 text-caption text-ink-3">
          <span aria-hidden="true" className="hatch inline-block h-2 w-5" />
          late work is taken
        </figcaption>
      ) : null}
    </figure>
  );
}

type Due = { readonly id: string; readonly title: string; readonly due: number; readonly until: number };

function Ruler({
  width,
  everyDays,
  className,
  now,
  from,
  shown,
  late,
  timeZone,
}: {
  width: number;
  everyDays: number;
  className: string;
  now: number;
  from: number;
  shown: readonly Due[];
  late: readonly Due[];
  timeZone: string;
}) {
  const x = (instant: number) => Math.max(0, Math.min(width, ((instant - from) / (span * day)) * width));
  return (
    <svg aria-hidden="true" viewBox={`-1 0 ${width + 2} 66`} className={cx("w-full overflow-visible", className)}>
      <defs>
        <pattern id={`late-${width}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--line-strong)" strokeWidth="1.4" />
        </pattern>
      </defs>
      {late.map((one) => (
        <rect
          key={one.id}
          x={x(one.due)}
          width={Math.max(0, x(one.until) - x(one.due))}
          y={34}
          height={8}
          fill={`url(#late-${width})`}
        />
      ))}
      <line x1={0} x2={width} y1={42} y2={42} stroke="var(--line-strong)" />
      {Array.from({ length: span * 4 + 1 }, (_, k) => (
        <line
          key={k}
          x1={(k / (span * 4)) * width}
          x2={(k / (span * 4)) * width}
          y1={k % 28 === 0 ? 30 : k % 4 === 0 ? 36 : 39}
          y2={42}
          stroke="var(--line-strong)"
        />
      ))}
      {Array.from({ length: span / everyDays }, (_, i) => i * everyDays).map((k) => (
        <text
          key={k}
          x={(k / span) * width + 3}
          y={57}
          className={k === 0 ? "fill-ink text-caption font-semibold" : "fill-ink-3 text-caption"}
        >
          {label(from + k * day + day / 2, timeZone, k === 0)}
        </text>
      ))}
      <line x1={x(now)} x2={x(now)} y1={2} y2={48} stroke="var(--ink)" strokeWidth={1.5} />
      <text x={x(now) + 6} y={11} className="fill-ink text-caption font-semibold">
        now
      </text>
      {shown.map((one, at) => (
        <g key={one.id}>
          <line
            x1={x(one.due)}
            x2={x(one.due)}
            y1={at % 2 === 0 ? 6 : 18}
            y2={42}
            stroke="var(--fwd)"
            strokeWidth={1.5}
          />
          <path d={`M${x(one.due) - 5} ${at % 2 === 0 ? 3 : 16}h10l-5 8z`} fill="var(--fwd)" />
          <text
            x={x(one.due) + (x(one.due) > width - 130 ? -8 : 8)}
            y={at % 2 === 0 ? 11 : 24}
            textAnchor={x(one.due) > width - 130 ? "end" : "start"}
            className="fill-ink text-caption font-medium"
          >
            {one.title}
          </text>
        </g>
      ))}
    </svg>
  );
}

function sentence(shown: readonly { title: string; due: number }[], timeZone: string): string {
  if (shown.length === 0) return "Nothing is due in the next two weeks.";
  return `Due in the next two weeks: ${shown.map((one) => `${one.title}, ${dayAndTime(new Date(one.due).toISOString(), timeZone)}`).join("; ")}.`;
}
