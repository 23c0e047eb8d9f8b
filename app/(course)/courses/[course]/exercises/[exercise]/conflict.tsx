"use client";
import { Button } from "#app/_components/base/button.tsx";
import { Dialog } from "#app/_components/base/dialog.tsx";
import { clock } from "#app/_components/base/when.ts";
import type { Answer, PartAnswer } from "#lib/core/answer.ts";
import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import type { DraftView } from "#lib/platform/services/index.ts";
import { sameAnswer } from "./_state/draft-copy.ts";

/** A part's answer as text, to be read side by side. */
function textOf(part: PartAnswer | undefined): string {
  if (!part) return "";
  if (part.kind === "code") return part.source;
  if (part.kind === "text") return part.text;
  if (part.kind === "choice") return part.chosen.join("\n");
  const rows =
    part.kind === "worksheet"
      ? Object.entries(part.fields).map(([id, cells]) => [id, cells.join("  ")])
      : Object.entries(part.lines);
  return rows.map(([id, value]) => `${id} = ${value}`).join("\n");
}

/** Mine first, and what differs of theirs after it: in code as a comment, in prose as further paragraphs. */
export function bothOf(mine: Answer, theirs: Answer): Answer {
  const joined = Object.entries(mine).map(([id, part]) => {
    const other = theirs[id];
    if (part.kind === "code" && other?.kind === "code" && part.source !== other.source) {
      const quoted = other.source
        .trimEnd()
        .split("\n")
        .map((line) => `// ${line}`.trimEnd());
      return [
        id,
        { ...part, source: `${part.source.trimEnd()}\n\n// The other draft:\n${quoted.join("\n")}\n` },
      ] as const;
    }
    if (part.kind === "text" && other?.kind === "text" && part.text !== other.text)
      return [id, { ...part, text: `${part.text.trimEnd()}\n\n${other.text}` }] as const;
    return [id, part] as const;
  });
  return { ...theirs, ...Object.fromEntries(joined) };
}

/** A draft that was edited in two places: both are shown, and the person chooses. */
export function Conflict({
  exercise,
  mine,
  theirs,
  timeZone,
  onChoose,
}: {
  exercise: PublicExercise;
  mine: Answer;
  theirs: DraftView;
  timeZone: string;
  onChoose: (answer: Answer) => void;
}) {
  const differing = exercise.parts.filter(
    (part) => !sameAnswer({ x: mine[part.id] as PartAnswer }, { x: theirs.answer[part.id] as PartAnswer }),
  );
  return (
    <Dialog
      open
      wide
      decide
      title="Two drafts of this answer"
      actions={
        <>
          <Button onClick={() => onChoose(bothOf(mine, theirs.answer))}>Keep both</Button>
          <Button onClick={() => onChoose(theirs.answer)}>Keep the other</Button>
          <Button kind="primary" onClick={() => onChoose(mine)}>
            Keep this one
          </Button>
        </>
      }
    >
      <p className="prose next mb-4">
        {`This draft was also edited in another window or on another device at ${clock(theirs.savedAt, timeZone)}. Both are kept; choose which one to go on with.`}
      </p>
      {differing.map((part) => (
        <section key={part.id} aria-label={part.title} className="mb-3">
          <h3 className="mb-1 font-medium">{part.title}</h3>
          <div className="grid gap-3 tablet:grid-cols-2">
            <Column title="On this device" text={textOf(mine[part.id])} />
            <Column title="On the other device" text={textOf(theirs.answer[part.id])} />
          </div>
        </section>
      ))}
    </Dialog>
  );
}

function Column({ title, text }: { title: string; text: string }) {
  return (
    <div className="min-w-0">
      <p className="text-caption text-ink-3">{title}</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
        tabIndex={0}
        className="scroll-quiet max-h-72 overflow-auto rounded-box bg-sunken p-3 text-caption whitespace-pre-wrap"
      >
        {text || "empty"}
      </pre>
    </div>
  );
}
