import { points } from "./format.ts";

/** Points in a column: what is shorter leaves room at its end, so that decimal points stand under one another. */
export function Aligned({ value, decimals = 2 }: { value: number | null; decimals?: number }) {
  const shown = points(value);
  const [, part] = shown.split(".");
  const missing = `${part === undefined ? "." : ""}${"0".repeat(Math.max(0, decimals - (part?.length ?? 0)))}`;
  return (
    <>
      {shown}
      <span aria-hidden="true" className="invisible">
        {missing}
      </span>
    </>
  );
}
