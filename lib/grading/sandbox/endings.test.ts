import { describe, expect, it } from "vitest";
import { PlatformFault } from "#lib/core/runner.ts";
import { ofUnreadable } from "./endings.ts";
import { decodeValue, WordReader } from "./harness/decode.ts";
import { TAGS } from "./harness/tags.ts";

/** What is thrown where words stand that do not belong there. */
function caught(): unknown {
  try {
    decodeValue(new WordReader([{ slot: TAGS.COUNT, value: 1, tapeId: null }]), "any");
  } catch (error) {
    return error;
  }
  return null;
}

describe("words that do not make sense", () => {
  it("are an outcome where a guest ran: whatever a guest does is one", () => {
    expect(ofUnreadable(caught(), "guest", 2, "f")).toEqual({
      status: "malformed",
      atCall: 2,
      path: "f",
      message: "What `f` gave back cannot be read.",
    });
  });

  it("are the platform's fault in a trusted run, and so is anything else", () => {
    expect(() => ofUnreadable(caught(), "trusted", 0, "f")).toThrow(PlatformFault);
    expect(() => ofUnreadable(new PlatformFault("a thread was lost"), "guest", 0, "f")).toThrow("a thread was lost");
  });
});
