import { watch } from "node:fs";
import { availableParallelism } from "node:os";
import { join, sep } from "node:path";
import { didYouMean, listExercises } from "#lib/grading/exercise/node.ts";
import { createPoolRunner } from "#lib/grading/sandbox/node.ts";
import { exercisesRoot } from "./content.ts";
import { DEADLINE_MS } from "./grade.ts";
import { Unusable } from "./unusable.ts";
import { readSurroundings } from "./verify/surroundings.ts";
import { verifyNow } from "./verify.ts";

/** An editor writes a file in several steps. */
const SETTLED_MS = 200;

/** Verifies an exercise whenever one of its files changes; a named one at once as well. Ends with Ctrl-C. */
export async function watchExercises(slug: string | undefined): Promise<void> {
  const root = exercisesRoot();
  const slugs = await listExercises(root);
  if (slug !== undefined && !slugs.includes(slug)) {
    const near = didYouMean(slug, slugs) ?? `Make it with: new ${slug}`;
    throw new Unusable(`There is no exercise called ${slug}. ${near}`);
  }
  const runner = createPoolRunner({ threads: availableParallelism(), deadlineMs: DEADLINE_MS });
  const changed = new Set(slug === undefined ? [] : [slug]);
  let busy = false;
  const work = async () => {
    if (busy) return;
    busy = true;
    for (let next = first(changed); next !== undefined; next = first(changed)) {
      changed.delete(next);
      const held = await verifyNow(next, runner, await readSurroundings(join(root, ".."))).catch((error: unknown) => {
        // A file that is half written, or a folder that is being moved.
        console.log(error instanceof Error ? error.message : String(error));
        return false;
      });
      console.log(`${held ? "✓" : "×"} ${next}, ${new Date().toLocaleTimeString("en-GB")}\n`);
    }
    busy = false;
  };
  let settling: NodeJS.Timeout | undefined;
  watch(root, { recursive: true }, (_event, path) => {
    const [folder = "", ...inside] = path?.split(sep) ?? [];
    const file = inside.join("/");
    if (file === "" || file === "proof.json" || /(^|\/)\.|~$/.test(file) || folder.endsWith(".new")) return;
    if (slug !== undefined && folder !== slug) return;
    changed.add(folder);
    clearTimeout(settling);
    settling = setTimeout(work, SETTLED_MS);
  });
  console.log(`Watching ${slug === undefined ? `${slugs.length} exercises` : slug}; Ctrl-C ends it.\n`);
  await work();
}

const first = (set: ReadonlySet<string>): string | undefined => set.values().next().value;
