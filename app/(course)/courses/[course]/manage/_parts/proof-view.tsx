import { z } from "zod";
import { cx } from "#app/_components/base/cx.ts";
import { Verdict } from "#app/_components/base/verdict.tsx";

const margin = z.object({ reached: z.number(), of: z.number(), passes: z.number() });
const proof = z.object({
  training: z.record(z.string(), z.object({ solution: margin, mistakes: z.record(z.string(), margin) })),
});
type Margin = z.infer<typeof margin>;

/** What a proof asks: the solution passes with at least this probability, a mistake that is declared to fail with at most that. */
const AT_LEAST = 0.999;
const AT_MOST = 0.001;

/** What `verify --full` measured: how many of 100 seeds of each answer reach a training check's threshold. */
export function ProofView({ proof: stored }: { proof: unknown }) {
  const read = proof.safeParse(stored);
  if (!read.success)
    return <p className="px-4 py-3 text-ink-3">This proof is written in a way that this page does not know.</p>;
  const checks = Object.entries(read.data.training);
  if (checks.length === 0)
    return (
      <p className="px-4 py-3 text-ink-2">No check of this exercise trains, so there are no margins to measure.</p>
    );
  return checks.map(([key, found]) => (
    <section key={key} aria-label={`Training margins of ${key}`} className="border-b border-line px-4 py-3">
      <h3 className="mb-1.5 flex flex-wrap items-baseline gap-x-2 text-ui font-semibold">
        Training margins <code className="font-mono text-caption font-normal text-ink-3">{key}</code>
      </h3>
      <table className="w-full">
        <thead>
          <tr className="border-b border-line-2 text-left text-caption text-ink-3">
            <th scope="col" className="py-1 font-medium">
              Answer
            </th>
            <th scope="col" className="w-[30%] px-3 py-1 font-medium">
              Seeds that reach it
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              of {found.solution.of}
            </th>
            <th scope="col" className="py-1 pl-3 text-right font-medium">
              P(pass)
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name="solution" margin={found.solution} wanted />
          {Object.entries(found.mistakes).map(([id, one]) => (
            <Row key={id} name={id} margin={one} wanted={false} />
          ))}
        </tbody>
      </table>
    </section>
  ));
}

function Row({ name, margin: { reached, of, passes }, wanted }: { name: string; margin: Margin; wanted: boolean }) {
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className="py-1.5 text-left font-normal">
        <span className="flex items-center gap-2">
          <Verdict
            state={wanted ? (passes >= AT_LEAST ? "correct" : "incorrect") : "not-run"}
            size={13}
            label={wanted ? (passes >= AT_LEAST ? "passes" : "does not pass often enough") : ""}
          />
          <code className={cx("font-mono text-code break-all", wanted && "font-semibold")}>{name}</code>
        </span>
      </th>
      <td className="px-3">
        <svg aria-hidden="true" className="block h-3.5 w-full">
          <line x1="0" x2="100%" y1="13" y2="13" stroke="var(--line-strong)" />
          <rect
            y="4"
            height="9"
            width={`${(100 * reached) / of}%`}
            fill={wanted ? "var(--ok)" : "var(--line-strong)"}
          />
        </svg>
      </td>
      <td className="text-right">{reached}</td>
      <td className="pl-3 text-right whitespace-nowrap text-ink-2">{probability(passes)}</td>
    </tr>
  );
}

/** Beyond the two bounds the exact number says nothing more. */
function probability(p: number): string {
  if (p >= AT_LEAST) return `≥ ${AT_LEAST}`;
  if (p <= AT_MOST) return `≤ ${AT_MOST}`;
  return p.toFixed(3);
}
