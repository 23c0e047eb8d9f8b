import { type Facts, factsOf } from "./facts.ts";
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
  return tree === null || tree.nodes.length > NODES ? [] : distinct(tree, slipsIn(factsOf(tree)));
}

/** As `slipMutants`, of other rows. */
export function rowMutants(source: string, rows: readonly SlipRow[]): Mutant[] {
  const tree = treeOf(source);
  if (tree === null || tree.nodes.length > NODES) return [];
  const facts = factsOf(tree);
  const sites = rows.flatMap((slip) => groups(tree, slip.sites(facts)).map((site) => ({ slip, site })));
  return distinct(
    tree,
    evenly(sites, mostOf(tree.code)).flatMap(({ slip, site }) => mutantOf(tree, slip.id, slip, site)),
  );
}

/** As `slipMutants`, of the named functions' changes only and of the places that are told, and with texts that may be there twice. */
export function slipsIn(
  facts: Facts,
  isWanted: IsWanted = () => true,
  isPlace: (slip: SlipRow, site: Site) => boolean = () => true,
): Mutant[] {
  const { tree } = facts;
  const sites = slips.flatMap((slip) =>
    groups(tree, slip.sites(facts)).flatMap((site) => (isPlace(slip, site) ? [{ slip, site }] : [])),
  );
  return evenly(sites, mostOf(tree.code)).flatMap(({ slip, site }) => mutantOf(tree, slip.id, slip, site, isWanted));
}

/** Whether a change of these functions is asked for; none are named where it lies outside of all. */
export type IsWanted = (homes: readonly string[]) => boolean;

/** Syntax nodes of a source that is looked at: four times those of a long answer. The rows look at pairs of them. */
export const NODES = 4000;
/** Characters of all mutants of one source together: a long one has fewer, so that making them takes no longer. */
const CHARACTERS = 16_000_000;
/** Places of one slip that are changed at once; a slip made more often than this is none. */
const AT_ONCE = 60;

/** How many places of a source are changed. */
export const mostOf = (code: string): number => Math.ceil(CHARACTERS / (code.length + 1));

/** At most so many, evenly over all. */
export function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)] as T);
}

export function mutantOf(
  tree: Tree,
  id: string,
  slip: SlipRow | null,
  site: Site,
  isWanted: IsWanted = () => true,
): Mutant[] {
  const homes = homesOf(tree, site);
  if (!isWanted(homes)) return [];
  const code = edited(tree.code, site);
  const [first] = [...site].sort((a, b) => a.start - b.start);
  if (code === null || first === undefined || code === tree.code) return [];
  if (site.every((edit) => isTold(tree, edit))) return [];
  return [{ id, slip, line: lineOf(tree.code, first.start), code, homes }];
}

/** Names of the functions that a change lies in; none where a part of it lies in no function. */
function homesOf(tree: Tree, site: Site): string[] {
  const homes = tree.homes.filter(({ node }) => site.some(({ start, end }) => node.start <= start && end <= node.end));
  const inside = site.every(({ start, end }) => homes.some(({ node }) => node.start <= start && end <= node.end));
  return inside ? homes.map(({ name }) => name) : [];
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
    const there = byHome.get(home?.name ?? "");
    if (there !== undefined) there.push(site);
    else if (home !== undefined) byHome.set(home.name, [site]);
  }
  const together = [...byHome.values()].filter((of) => of.length > 1 && of.length <= AT_ONCE);
  const all = byHome.size > 1 && sites.length <= AT_ONCE ? [sites] : [];
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
