export { trainedSeeds } from "./code/margins.ts";
export { createDiagnosis } from "./code/measured.ts";
export { gradientWitnesses, type Witnessed } from "./code/witness.ts";
export { type GradeOptions, grade, studentReport } from "./grade.ts";
export { precheck } from "./precheck.ts";
export { gradePublic } from "./public-run.ts";
export { publishExamples } from "./publish.ts";
export { fieldChains } from "./worksheet/chains.ts";
