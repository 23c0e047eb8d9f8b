import type { Site } from "../../row.ts";
import type { Tree } from "../../tree.ts";
import type { Change } from "../change.ts";

/** Most changes. */
const MOST = 40;

/**
 * The same change in all copies of an expression in one function: who takes a wrong formula over to another line has made one mistake. A
 * name or a number alone is no formula.
 */
export function twinChanges(tree: Tree, all: readonly Change[]): Change[] {
  const groups = new Map<string, { readonly slip: Change["slip"]; readonly edits: Site[number][] }>();
  for (const { slip, site } of all) {
    const [edit, ...more] = site;
    if (edit === undefined || more.length > 0) continue;
    const text = tree.code.slice(edit.start, edit.end);
    if (!/\W/.test(text.replaceAll(".", "").trim())) continue;
    const home = tree.homes.find(({ node }) => node.start <= edit.start && edit.end <= node.end);
    const key = [home?.node.start, slip.id, text, edit.text].join("\0");
    const group = groups.get(key) ?? { slip, edits: [] };
    if (group.edits.every(({ start, end }) => edit.end <= start || end <= edit.start)) group.edits.push(edit);
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter(({ edits }) => edits.length > 1)
    .slice(0, MOST)
    .map(({ slip, edits }) => ({ slip, site: edits.sort((a, b) => a.start - b.start) }));
}
