import { cx } from "../base/cx.ts";
import { type CodeTokenKind, plainLines, tokenLines } from "./code-tokens.ts";

const looks: { readonly [kind in CodeTokenKind]: string } = {
  comment: "text-(--code-comment) italic",
  string: "text-(--code-string)",
  number: "text-(--code-number)",
  keyword: "text-(--code-key) font-semibold",
  type: "text-(--code-type)",
  plain: "",
};

/** Highlighted code that cannot be edited, in the editor's own metrics: line numbers in 46 px, 21 px a line. */
export function CodeText({
  source,
  marked,
  numbers = true,
  plain = false,
}: {
  source: string;
  marked?: number | null;
  numbers?: boolean;
  /** For text that is not TypeScript, whose words would be coloured for what they are not. */
  plain?: boolean;
}) {
  return (
    <pre className="m-0 py-2 font-mono text-code">
      {(plain ? plainLines(source) : tokenLines(source)).map((line, at) => {
        const here = marked === at + 1;
        return (
          <span
            key={at}
            className={cx(
              "flex min-h-[1.3125rem] border-l-[3px]",
              here ? "border-bwd bg-bwd-tint" : "border-transparent",
            )}
          >
            {numbers ? (
              <span
                aria-hidden="true"
                className={cx(
                  "w-[29px] shrink-0 pr-px text-right text-caption leading-[1.3125rem] select-none",
                  here ? "font-semibold text-bwd" : "text-ink-3",
                )}
              >
                {at + 1}
              </span>
            ) : null}
            <code className={cx("whitespace-pre", numbers && "pl-3.5")}>
              {line.map((token, i) => (
                <span key={i} className={looks[token.kind]}>
                  {token.text}
                </span>
              ))}
              {line.length === 0 ? "\n" : null}
            </code>
          </span>
        );
      })}
    </pre>
  );
}
