import { figure } from "../base/format.ts";
import { entryName } from "./heat-cells.ts";

/** Where the error is largest: the entry, both values where they may be shown, and how they are related. */
export function LargestEntry({
  name,
  index,
  yours,
  numeric,
  relation,
  sizes,
  other = "Numeric",
}: {
  name: string;
  index: readonly number[];
  yours: number | null;
  numeric: number | null;
  relation: string | null;
  /** "8 examples, h = 10⁻⁵": the case that is shown. */
  sizes?: string;
  /** What `numeric` is. */
  other?: string;
}) {
  const rows = [
    {
      term: index.length === 0 ? "Differs" : "Largest at",
      value: <b className="font-medium">{name === "" ? "the number returned" : entryName(name, index)}</b>,
      beside: sizes ? <span className="text-ink-2">{sizes}</span> : null,
    },
    { term: "Yours", value: yours === null ? null : figure(yours, 4, true), beside: null },
    { term: other, value: numeric === null ? null : figure(numeric, 4, true), beside: null },
  ].filter((row) => row.value !== null);
  return (
    <dl className="rounded-box bg-sunken px-3 py-2 text-caption">
      {rows.map((row, at) => (
        <div key={row.term} className="grid grid-cols-[4.25rem_1fr_auto] items-baseline gap-x-1 leading-5">
          <dt className="text-ink-3">{row.term}</dt>
          <dd className="font-mono">{row.value}</dd>
          <dd className={at === rows.length - 1 && at > 0 ? "font-medium text-ink-2" : "font-mono"}>
            {at === rows.length - 1 && at > 0 ? relation : row.beside}
          </dd>
        </div>
      ))}
      {rows.length === 1 && relation ? <dd className="font-medium text-ink-2">{relation}</dd> : null}
    </dl>
  );
}
