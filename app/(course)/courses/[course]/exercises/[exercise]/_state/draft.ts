import type { Answer } from "#lib/core/answer.ts";
import type { Result } from "#lib/core/result.ts";
import type { DraftView, SaveDraftOutcome, ServiceFailure } from "#lib/platform/services/index.ts";
import type { DraftCopy } from "./draft-copy.ts";

/** Where the answer is kept now. */
export type DraftState =
  | { readonly kind: "untouched" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: string }
  /** Kept in this browser only; `sentence` says why, and it is tried again. */
  | { readonly kind: "kept-here"; readonly offline: boolean; readonly sentence: string }
  | { readonly kind: "conflict"; readonly theirs: DraftView };

export type DraftPorts = {
  readonly answer: () => Answer;
  readonly save: (answer: Answer, baseVersion: number) => Promise<Result<SaveDraftOutcome, ServiceFailure>>;
  readonly keep: (copy: DraftCopy) => void;
  readonly drop: () => void;
  readonly online: () => boolean;
  readonly tell: (state: DraftState) => void;
};

export const SAVE_AFTER_MS = 600;
export const RETRY_AFTER_MS = 5000;

const offlineSentence = "Your answer goes to the course when the connection is back.";
const silentSentence = "The course does not answer. Your draft is safe in this browser; we try again every 5 seconds.";

/**
 * Saves an answer a little after the last key, one save at a time, each upon the version it was made from. What the course has not
 * confirmed stands in this browser as well; what it has confirmed is not sent again. After a conflict nothing is saved until `resolved`.
 */
export function draftSaver(ports: DraftPorts, first: { readonly version: number; readonly savedAt: string | null }) {
  let version = first.version;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let busy = false;
  let again = false;
  let stopped = false;
  /** What the course has, as far as this page knows. */
  let confirmed = ports.answer();

  const later = (ms: number) => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  async function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (stopped) return;
    if (busy) {
      again = true;
      return;
    }
    if (ports.answer() === confirmed) return;
    busy = true;
    again = false;
    const answer = ports.answer();
    ports.tell({ kind: "saving" });
    const answered = await ports.save(answer, version).catch(() => null);
    busy = false;
    if (answered?.ok && answered.value.saved) {
      version = answered.value.version;
      confirmed = answer;
      if (ports.answer() === answer) {
        ports.drop();
        ports.tell({ kind: "saved", at: answered.value.savedAt });
      } else later(again ? 0 : SAVE_AFTER_MS);
      return;
    }
    if (answered?.ok && !answered.value.saved) {
      stopped = true;
      ports.tell({ kind: "conflict", theirs: answered.value.theirs });
      return;
    }
    const offline = answered === null && !ports.online();
    const sentence = answered && !answered.ok ? answered.error.message : offline ? offlineSentence : silentSentence;
    ports.tell({ kind: "kept-here", offline, sentence });
    later(RETRY_AFTER_MS);
  }

  return {
    /** After every change of the answer. */
    changed(): void {
      if (stopped) return;
      ports.keep({ answer: ports.answer(), baseVersion: version, at: new Date().toISOString() });
      later(SAVE_AFTER_MS);
    },
    flush,
    /** The person chose how to go on; what the page holds now follows upon `theirs`. */
    resolved(theirs: number): void {
      version = theirs;
      stopped = false;
      void flush();
    },
    version: () => version,
    stop(): void {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
