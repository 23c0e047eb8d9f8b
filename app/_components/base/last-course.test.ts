import { describe, expect, it } from "vitest";
import { lastCourseFrom } from "./last-course.ts";

describe("the cookie of the course that one was in last", () => {
  it("names a course, or nothing where it could not be one", () => {
    expect(lastCourseFrom("second-group-2")).toBe("second-group-2");
    for (const odd of [undefined, "", "../x", "A", "-a", "a b", "a;b", "a".repeat(81)])
      expect(lastCourseFrom(odd)).toBeNull();
  });
});
