import { describe, expect, it } from "vitest";
import { wholeName } from "./whole-name.ts";

const cut = (words: string) => `${words.slice(0, 59)}…`;

describe("the name of a diagnosis", () => {
  it("stays as it is where nothing was cut off", () => {
    expect(wholeName({ name: "slope of the sigmoid", says: "Line 20 multiplies by $a(1 - a)$." })).toBe(
      "slope of the sigmoid",
    );
  });

  it("of a relation in code is all that its sentence says of the tensor", () => {
    const words = "it, with 0.5 λ in place of λ/m times W2 turned on its side added, and half as large";
    const said = words.replace("W2", "`W2`");
    const says = `\`dW1\` beside the derivative of your own loss, on every case: ${said}. \`db1\`: zero everywhere.`;
    expect(wholeName({ name: cut(words), says })).toBe(words);
    const also = `\`dW1\` beside what is asked for, on every case: ${said} (here the same as twice that).`;
    expect(wholeName({ name: cut(words), says: also })).toBe(words);
  });

  it("of a relation in a worksheet keeps its formula whole", () => {
    const words = "right but for two digits of the entry in row 2, column 1 of $W^{[1]}$ in the wrong order";
    expect(wholeName({ name: cut(words), says: `$A^{[1]}$ is ${words}.` })).toBe(words);
  });

  it("stays cut where its sentence says something else", () => {
    expect(wholeName({ name: "twice as…", says: "Half of it." })).toBe("twice as…");
  });
});
