import { describe, expect, it } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import { deepIn, mayBeDeep, tooDeep } from "./nesting.ts";

const PIECES = [
  `${"$"}{`,
  ..."( [ { ) ] } ` ' \" / // /* */ => ? : = ** ! ~ - + ++ -- ... < > >> , ; . # @ \\ 3in 1234abc 0x 7".split(" "),
  ..."if else for while do new typeof void delete await yield class extends keyof in of as let const return".split(" "),
  ..."a b1 é x.y /[a-z]+/ /ab cd ef/ a/b \n \n".split(" ").map((piece) => piece.replace("\\n", "\n")),
];

/** Files of pieces at random: each leans towards a few of them, so that some are deep. */
function soup(seed: number): string {
  const random = createRandom(`soup ${seed}`);
  const own = Array.from({ length: 1 + random.integer(4) }, () => PIECES[random.integer(PIECES.length)] as string);
  const length = 20 + random.integer(500);
  const pick = () => (random.integer(20) > 0 ? own[random.integer(own.length)] : PIECES[random.integer(PIECES.length)]);
  return Array.from({ length }, pick).join(random.integer(3) === 0 ? "" : " ");
}

describe("A file nested too deep", () => {
  it("is never passed over for having too little in it", () => {
    let deep = 0;
    let passed = 0;
    for (let seed = 0; seed < 1500; seed++) {
      const source = soup(seed);
      const found = deepIn(source);
      if (found !== null) deep++;
      if (!mayBeDeep(source)) passed++;
      if (found !== null && !mayBeDeep(source))
        throw new Error(`seed ${seed} is passed over: ${JSON.stringify(source.slice(0, 400))}`);
    }
    expect([deep > 50, passed > 200]).toEqual([true, true]);
  });

  it("is told at its place", () => {
    expect(tooDeep(`const a =\n  ${"(".repeat(300)}1${")".repeat(300)};`)).toEqual({
      of: "levels",
      line: 2,
      column: 252,
    });
    expect(tooDeep(`const a = ${"(1) + ".repeat(90)}0;`)).toBeNull();
  });
});
