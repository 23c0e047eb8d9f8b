export * from "./attempts.ts";
export * from "./course-total.ts";
export * from "./points.ts";
export * from "./window.ts";
