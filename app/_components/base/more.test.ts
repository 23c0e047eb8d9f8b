import { expect, test } from "vitest";
import { moreOf } from "./more.ts";

test("what does not fit is told on the sides where it goes on, and a fraction of a pixel is nothing", () => {
  const at = (scrollLeft: number, scrollWidth: number) => moreOf({ scrollLeft, scrollWidth, clientWidth: 300 });
  expect([at(0, 300), at(0, 300.6), at(0, 400), at(40, 400), at(100, 400), at(99.4, 400)]).toEqual([
    "",
    "",
    "end",
    "start end",
    "start",
    "start",
  ]);
});
