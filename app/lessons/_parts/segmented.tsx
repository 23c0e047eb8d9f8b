"use client";
import { cx } from "#app/_components/base/cx.ts";

/** A row of choices, one of which holds: radio buttons in the shape of a scale. */
export function Segmented<T extends string | number>({
  name,
  label,
  value,
  choices,
  onChange,
}: {
  name: string;
  label: string;
  value: T;
  choices: readonly { readonly value: T; readonly label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-ui font-medium">{label}</legend>
      <div className="flex overflow-hidden rounded-box border border-line-strong">
        {choices.map((choice, at) => (
          <label
            key={choice.value}
            className={cx(
              "relative flex h-7 flex-1 cursor-pointer items-center justify-center px-1 text-ui pointer-coarse:h-11 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-fwd",
              at > 0 && "border-l border-line-2",
              choice.value === value
                ? "bg-fwd-fill font-medium text-on-fwd forced-colors:underline"
                : "text-ink hover:bg-sunken",
            )}
          >
            <input
              type="radio"
              name={name}
              className="absolute inset-0 cursor-pointer opacity-0"
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
