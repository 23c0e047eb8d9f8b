import katex from "katex";
import type { ReactNode } from "react";
import { Fragment, memo } from "react";
import { isTame } from "./tame-tex.ts";

type TexProps = { readonly tex: string; readonly display?: boolean; readonly className?: string };

/** A formula as KaTeX with MathML for readers. What cannot be set is shown as typed. Set again only when it changes: that is slow. */
export const Tex = memo(function Tex({ tex, display = false, className }: TexProps) {
  const html = setAs(tex, display);
  if (html === null) return <code className={className}>{tex}</code>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes its input and trusts no command here
  return <span className={className} dangerouslySetInnerHTML={{ __html: html }} />;
});

/** The formula as HTML; null where it cannot be set. */
function setAs(tex: string, display: boolean): string | null {
  if (!isTame(tex)) return null;
  try {
    return katex.renderToString(tex, {
      displayMode: display,
      throwOnError: false,
      errorColor: "var(--bad)",
      trust: false,
      strict: "ignore",
      maxExpand: 500,
      maxSize: 20,
      output: "htmlAndMathml",
    });
  } catch {
    return null; // the stack ran out
  }
}

/** How much of one text is set as formulas: more than anyone writes, and an end to the page that someone could make. */
type Budget = { formulas: number; characters: number };
const budget = (): Budget => ({ formulas: 500, characters: 8000 });

const pieces = /(\$[^$]+\$|`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)/;

const rows: readonly { readonly open: string; readonly show: (inner: string, left: Budget) => ReactNode }[] = [
  { open: "$", show: (inner, left) => (spend(left, inner) ? <Tex tex={inner} /> : `$${inner}$`) },
  { open: "`", show: (inner) => <code>{inner}</code> },
  { open: "**", show: (inner, left) => <strong>{inline(inner, left)}</strong> },
  { open: "*", show: (inner, left) => <em>{inline(inner, left)}</em> },
];

function spend(left: Budget, formula: string): boolean {
  left.formulas -= 1;
  left.characters -= formula.length;
  return left.formulas >= 0 && left.characters >= 0;
}

const rowOf = (piece: string) =>
  rows.find(({ open }) => piece.startsWith(open) && piece.endsWith(open) && piece.length > 2 * open.length);

/** A longer formula may have to break inside. */
const SHORT = 30;

function inline(text: string, left: Budget): ReactNode {
  const parts = text.split(pieces);
  return parts.map((piece, at) => {
    const row = rowOf(piece);
    if (!row) return <Fragment key={at}>{piece.slice(closing(parts, at).length)}</Fragment>;
    const shown = row.show(piece.slice(row.open.length, -row.open.length), left);
    const close = closing(parts, at + 1);
    if (close === "") return <Fragment key={at}>{shown}</Fragment>;
    return (
      <span key={at} className="whitespace-nowrap">
        {shown}
        {close}
      </span>
    );
  });
}

/** The punctuation with which the piece at `at` begins, if it belongs to a formula before it: browsers would let it begin a line. */
function closing(parts: readonly string[], at: number): string {
  const before = parts[at - 1];
  if (!before?.startsWith("$") || !rowOf(before) || before.length > SHORT) return "";
  return /^[.,;:!?)\]’”]+/.exec(parts[at] ?? "")?.[0] ?? "";
}

/** One sentence or two with `$…$`, `` `…` ``, `**…**` and `*…*`; what a diagnosis or a message says. No links, no blocks. */
export const Sentence = memo(function Sentence({ text }: { readonly text: string }) {
  return <>{inline(text, budget())}</>;
});

/** What a person typed, in paragraphs of such sentences. */
export const Paragraphs = memo(function Paragraphs({ text }: { readonly text: string }) {
  const left = budget();
  return text.split(/\n{2,}/).map((paragraph, at) => (
    <p key={at} className="whitespace-pre-line">
      {inline(paragraph, left)}
    </p>
  ));
});
