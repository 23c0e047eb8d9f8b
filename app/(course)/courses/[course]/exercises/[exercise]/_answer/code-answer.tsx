"use client";
import { type Ref, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { CodeEditor, type CodeHandle } from "#app/_components/fields/code-editor.tsx";
import type { CodeMarker, MarkedLine, ShapeHint } from "#app/_components/fields/code-marks.ts";
import { PlainEditor } from "#app/_components/fields/plain-editor.tsx";
import { PaneHead } from "#app/_components/shell/pane.tsx";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import type { AttemptSummary } from "#lib/platform/services/index.ts";
import { type AnswerStore, useEpoch, usePartAnswer } from "../_state/answer-store.ts";
import { CompareAttempt } from "./compare-attempt.tsx";
import { editorTypes } from "./editor-types.ts";

type CodePart = Extract<PublicPart, { kind: "code" }>;

const plainKey = "nablab-plain-editor";

/** Touch screens and narrow windows get the plain editor, unless the person asked for the other one. */
function useEditorChoice(): { readonly plain: boolean; readonly choose: (plain: boolean) => void } {
  const subscribe = (listener: () => void) => {
    const query = matchMedia("(pointer: coarse), (width < 760px)");
    query.addEventListener("change", listener);
    return () => query.removeEventListener("change", listener);
  };
  const coarse = useSyncExternalStore(
    subscribe,
    () => matchMedia("(pointer: coarse), (width < 760px)").matches,
    () => false,
  );
  const [chosen, setChosen] = useState<boolean | null>(null);
  useEffect(() => {
    const kept = localStorage.getItem(plainKey);
    if (kept !== null) setChosen(kept === "yes");
  }, []);
  return {
    plain: chosen ?? coarse,
    choose(plain) {
      localStorage.setItem(plainKey, plain ? "yes" : "no");
      setChosen(plain);
    },
  };
}

export function CodeAnswer({
  part,
  store,
  attempts,
  markers,
  marked,
  hints,
  readOnly,
  handle,
  onChange,
  onCursor,
}: {
  part: CodePart;
  store: AnswerStore;
  attempts: readonly AttemptSummary[];
  markers: readonly CodeMarker[];
  marked: MarkedLine | null;
  hints: readonly ShapeHint[];
  readOnly: boolean;
  handle: Ref<CodeHandle>;
  onChange: (source: string) => void;
  onCursor: (line: number, column: number) => void;
}) {
  const source = usePartAnswer(store, part.id, "code")?.source ?? part.starter;
  const epoch = useEpoch(store);
  const { plain, choose } = useEditorChoice();
  const [unavailable, setUnavailable] = useState(false);
  const lines = source.replace(/\n$/, "").split("\n").length;
  const shared = {
    initial: source,
    label: `answer.ts, part ${part.title}`,
    markers,
    marked,
    hints,
    readOnly,
    onChange,
    onCursor,
    ref: handle,
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PaneHead>
        <span className="font-mono text-caption font-medium">answer.ts</span>
        <span className="text-ink-3">{plain ? "plain text editor" : lines === 1 ? "1 line" : `${lines} lines`}</span>
        <span className="flex-1" />
        <ResetButton
          starter={part.starter}
          source={source}
          readOnly={readOnly}
          store={store}
          partId={part.id}
          onChange={onChange}
        />
        <CompareAttempt attempts={attempts} partId={part.id} source={source} />
        <Button kind="bare" size="small" className="pointer-fine:hidden" onClick={() => choose(!plain)}>
          {plain ? "Use full editor" : "Use plain editor"}
        </Button>
      </PaneHead>
      <div className="min-h-0 flex-1">
        {plain || unavailable ? (
          <PlainEditor key={`plain-${epoch}`} {...shared} />
        ) : (
          <CodeEditor
            key={`full-${epoch}`}
            {...shared}
            types={editorTypes}
            onUnavailable={() => setUnavailable(true)}
          />
        )}
      </div>
    </div>
  );
}

/** Puts the starter back; the button then offers the way back, until something is typed. */
function ResetButton({
  starter,
  source,
  readOnly,
  store,
  partId,
  onChange,
}: {
  starter: string;
  source: string;
  readOnly: boolean;
  store: AnswerStore;
  partId: string;
  onChange: (source: string) => void;
}) {
  const [before, setBefore] = useState<string | null>(null);
  const put = (text: string) => {
    store.replace({ ...store.answer(), [partId]: { kind: "code", source: text } });
    onChange(text);
  };
  if (readOnly) return null;
  if (before !== null && source === starter) {
    return (
      <Button
        kind="bare"
        size="small"
        icon="undo"
        onClick={() => {
          put(before);
          setBefore(null);
        }}
      >
        Undo reset
      </Button>
    );
  }
  return (
    <Button
      kind="bare"
      size="small"
      icon="undo"
      disabled={source === starter}
      onClick={() => {
        setBefore(source);
        put(starter);
      }}
    >
      Reset
    </Button>
  );
}
