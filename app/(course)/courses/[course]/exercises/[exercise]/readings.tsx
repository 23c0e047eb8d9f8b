"use client";
import { Icon } from "#app/_components/base/icon.tsx";
import { Kbd } from "#app/_components/base/kbd.tsx";
import { ReadoutStrip } from "#app/_components/shell/readout-strip.tsx";
import { ENGINE_HASH } from "#generated/engine-hash.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";

const brief = (hash: string): string => `${hash.slice(0, 4)}·${hash.slice(4, 8)}`;

const places: {
  readonly [kind in PublicPart["kind"]]: (
    first: number,
    second: number,
  ) => { readonly label: string; readonly value?: string } | null;
} = {
  code: (line, column) => ({ label: `Ln ${line}, Col ${column}` }),
  worksheet: (at, of) => (of > 1 ? { label: "field", value: `${at} of ${of}` } : null),
  derivation: (at, of) => (of > 1 ? { label: "line", value: `${at} of ${of}` } : null),
  choice: () => null,
  text: () => null,
};

/** What one needs to reproduce a result, and where one is. */
export function Readings({
  part,
  seed,
  at,
  online,
  onKeys,
}: {
  part: PublicPart;
  seed: string;
  at: readonly [number, number];
  online: boolean;
  onKeys: () => void;
}) {
  const place = places[part.kind](...at);
  return (
    <ReadoutStrip
      left={[
        online
          ? {
              label: (
                <>
                  <b className="font-medium text-ink">Ready</b>{" "}
                  {part.kind === "code" ? "runs here, offline too" : "reads as you type"}
                </>
              ),
            }
          : { label: <b className="font-medium text-ink">Offline, still saving here</b> },
        { label: "engine", value: brief(ENGINE_HASH), mono: true },
        { label: "seed", value: seed.length > 10 ? brief(seed) : seed, mono: true },
      ]}
      right={[...(place ? [place] : []), ...(part.kind === "code" ? [{ label: "TypeScript with", value: "nd" }] : [])]}
      end={
        <button
          type="button"
          onClick={onKeys}
          aria-keyshortcuts="?"
          className="inline-flex items-center gap-1.5 rounded-field hover:text-ink"
        >
          <Icon name="keyboard" size={14} />
          <span className="font-medium">?</span> shortcuts
        </button>
      }
    />
  );
}

/** Under a sheet: how to move in it. */
export function KeysFoot() {
  return (
    <span className="inline-flex items-center gap-1.5">
      {["↑", "↓", "←", "→"].map((key) => (
        <Kbd key={key} keys={key} />
      ))}
      move
      <Kbd keys="Enter" className="ml-2" />
      next field
    </span>
  );
}
