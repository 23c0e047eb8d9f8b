import { type Document, isCollection, isMap, isNode, isPair, type LineCounter, type Node } from "yaml";
import { nearest } from "#lib/core/nearest.ts";

/** Something an author can correct, with its place (1-based) and, where one is near, what was probably meant. */
export type ContentError = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion: string | null;
};

export type YamlPath = readonly PropertyKey[];

/** Places in a YAML text by path: of the key where `atKey`, else of the value; the nearest that exists. */
export class Places {
  readonly #document: Document;
  readonly #lines: LineCounter;
  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  of(path: YamlPath, atKey = false): { line: number; column: number } {
    for (let length = path.length; length > 0; length--) {
      const offset = this.#offset(path.slice(0, length), atKey || length < path.length);
      if (offset !== null) return this.at(offset);
    }
    return { line: 1, column: 1 };
  }

  at(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  #offset(path: YamlPath, atKey: boolean): number | null {
    const last = path.at(-1);
    const parent = path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    if (atKey && isMap(parent)) {
      const pair = parent.items.find(
        (item) => isPair(item) && String((item.key as Node & { value?: unknown })?.value) === String(last),
      );
      const start = (pair?.key as Node | undefined)?.range?.[0];
      if (start !== undefined) return start;
    }
    const node = this.#document.getIn([...path], true);
    if (isNode(node) && node.range) return node.range[0];
    return isCollection(parent) && parent.range && !atKey ? null : null;
  }
}

export const didYouMean = (word: string, candidates: Iterable<string>): string | null => {
  const near = nearest(word, candidates);
  return near === null ? null : `Did you mean ${near}?`;
};
