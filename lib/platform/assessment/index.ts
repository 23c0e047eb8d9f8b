export * from "./attempts.ts";
export * from "./points.ts";
export * from "./window.ts";
