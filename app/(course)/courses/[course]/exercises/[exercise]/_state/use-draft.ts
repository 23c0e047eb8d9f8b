"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { announce } from "#app/_components/base/live-region.tsx";
import type { Answer } from "#lib/core/answer.ts";
import type { ExercisePage } from "#lib/platform/services/index.ts";
import { saveDraftAction } from "../actions.ts";
import { type AnswerStore, createAnswerStore } from "./answer-store.ts";
import { type DraftState, draftSaver } from "./draft.ts";
import { dropCopy, keepCopy, readCopy, sameAnswer } from "./draft-copy.ts";
import { completed } from "./parts.ts";

export type Draft = {
  readonly store: AnswerStore;
  readonly state: DraftState;
  readonly change: (partId: string, part: Answer[string]) => void;
  /** Saves now; never submits. */
  readonly save: () => void;
  /** Ends a conflict: the page goes on with `answer`. */
  readonly resolve: (answer: Answer) => void;
};

/**
 * The answer of this page and where it is kept. `place` names person, course and exercise for the copy in this browser. A preview
 * saves nothing.
 */
export function useDraft(page: ExercisePage, place: string): Draft {
  const [store] = useState(() => createAnswerStore(completed(page.exercise, page.draft?.answer ?? null)));
  const firstState = (): DraftState => (page.draft ? { kind: "saved", at: page.draft.savedAt } : { kind: "untouched" });
  const [state, setState] = useState<DraftState>(firstState);
  const records = page.mode === "answer" && page.submit.open;
  const at = useMemo(
    () => ({ course: page.course.slug, exercise: page.exercise.slug }),
    [page.course.slug, page.exercise.slug],
  );
  const first = useRef({ version: page.draft?.version ?? 0, savedAt: page.draft?.savedAt ?? null, draft: page.draft });
  /** What readers have heard since the last save; tries go on every five seconds. */
  const said = useRef<string | null>(null);
  const saver = useMemo(
    () =>
      draftSaver(
        {
          answer: store.answer,
          save: (answer, baseVersion) =>
            saveDraftAction({ ...at, answer, baseVersion } as Parameters<typeof saveDraftAction>[0]),
          keep: (copy) => void keepCopy(place, copy),
          drop: () => dropCopy(place),
          online: () => navigator.onLine,
          tell: (next) => {
            setState(next);
            if (next.kind === "saved") said.current = null;
            if (next.kind !== "kept-here" || next.offline || said.current === next.sentence) return;
            said.current = next.sentence;
            announce(next.sentence);
          },
        },
        first.current,
      ),
    [store, at, place],
  );

  useEffect(() => {
    if (!records) return;
    const copy = readCopy(place);
    const { draft, version } = first.current;
    if (copy && !(draft && sameAnswer(copy.answer, draft.answer))) {
      const mine = completed(page.exercise, copy.answer);
      if (copy.baseVersion === version) {
        store.replace(mine);
        void saver.flush();
      } else if (draft) {
        store.replace(mine);
        saver.stop();
        setState({ kind: "conflict", theirs: draft });
      }
    } else if (copy) dropCopy(place);
    const retry = () => void saver.flush();
    const offline = () =>
      setState((now) =>
        now.kind === "conflict"
          ? now
          : {
              kind: "kept-here",
              offline: true,
              sentence: "Your answer goes to the course when the connection is back.",
            },
      );
    window.addEventListener("online", retry);
    window.addEventListener("offline", offline);
    return () => {
      window.removeEventListener("online", retry);
      window.removeEventListener("offline", offline);
    };
  }, [records, place, saver, store, page.exercise]);

  const change = useCallback(
    (partId: string, part: Answer[string]) => {
      store.set(partId, part);
      if (records) saver.changed();
    },
    [records, saver, store],
  );
  const save = useCallback(() => {
    if (records) void saver.flush();
  }, [records, saver]);
  const resolve = useCallback(
    (answer: Answer) => {
      if (state.kind !== "conflict") return;
      store.replace(completed(page.exercise, answer));
      saver.resolved(state.theirs.version);
    },
    [page.exercise, saver, state, store],
  );
  return { store, state, change, save, resolve };
}
