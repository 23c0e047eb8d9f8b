import { type Formula, type FormulaProblem, nodes, problemAt } from "./formula.ts";

/** A : B multiplies matrices; where everything is a number, a colon introduces what follows. Null where there is none. */
export function strayColon({ root }: Formula, variable: string | null): FormulaProblem | null {
  if (variable === null) return null;
  const colon = [...nodes(root)].find((node) => node.kind === "call" && node.typed === ":");
  if (colon === undefined) return null;
  return problemAt(
    colon,
    "colon",
    "A colon has no meaning between numbers. Write what follows it in a row of its own.",
  );
}
