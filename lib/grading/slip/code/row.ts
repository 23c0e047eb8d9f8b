import type { Facts } from "./facts.ts";
import type { Operation } from "./operation.ts";
import type { Edit, Node } from "./tree.ts";

/** One change of the text: what is made at one place. */
export type Site = readonly Edit[];

/** A small typical mistake over the tree of a right answer. */
export type SlipRow = {
  readonly id: string;
  /** Short, for the margin: at most 60 characters. Rows that say the same of an answer have the same name, and it is told once. */
  readonly name: string;
  /** What the answer computes, true of every answer that computes the same; never the solution's code. Markdown with $…$. */
  readonly says: string;
  /** One next step. */
  readonly next: string;
  /** Lesson slug. */
  readonly lesson: string;
  /** What of `says` the names of the parameters can take the place of, where the answer's numbers show whom it is about. */
  readonly subject?: string;
  /** It stands in an answer's text for all to see: right answers that compute the same with another slip say nothing more of it. */
  readonly isSeen?: true;
  /** It says of any formula what other rows say of one: beside a name it is not told. */
  readonly isGeneral?: true;
  /** Every place where it can be made. */
  readonly sites: (facts: Facts) => readonly Site[];
};

export const replaced = (node: Node, text: string): Edit => ({ start: node.start, end: node.end, text });

/** A site for each text that a node may be replaced by. */
export const instead = (node: Node, ...texts: readonly (string | null | false | undefined)[]): Site[] =>
  texts.flatMap((text) => (typeof text === "string" ? [[replaced(node, text)]] : []));

/** The sites of every node. */
export const atNodes =
  (find: (node: Node, facts: Facts) => readonly Site[]) =>
  (facts: Facts): Site[] =>
    facts.tree.nodes.flatMap((node) => find(node, facts));

/** The sites of every operation of one of these names; `t` has the operands' texts. */
export const atOperations =
  (names: string, find: (op: Operation, t: readonly string[], node: Node, facts: Facts) => readonly Site[]) =>
  (facts: Facts): Site[] => {
    const wanted = new Set(names.split(" "));
    return facts.tree.nodes.flatMap((node) => {
      const op = facts.operation(node);
      return op !== null && wanted.has(op.name) ? find(op, op.args.map(facts.tree.text), node, facts) : [];
    });
  };
