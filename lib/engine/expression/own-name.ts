import { canonicalName, type ReadNetwork } from "./network.ts";
import type { Member, Statement } from "./statements.ts";

/**
 * Without members that are another name of what is asked for, which say nothing of it: ŷ = z2 under z2 = W2 a1 + b2, where both are
 * the line. Where nothing else is said of it they stay, to be asked about.
 *
 * @param names what the line is called.
 */
export function withoutOwnNames(
  statements: readonly Statement[],
  names: readonly string[],
  scope: Pick<ReadNetwork, "names" | "synonyms">,
): readonly Statement[] {
  const isOwn = ({ text }: Member): boolean => {
    const name = canonicalName(text);
    if (name === null || scope.names.includes(name)) return false;
    return names.includes(name) || names.includes(scope.synonyms[name] ?? "");
  };
  const kept = statements.flatMap((one) => {
    const [first, ...rest] = one.members;
    if (first === undefined || !one.members.some(isOwn)) return [one];
    const formulas = one.members.filter((member) => !isOwn(member));
    if (formulas.length === 0) return [];
    // The left side tells whose chain it is.
    const members = isOwn(first) && !one.goesOn ? [first, ...rest.filter((member) => !isOwn(member))] : formulas;
    return [{ ...one, members }];
  });
  const isSaid = kept.some(({ members: [first, ...rest] }) => first !== undefined && isOwn(first) && rest.length > 0);
  return isSaid ? kept : statements;
}
