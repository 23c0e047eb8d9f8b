import path from "node:path";
import { readFileSync } from "node:fs";
import { drawVariant, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { grade } from "#lib/grading/grader/index.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { slipMutants } from "#lib/grading/slip/index.ts";
const [slug, file, id, line] = process.argv.slice(2);
const l = await loadExercise(path.resolve("exercises/"+slug)); if (!l.ok) throw 1;
const ex = l.value; const runner = createLocalRunner();
const v = await drawVariant(ex, PRINTED, runner); if (!v.ok) throw 2;
const src = file!.endsWith(".ts") && !ex.files.has(file!) ? readFileSync(file!, "utf8") : ex.files.get(file!)!;
const muts = id === "-" ? [{id:"as it is", line:0, code: src}] : slipMutants(src).filter(m => m.id===id && (line===undefined || m.line===Number(line)));
for (const m of muts) {
  const a = src.split("\n"), b = m.code.split("\n"); 
  a.forEach((t,i)=>{ if (t!==b[i]) console.log("-",t,"\n+",b[i]); });
  const part = ex.spec.parts.find(p=>p.kind==="code")!.id;
  const run = () => grade(ex, v.value, {[part]:{kind:"code",source:m.code}}, runner, {hiddenSeed:"b", without:["trains"], parts:[part]});
  const t = performance.now(); const rep = await run(); const first = performance.now()-t; const t2 = performance.now(); await run(); 
  console.log(m.id, m.line, rep.verdict, first.toFixed(0), "ms, again", (performance.now()-t2).toFixed(0), "ms");
  for (const c of rep.parts[0]!.checks) if (c.verdict!=="correct") console.log("   ", c.id, "|", c.diagnosis ? `${c.diagnosis.id} @${c.diagnosis.at?.line} ${c.diagnosis.name} -- ${c.diagnosis.says}` : "-- "+c.message);
}
