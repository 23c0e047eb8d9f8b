import { exerciseSpec } from "#lib/grading/exercise/spec.ts";
import { exerciseFromFiles } from "#lib/grading/exercise/node.ts";
import { parseDocument } from "yaml";
import fs from "node:fs";
const t = fs.readFileSync("exercises/tanh-swap/exercise.yaml", "utf8");
const p = exerciseSpec.safeParse(parseDocument(t.replace("kind: code", "kind: cod")).toJS(), { reportInput: true });
console.log(JSON.stringify(p.error!.issues.map(({ input, ...r }: any) => r), null, 1).slice(0, 800));
for (const [a, b] of [["title: From sigmoid to tanh", "title: From: sigmoid to tanh"], ["title: From sigmoid to tanh", "title: \"From \\partial\""], ["summary: Give", "\tsummary: Give"], ["kind: code", "kind: cod"], ["title: From", "title: [From"], ["checks:", "checks"], ["- { id: forward,", "- { id: forward"], ["lesson: squashing-functions", "lesson: 'squash"], ["    title: Implement", "  title: Implement"]] as const) {
  const r = exerciseFromFiles(new Map([["exercise.yaml", t.replace(a, () => b)]]));
  console.log("----", b); if (!r.ok) for (const e of r.error.slice(0, 5)) console.log(" ", e.file, e.line, e.column, e.message, e.suggestion);
}
