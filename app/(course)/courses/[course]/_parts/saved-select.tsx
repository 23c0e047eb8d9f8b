"use client";
import { useState, useTransition } from "react";
import { type Option, Select } from "#app/_components/base/select.tsx";

/** A choice that is saved when it is made. Where that could not be done, it goes back and says why. */
export function SavedSelect({
  label,
  value,
  options,
  save,
  className,
}: {
  label: string;
  value: string;
  options: readonly Option[];
  save: (next: string) => Promise<string | null>;
  className?: string;
}) {
  // What was chosen, and over which value of the page's: once that is another, it counts.
  const [chosen, setChosen] = useState<{ readonly next: string; readonly over: string } | null>(null);
  const [said, setSaid] = useState("");
  const [busy, start] = useTransition();
  const onChange = (next: string) => {
    setChosen({ next, over: value });
    setSaid("");
    start(async () => {
      const problem = await save(next).catch(() => "Not saved: the course server does not answer. Try again.");
      setSaid(problem ?? "Saved.");
      // What was saved stays chosen: the page's own value comes a moment later.
      if (problem !== null) setChosen(null);
    });
  };
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Select
        label={label}
        value={chosen?.over === value ? chosen.next : value}
        options={options}
        onChange={onChange}
        {...(className && { className })}
      />
      <span role="status" className="text-caption text-ink-2">
        {busy ? "" : said}
      </span>
    </span>
  );
}
