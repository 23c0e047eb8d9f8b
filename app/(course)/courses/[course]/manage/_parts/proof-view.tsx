import { Verdict } from "#app/_components/base/verdict.tsx";
import { AnswersTable } from "./answers-table.tsx";
import { type Line, storedProof } from "./stored-proof.ts";

type Stands = { readonly findings: boolean; readonly training: boolean };
const BOTH: Stands = { findings: true, training: true };

/** What `verify --full` found and measured, as far as it stands: statements, then each answer with its verdict and its margins. */
export function ProofView({ proof: stored, stands = BOTH }: { proof: unknown; stands?: Stands }) {
  const read = storedProof.safeParse(stored);
  if (!read.success)
    return <p className="px-4 py-3 text-ink-3">This proof is written in a way that this page does not know.</p>;
  const lines = stands.findings ? read.data.findings.lines : [];
  const checks = stands.training ? Object.entries(read.data.training.checks) : [];
  const partOf = (key: string) => key.slice(0, key.lastIndexOf("/"));
  const parts = [...new Set([...lines.map(({ part }) => part), ...checks.map(([key]) => partOf(key))])];
  return (
    <>
      <Statements lines={lines.filter(({ about }) => about !== "mistake")} named={parts.length > 1} />
      {parts.map((part) => (
        <AnswersTable
          key={part}
          part={part}
          mistakes={lines.flatMap((line) => (line.part === part && line.seen ? [line.seen] : []))}
          checks={checks.flatMap(([key, found]) =>
            partOf(key) === part ? [{ id: key.slice(part.length + 1), ...found }] : [],
          )}
        />
      ))}
    </>
  );
}

/** Solution, starter, witnesses, alternatives, and how many slips in the solution the checks notice: one line each. */
function Statements({ lines, named }: { lines: readonly Line[]; named: boolean }) {
  if (lines.length === 0) return null;
  return (
    <ul aria-label="What was found">
      {lines.map(({ part, what, detail }) => (
        <li key={`${part}-${what}`} className="flex items-baseline gap-2.5 border-b border-line px-4 py-2">
          <span className="shrink-0 self-start pt-0.5">
            <Verdict state="correct" size={13} label="" />
          </span>
          <span className="min-w-0 flex-1">
            {capital(what)}
            {detail === null ? null : <span className="text-ink-3"> {detail}</span>}
          </span>
          {named ? <code className="font-mono text-caption text-ink-3">{part}</code> : null}
        </li>
      ))}
    </ul>
  );
}

/** File names begin as they are written. */
const capital = (what: string): string =>
  /^[\w-]+\//.test(what) ? what : `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
