"use client";
import { useSyncExternalStore } from "react";
import type { Answer, PartAnswer } from "#lib/core/answer.ts";

/** The answer as it stands in the page. `epoch` counts replacements from outside (reset, another device), not typing. */
export type AnswerStore = {
  readonly answer: () => Answer;
  readonly epoch: () => number;
  readonly set: (partId: string, part: PartAnswer) => void;
  readonly replace: (answer: Answer) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

export function createAnswerStore(first: Answer): AnswerStore {
  let answer = first;
  let epoch = 0;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    answer: () => answer,
    epoch: () => epoch,
    set(partId, part) {
      answer = { ...answer, [partId]: part };
      tell();
    },
    replace(next) {
      answer = next;
      epoch += 1;
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type OfKind<Kind extends PartAnswer["kind"]> = Extract<PartAnswer, { readonly kind: Kind }>;

/** The answer to one part, if it is of that kind; follows every change of it. */
export function usePartAnswer<Kind extends PartAnswer["kind"]>(
  store: AnswerStore,
  partId: string,
  kind: Kind,
): OfKind<Kind> | null {
  const read = () => store.answer()[partId];
  const part = useSyncExternalStore(store.subscribe, read, read);
  return part?.kind === kind ? (part as OfKind<Kind>) : null;
}

/** Grows when the answer was replaced from outside; a key for fields that own their text. */
export function useEpoch(store: AnswerStore): number {
  return useSyncExternalStore(store.subscribe, store.epoch, () => 0);
}

/** Words about the whole answer, made anew with every change of it. */
export function useAnswerWords(store: AnswerStore, words: (answer: Answer) => string): string {
  const read = () => words(store.answer());
  return useSyncExternalStore(store.subscribe, read, read);
}
