import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer } from "#lib/core/answer.ts";
import { fail, ok } from "#lib/core/result.ts";
import type { SaveDraftOutcome } from "#lib/platform/services/index.ts";
import { type DraftState, draftSaver, RETRY_AFTER_MS, SAVE_AFTER_MS } from "./draft.ts";

const textOf = (text: string): Answer => ({ words: { kind: "text", text } });

/** A course in memory that keeps versions as the real one does; `down` makes it unreachable. */
function course() {
  const held = { version: 0, answer: textOf(""), down: false, saves: 0 };
  const page = { answer: textOf(""), kept: null as Answer | null, states: [] as DraftState[] };
  const save = async (answer: Answer, baseVersion: number) => {
    if (held.down) throw new TypeError("network");
    held.saves += 1;
    const at = "2025-11-24T14:32:07Z";
    const outcome: SaveDraftOutcome =
      baseVersion === held.version
        ? { saved: true, version: baseVersion + 1, savedAt: at }
        : { saved: false, theirs: { version: held.version, answer: held.answer, savedAt: at } };
    if (outcome.saved) Object.assign(held, { version: outcome.version, answer });
    return ok(outcome);
  };
  const saver = draftSaver(
    {
      answer: () => page.answer,
      save,
      keep: (copy) => {
        page.kept = copy.answer;
      },
      drop: () => {
        page.kept = null;
      },
      online: () => !held.down,
      tell: (state) => page.states.push(state),
    },
    { version: 0, savedAt: null },
  );
  const type = (text: string) => {
    page.answer = textOf(text);
    saver.changed();
  };
  return { held, page, saver, type };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("saving a draft", () => {
  test("it is saved once, within a second of the last key", async () => {
    const { held, page, type } = course();
    for (const text of ["a", "ab", "abc"]) {
      type(text);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(held.saves).toBe(0);
    await vi.advanceTimersByTimeAsync(1000 - 200);
    expect(held).toMatchObject({ saves: 1, version: 1, answer: textOf("abc") });
    expect(page.states.at(-1)).toMatchObject({ kind: "saved" });
    expect(page.kept).toBeNull();
  });

  test("until the course confirms it, this browser holds it", async () => {
    const { held, page, type } = course();
    held.down = true;
    type("a");
    expect(page.kept).toEqual(textOf("a"));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(page.states.at(-1)).toMatchObject({ kind: "kept-here", offline: true });
    held.down = false;
    await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
    expect(held.answer).toEqual(textOf("a"));
    expect(page.kept).toBeNull();
  });

  test("what was typed while a save was on its way is saved next", async () => {
    const { held, page, type, saver } = course();
    type("a");
    const first = saver.flush();
    type("ab");
    await first;
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(held).toMatchObject({ version: 2, answer: textOf("ab") });
    expect(page.states.at(-1)).toMatchObject({ kind: "saved" });
  });

  test("an edit elsewhere is never written over: the person chooses, then it goes on", async () => {
    const { held, page, type, saver } = course();
    Object.assign(held, { version: 3, answer: textOf("theirs") });
    type("mine");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(page.states.at(-1)).toMatchObject({ kind: "conflict", theirs: { version: 3, answer: textOf("theirs") } });
    type("mine, further");
    await vi.advanceTimersByTimeAsync(10 * RETRY_AFTER_MS);
    expect(held.answer).toEqual(textOf("theirs"));
    saver.resolved(3);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(held).toMatchObject({ version: 4, answer: textOf("mine, further") });
  });

  test("what the course says when it takes nothing is passed on", async () => {
    const states: DraftState[] = [];
    const saver = draftSaver(
      {
        answer: () => textOf("a"),
        save: async () => fail({ code: "closed" as const, message: "Closed on Thu 27 Nov, 23:59 Berlin." }),
        keep: () => {},
        drop: () => {},
        online: () => true,
        tell: (state) => states.push(state),
      },
      { version: 0, savedAt: null },
    );
    await saver.flush();
    expect(states.at(-1)).toMatchObject({ sentence: "Closed on Thu 27 Nov, 23:59 Berlin." });
    saver.stop();
  });
});
