import { factsOf } from "./facts.ts";
import type { Site, SlipRow } from "./row.ts";
import { slips } from "./rows.ts";
import { edited, lineOf, type Node, type Tree, treeOf } from "./tree.ts";

/** A source with one slip in it. */
export type Mutant = {
  /** Of the row: several places may have the same. */
  readonly slip: SlipRow | null;
  /** The row's id, or the operator's. */
  readonly id: string;
  readonly line: number;
  readonly code: string;
  /** Names of the top-level functions that were changed. */
  readonly homes: readonly string[];
};

/** Every slip at every place of a source, and at all places of a function and of the file at once; no text twice. */
export function slipMutants(source: string): Mutant[] {
  const tree = treeOf(source);
  if (tree === null) return [];
  const facts = factsOf(tree);
  return distinct(
    tree,
    slips.flatMap((slip) => groups(tree, slip.sites(facts)).flatMap((site) => mutantOf(tree, slip.id, slip, site))),
  );
}

export function mutantOf(tree: Tree, id: string, slip: SlipRow | null, site: Site): Mutant[] {
  const code = edited(tree.code, site);
  const [first] = [...site].sort((a, b) => a.start - b.start);
  if (code === null || first === undefined || code === tree.code) return [];
  if (site.every((edit) => isTold(tree, edit))) return [];
  const homes = tree.homes.filter(({ node }) => site.some(({ start, end }) => node.start <= start && end <= node.end));
  const inside = site.every(({ start, end }) => tree.homes.some(({ node }) => node.start <= start && end <= node.end));
  return [{ id, slip, line: lineOf(tree.code, first.start), code, homes: inside ? homes.map(({ name }) => name) : [] }];
}

const told = new WeakMap<Tree, readonly Node[]>();

/** Inside of `progress(…)` or of something printed, where a change computes nothing else. */
function isTold(tree: Tree, { start, end }: Site[number]): boolean {
  let statements = told.get(tree);
  if (statements === undefined) {
    statements = tree.nodes.filter(
      (node) => node.type === "ExpressionStatement" && /^(progress|console\.\w+)\(/.test(tree.text(node)),
    );
    told.set(tree, statements);
  }
  return statements.some((node) => node.start <= start && end <= node.end);
}

export function distinct(tree: Tree, mutants: readonly Mutant[]): Mutant[] {
  const unchanged = squeezed(tree.code);
  const seen = new Set<string>();
  return mutants.filter(({ code, id }) => {
    const key = squeezed(code);
    const own = `${id}\0${key}`;
    if (key === unchanged || seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}

const squeezed = (code: string): string => code.replace(/\s+/g, " ");

/** Each place alone; the places of one function; all of the file. Where two overlap the first is taken. */
function groups(tree: Tree, sites: readonly Site[]): Site[] {
  const byHome = new Map<string, Site[]>();
  for (const site of sites) {
    const home = tree.homes.find(({ node }) => site.every(({ start, end }) => node.start <= start && end <= node.end));
    if (home !== undefined) byHome.set(home.name, [...(byHome.get(home.name) ?? []), site]);
  }
  const together = [...byHome.values()].filter((of) => of.length > 1);
  const all = byHome.size > 1 ? [sites] : [];
  return [...sites, ...[...together, ...all].map(merged)];
}

function merged(sites: readonly Site[]): Site {
  const taken: Site[number][] = [];
  for (const site of sites) {
    const free = site.every(({ start, end }) => taken.every((other) => end <= other.start || other.end <= start));
    if (free) taken.push(...site);
  }
  return taken;
}
