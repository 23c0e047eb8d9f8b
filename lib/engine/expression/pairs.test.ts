import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import {
  equalAt,
  type Formula,
  inferShape,
  type Network,
  nodeTex,
  nodeWords,
  parseIn,
  type ReadNetwork,
  readNetwork,
  type Shape,
} from "./index.ts";

// The table was written from textbook rules; tables/check_pairs.py holds each row by NumPy forms that were written by hand.
const folder = join(import.meta.dirname, "tables");
const settings = JSON.parse(readFileSync(join(folder, "settings.json"), "utf8")) as {
  readonly [name: string]: Network;
};
const host = createHost();

type Row = { readonly setting: string; readonly equal: boolean; readonly left: string; readonly right: string };

function rowsOf(text: string): readonly Row[] {
  const rows: Row[] = [];
  let setting = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("## ")) setting = line.slice(3).split(":")[0] as string;
    else if (/^[=!] /.test(line)) {
      const [left = "", right = ""] = line.slice(2).split(" ;; ");
      rows.push({ setting, equal: line.startsWith("="), left, right });
    }
  }
  return rows;
}
const rows = rowsOf(readFileSync(join(folder, "pairs.txt"), "utf8"));

function networkOf(setting: string): ReadNetwork {
  const read = readNetwork(settings[setting] as Network);
  if (!read.ok) throw new Error(`${setting}: ${read.error.problem.message}`);
  return read.value;
}

function formula(text: string, network: ReadNetwork, asked?: Shape): Formula {
  const parsed = parseIn(text, network, asked);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  const shape = inferShape(parsed.value, network.shapes);
  if (!shape.ok) throw new Error(`${text}: ${shape.error.message}`);
  return parsed.value;
}

/** The right side gives its shape; the left may need it, as an entry or a dot does. */
function sides({ left, right }: Row, network: ReadNetwork): { readonly a: Formula; readonly b: Formula; asked: Shape } {
  const b = formula(right, network);
  const shape = inferShape(b, network.shapes);
  const asked = shape.ok ? shape.value : [];
  return { a: formula(left, network, asked), b, asked };
}

describe("pairs of formulas from matrix calculus", () => {
  it("are 200 and more, a third of them not equal", () => {
    expect(rows.length).toBeGreaterThanOrEqual(200);
    expect(rows.filter(({ equal }) => !equal).length).toBeGreaterThan(rows.length / 3);
  });

  for (const setting of Object.keys(settings)) {
    it(`of the setting ${setting} are told apart, from either side`, () => {
      const network = networkOf(setting);
      const off: string[] = [];
      for (const row of rows.filter((row) => row.setting === setting)) {
        const { a, b } = sides(row, network);
        for (const [one, other] of [
          [a, b],
          [b, a],
        ] as const) {
          const seen = equalAt(one, other, network, 4127, host);
          if (seen.equal !== row.equal)
            off.push(`${one.text} ${seen.equal ? "=" : "≠"} ${other.text} (${seen.agreeing} of ${seen.points})`);
        }
      }
      expect(off).toEqual([]);
    });

    it(`of the setting ${setting} read back as they are written, in TeX and in words`, () => {
      const network = networkOf(setting);
      for (const row of rows.filter((row) => row.setting === setting)) {
        const { a, asked } = sides(row, network);
        const { root } = a;
        for (const written of [nodeTex(root), nodeWords(root)])
          expect([written, nodeWords(formula(written, network, asked).root)]).toEqual([written, nodeWords(root)]);
      }
    });
  }

  it("are not told apart by a judge that only looks at signs: the table catches it", () => {
    const network = networkOf("functions");
    const [a, b] = [formula("sigma'(z)", network), formula("e^{-z}/(1 + e^{-z})", network)];
    expect(equalAt(a, b, network, 4127, host).agreeing).toBe(0);
  });
});
