import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { seed32, sha256 } from "./sha256.ts";

// Known answers of FIPS 180-4 for the empty message and "abc".
it("gives the published digests", () => {
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("agrees with Node's for text of every length and script", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }),
  );
});

it("makes other seeds of other texts", () => {
  expect(seed32("a")).not.toBe(seed32("b"));
  expect(seed32("a")).toBeGreaterThanOrEqual(0);
});
