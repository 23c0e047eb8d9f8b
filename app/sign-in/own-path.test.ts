import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

/** Where a browser on our page goes with this in a Location header. */
const reached = (location: string): string => new URL(location, "https://nablab.example/sign-in").host;

const elsewhere = [
  "https://evil.test/phish",
  "//evil.test/phish",
  "///evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "/.//evil.test:9/phish",
  "/..//evil.test",
  "/x/..//evil.test",
  "/x/../..//evil.test",
  "/./\\evil.test",
  "/.\\/evil.test",
  "/%2e//evil.test",
  "/%2E%2e//evil.test",
  "/a/%2e%2e/\\evil.test",
  "/\t/evil.test",
  "/.\n//evil.test",
  " //evil.test",
  "/.//@evil.test",
  ".//evil.test",
  "..//evil.test",
  "javascript:alert(1)",
  "http:evil.test",
];

describe("where signing in leads", () => {
  it.each(elsewhere)("is never another server: %j", (next) => {
    expect(reached(ownPath(next))).toBe("nablab.example");
    expect(ownPath(next)).not.toMatch(/^[\\/]{2}/);
  });

  it.each(["/", "/courses/x/exercises/y?part=z#line-3", "/lessons", "/x//y", "/%2Fevil.test"])(
    "is the page that was asked for: %s",
    (next) => expect(ownPath(next)).toBe(next),
  );
});
