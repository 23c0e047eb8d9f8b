import type { ChainLink, Trace } from "#lib/core/trace.ts";
import { cx } from "../base/cx.ts";
import { Sentence, Tex } from "../base/tex.tsx";
import { Verdict } from "../base/verdict.tsx";

const states = { right: "correct", "first-off": "incorrect", after: "not-run" } as const;
const said = { right: "is right", "first-off": "is the first that is off", after: "follows from it" } as const;

/** The chain from the loss back to the parameters, with a mark for each link. A link that has a step leads to it. */
export function TraceChain({ trace, at, onStep }: { trace: Trace; at: number; onStep: (step: number) => void }) {
  const off = trace.chain.find(({ state }) => state === "first-off");
  return (
    <div>
      <ol aria-label="From the loss back to the parameters" className="flex flex-wrap items-center gap-x-1 gap-y-1">
        {trace.chain.map((link, index) => (
          <li key={`${link.tex}:${index}`} className="flex items-center gap-1">
            {index > 0 ? <Onward /> : null}
            <ChainStep link={link} current={link.step === at} onStep={onStep} />
          </li>
        ))}
      </ol>
      {off ? (
        <p className="mt-1.5 text-ui text-ink-2">
          {off.at ? `Line ${off.at.line}: ` : ""}
          <Tex tex={off.tex} />
          {off.relation ? (
            <>
              {" is off: "}
              <Sentence text={off.relation} />.
            </>
          ) : (
            " is the first that is off."
          )}
        </p>
      ) : null}
    </div>
  );
}

/** To the next link, in reading order; dashed, as everything that comes back from the loss. */
const Onward = () => (
  <svg aria-hidden="true" width="16" height="10" className="shrink-0">
    <line x1="0" x2="10" y1="5" y2="5" stroke="var(--bwd)" strokeWidth="1.5" strokeDasharray="3 2" />
    <path d="M10 1v8l6-4z" fill="var(--bwd)" />
  </svg>
);

function ChainStep({ link, current, onStep }: { link: ChainLink; current: boolean; onStep: (step: number) => void }) {
  const { step, state, tex } = link;
  const inside = (
    <>
      <Verdict state={states[state]} size={13} label={said[state]} />
      <Tex tex={tex} />
    </>
  );
  const look = cx(
    "inline-flex min-h-7 items-center gap-1.5 rounded-box border px-1.5",
    state === "first-off" ? "border-bwd bg-bwd-tint" : current ? "border-line-strong bg-sunken" : "border-line-2",
    state === "after" && "border-dashed text-ink-3",
  );
  if (step === null) return <span className={look}>{inside}</span>;
  return (
    <button
      type="button"
      className={cx(look, "hover:bg-sunken pointer-coarse:min-h-11")}
      aria-current={current ? "step" : undefined}
      onClick={() => onStep(step)}
    >
      {inside}
    </button>
  );
}
