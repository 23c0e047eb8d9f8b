import { describe, expect, test } from "vitest";
import { actionOf, type KeyActions } from "./use-keys.ts";

const plain = { key: "", code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

function said(press: Partial<typeof plain>, typing = false): string | null {
  let heard: string | null = null;
  const say =
    (name: string) =>
    (...rest: readonly unknown[]) => {
      heard = [name, ...rest].join(" ");
    };
  const actions: KeyActions = {
    run: say("run"),
    submit: say("submit"),
    save: say("save"),
    show: say("show"),
    part: say("part"),
    list: say("list"),
  };
  actionOf({ ...plain, ...press }, typing)?.(actions);
  return heard;
}

describe("keys of the exercise page", () => {
  test("Mod+Enter runs and Mod+Shift+Enter submits, also while typing", () => {
    expect(said({ key: "Enter", ctrlKey: true }, true)).toBe("run");
    expect(said({ key: "Enter", metaKey: true, shiftKey: true }, true)).toBe("submit");
  });

  test("Mod+S saves and never submits", () => {
    expect(said({ key: "s", metaKey: true }, true)).toBe("save");
    expect(said({ key: "S", ctrlKey: true, shiftKey: true }, true)).toBeNull();
  });

  test("Enter alone, and a question mark in a text, are only typed", () => {
    expect(said({ key: "Enter" }, true)).toBeNull();
    expect(said({ key: "?" }, true)).toBeNull();
    expect(said({ key: "?" })).toBe("list");
  });

  test("Alt with a number shows a pane, whatever the layout makes of the key", () => {
    expect(said({ key: "¡", code: "Digit1", altKey: true })).toBe("show read");
    expect(said({ key: "3", code: "Digit3", altKey: true }, true)).toBe("show results");
  });

  test("Alt with an arrow changes the part, but moves by words in a text", () => {
    expect(said({ key: "ArrowRight", altKey: true })).toBe("part 1");
    expect(said({ key: "ArrowLeft", altKey: true }, true)).toBeNull();
  });
});
