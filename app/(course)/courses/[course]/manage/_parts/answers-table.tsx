import { cx } from "#app/_components/base/cx.ts";
import { points } from "#app/_components/base/format.ts";
import { Scroller } from "#app/_components/base/scroller.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import type { Margin, MarginsOfCheck, Seen } from "./stored-proof.ts";

type Check = MarginsOfCheck & { readonly id: string };

/** What a proof asks: the solution passes with at least this probability, a mistake that is declared to fail with at most that. */
const AT_LEAST = 0.999;
const AT_MOST = 0.001;

/** The solution and each known mistake of a part: verdict, points, and how many seeds reach the threshold of each training check. */
export function AnswersTable({
  part,
  mistakes,
  checks,
}: {
  part: string;
  mistakes: readonly Seen[];
  checks: readonly Check[];
}) {
  const ids = mistakes.length > 0 ? mistakes.map(({ id }) => id) : [...new Set(checks.flatMap(failing))];
  if (ids.length === 0 && checks.length === 0) return null;
  const graded = mistakes.length > 0;
  return (
    <section aria-label={`Known mistakes of ${part}`} className="border-b border-line px-4 py-3">
      <h3 className="mb-1.5 flex flex-wrap items-baseline gap-x-2 text-ui font-semibold">
        {graded ? "Known mistakes" : "Training margins"}
        <span className="font-normal text-ink-3">
          {graded ? `${ids.length} with their verdict and diagnosis` : ""}
          {checks.length > 0 ? <code className="ml-2 font-mono text-caption">{part}</code> : null}
        </span>
      </h3>
      <Scroller label={`Numbers of ${part}`}>
        <table className="w-full">
          <thead>
            <tr className="border-b border-line-2 text-left text-caption text-ink-3">
              <Head>Answer</Head>
              {graded ? <Head>Verdict</Head> : null}
              {graded ? <Head right>Points</Head> : null}
              {checks.map(({ id, solution }) => (
                <CheckHeads key={id} id={id} of={solution.of} />
              ))}
            </tr>
          </thead>
          <tbody>
            {checks.length > 0 ? (
              <tr className="border-b border-line">
                <Name id="solution" strong />
                {graded ? <td className="px-2">correct</td> : null}
                {graded ? <td className="px-2 text-right">{points(mistakes[0]?.outOf ?? null)}</td> : null}
                {checks.map(({ id, solution }) => (
                  <MarginCells key={id} margin={solution} wanted />
                ))}
              </tr>
            ) : null}
            {ids.map((id) => {
              const seen = mistakes.find((one) => one.id === id);
              return (
                <tr key={id} className="border-b border-line last:border-b-0">
                  <Name id={id} diagnosis={seen?.diagnosis ?? null} />
                  {seen ? <td className="px-2">{seen.verdict}</td> : null}
                  {seen ? <td className="px-2 text-right">{points(seen.points)}</td> : null}
                  {checks.map((check) => (
                    <MarginCells key={check.id} margin={check.mistakes[id]} wanted={false} />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

const failing = ({ mistakes }: Check): readonly string[] => Object.keys(mistakes);

function Head({ children, right = false }: { children: string; right?: boolean }) {
  return (
    <th scope="col" className={cx("py-1 font-medium", right && "text-right", children === "Answer" ? "pr-2" : "px-2")}>
      {children}
    </th>
  );
}

function CheckHeads({ id, of }: { id: string; of: number }) {
  return (
    <>
      <th scope="col" className="w-[22%] px-2 py-1 font-medium">
        Seeds that reach <code className="font-mono">{id}</code>
      </th>
      <Head right>{`of ${of}`}</Head>
      <Head right>P(pass)</Head>
    </>
  );
}

function Name({ id, strong = false, diagnosis = null }: { id: string; strong?: boolean; diagnosis?: string | null }) {
  return (
    <th scope="row" className="py-1.5 pr-2 text-left font-normal">
      <span className="flex items-baseline gap-2">
        <Verdict state="correct" size={13} label="" />
        <span>
          <code className={cx("font-mono text-code break-words", strong && "font-semibold")}>{id}</code>
          {diagnosis === null ? null : <span className="block text-caption text-ink-3">{diagnosis}</span>}
        </span>
      </span>
    </th>
  );
}

/** A mistake that is not declared to fail training has no margin. */
function MarginCells({ margin, wanted }: { margin: Margin | undefined; wanted: boolean }) {
  if (margin === undefined)
    return (
      <td colSpan={3} className="px-2 text-right text-caption text-ink-3">
        not measured
      </td>
    );
  const { reached, of, passes } = margin;
  return (
    <>
      <td className="px-2">
        <svg aria-hidden="true" className="block h-3.5 w-full min-w-12">
          <line x1="0" x2="100%" y1="13" y2="13" stroke="var(--line-strong)" />
          <rect
            y="4"
            height="9"
            width={`${(100 * reached) / of}%`}
            fill={wanted ? "var(--ok)" : "var(--line-strong)"}
          />
        </svg>
      </td>
      <td className="px-2 text-right">{reached}</td>
      <td className="pl-2 text-right whitespace-nowrap text-ink-2">{probability(passes)}</td>
    </>
  );
}

/** Beyond the two bounds the exact number says nothing more. */
function probability(p: number): string {
  if (p >= AT_LEAST) return `≥ ${AT_LEAST}`;
  if (p <= AT_MOST) return `≤ ${AT_MOST}`;
  return p.toFixed(3);
}
