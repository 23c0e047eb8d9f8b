"use client";
import { Fragment, type ReactNode } from "react";
import { cx } from "#app/_components/base/cx.ts";
import { Icon } from "#app/_components/base/icon.tsx";
import { Tex } from "#app/_components/base/tex.tsx";
import { type Lane, type LaneField, lastAbove } from "../_state/lanes.ts";

const heads = {
  forward: { icon: "arrow-right", tone: "text-fwd", desk: "left to right", phone: "downwards" },
  backward: { icon: "arrow-left", tone: "text-bwd", desk: "right to left", phone: "upwards" },
} as const;

/** Says only which way the lane runs here: what stands in it is said by its title. */
export function LaneHead({ lane, above }: { lane: Lane; above: Lane | undefined }) {
  const head = lane.direction === "none" ? null : heads[lane.direction];
  return (
    <h2 className={cx("flex items-center gap-2.5 font-semibold", head ? head.tone : "text-ink")}>
      {head ? <Icon name={head.icon} size={15} /> : null}
      {lane.title}
      {head ? (
        <span className="font-normal text-ink-3">
          <span className="max-tablet:hidden">
            {lastAbove(lane, above) ? `${head.desk}, each under the value it belongs to` : head.desk}
          </span>
          <span className="tablet:hidden">{head.phone}</span>
        </span>
      ) : null}
    </h2>
  );
}

/** From one column to the next: solid and to the right forward, dashed and to the left backward; on a phone down and up. */
function Arrow({ direction }: { direction: "forward" | "backward" }) {
  const back = direction === "backward";
  const line = {
    stroke: back ? "var(--bwd)" : "var(--fwd)",
    strokeWidth: 1.6,
    strokeDasharray: back ? "7 5" : undefined,
  };
  const fill = back ? "var(--bwd)" : "var(--fwd)";
  return (
    <>
      <span aria-hidden="true" className="hidden h-8 min-w-6 flex-1 items-center px-2 tablet:flex">
        {back ? (
          <svg aria-hidden="true" width="8" height="10" className="shrink-0">
            <path d="M8 0v10L0 5z" fill={fill} />
          </svg>
        ) : null}
        <svg aria-hidden="true" className="h-2.5 w-0 grow" preserveAspectRatio="none">
          <line x1="0" x2="100%" y1="5" y2="5" {...line} />
        </svg>
        {back ? null : (
          <svg aria-hidden="true" width="8" height="10" className="shrink-0">
            <path d="M0 0v10l8-5z" fill={fill} />
          </svg>
        )}
      </span>
      <svg aria-hidden="true" width="12" height="30" className="my-1 ml-16 tablet:hidden">
        <line x1="6" x2="6" y1={back ? 8 : 0} y2={back ? 30 : 22} {...line} />
        <path d={back ? "M1 8h10L6 0z" : "M1 22h10l-5 8z"} fill={fill} />
      </svg>
    </>
  );
}

/**
 * The fields of a lane: with a direction in columns joined by arrows, else side by side. The backward lane ends with the derivative
 * of the last value by itself, so that each error stands under its value.
 */
export function LaneFields({
  lane,
  above,
  children,
}: {
  lane: Lane;
  above: Lane | undefined;
  children: (field: LaneField) => ReactNode;
}) {
  const { direction } = lane;
  if (direction === "none") {
    return (
      <div className="flex flex-wrap items-start gap-x-7 gap-y-5">
        {lane.fields.map((field) => (
          <div key={field.id}>
            <FieldName tex={field.tex} />
            {children(field)}
          </div>
        ))}
      </div>
    );
  }
  const seed = lastAbove(lane, above);
  const columns = [
    ...lane.fields.map((field) => ({ id: field.id, tex: field.tex, shown: children(field) })),
    ...(seed ? [{ id: "itself", tex: `\\partial ${seed.tex}/\\partial ${seed.tex}`, shown: <One /> }] : []),
  ];
  return (
    <div data-lane={direction} className="flex flex-col items-start tablet:flex-row">
      {columns.map((column, at) => (
        <Fragment key={column.id}>
          {at > 0 ? (
            <div className="flex tablet:min-w-6 tablet:flex-1 tablet:pt-7">
              <Arrow direction={direction} />
            </div>
          ) : null}
          <div className="min-w-31 shrink-0">
            <FieldName tex={column.tex} />
            {column.shown}
          </div>
        </Fragment>
      ))}
    </div>
  );
}

const FieldName = ({ tex }: { tex: string }) => (
  <p aria-hidden="true" className="flex h-7 items-center text-next">
    <Tex tex={tex} />
  </p>
);

const One = () => (
  <span className="ml-4 flex h-8 w-[6.75rem] items-center justify-end rounded-field bg-sunken pr-2.5 font-mono text-code font-medium">
    1
  </span>
);
