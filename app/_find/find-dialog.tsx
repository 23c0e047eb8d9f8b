"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { cx } from "#app/_components/base/cx.ts";
import { Dialog } from "#app/_components/base/dialog.tsx";
import { inputLook } from "#app/_components/base/field.tsx";
import { placesAction } from "./actions.ts";
import { type Place, placesFor } from "./places.ts";

/** Type a word of what you look for; Enter goes there. The places are asked for when it opens. */
export default function FindDialog({ onClose }: { onClose: () => void }) {
  const [places, setPlaces] = useState<readonly Place[] | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    placesAction().then(setPlaces, () => setPlaces([]));
  }, []);
  return (
    <Dialog title="Find" open first={field} onOpenChange={(open) => open || onClose()}>
      <Search field={field} places={places} onGo={onClose} />
    </Dialog>
  );
}

const steps: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1 };

function Search({
  field,
  places,
  onGo,
}: {
  field: RefObject<HTMLInputElement | null>;
  places: readonly Place[] | null;
  onGo: () => void;
}) {
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = placesFor(typed, places ?? []);
  const go = (place: Place | undefined) => {
    if (!place) return;
    onGo();
    router.push(place.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (step === undefined) go(found[at]);
    else setAt((before) => Math.min(found.length - 1, Math.max(0, before + step)));
  };
  return (
    <>
      <input
        ref={field}
        role="combobox"
        aria-label="Exercise, lesson or page"
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        placeholder="Exercise, lesson or page"
        autoComplete="off"
        className={inputLook}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label="Places" className="mt-2">
        {found.map((place, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <div
            key={place.href}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={cx(
              "flex min-h-9 cursor-pointer items-baseline gap-3 rounded-field px-2.5 py-2 pointer-coarse:min-h-11",
              i === at ? "bg-fwd-tint" : "hover:bg-sunken",
            )}
            onClick={() => go(place)}
          >
            <span className="min-w-0 flex-1 truncate font-medium">{place.label}</span>
            <span className="max-w-[45%] truncate text-caption text-ink-3">{place.within}</span>
          </div>
        ))}
      </div>
      <p role="status" className="mt-2 text-caption text-ink-3 empty:hidden">
        {places === null ? "–" : found.length === 0 ? "Nothing is called so." : ""}
      </p>
    </>
  );
}
