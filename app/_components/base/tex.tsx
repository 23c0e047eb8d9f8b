import katex from "katex";
import type { ReactNode } from "react";
import { Fragment, memo } from "react";

type TexProps = { readonly tex: string; readonly display?: boolean; readonly className?: string };

/** A formula as KaTeX with MathML for readers. What cannot be set is shown as typed. Set again only when it changes: that is slow. */
export const Tex = memo(function Tex({ tex, display = false, className }: TexProps) {
  const html = katex.renderToString(tex, {
    displayMode: display,
    throwOnError: false,
    trust: false,
    strict: "ignore",
    output: "htmlAndMathml",
  });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes its input and trusts no command here
  return <span className={className} dangerouslySetInnerHTML={{ __html: html }} />;
});

const pieces = /(\$[^$]+\$|`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)/;

const rows: readonly { readonly open: string; readonly show: (inner: string) => ReactNode }[] = [
  { open: "$", show: (inner) => <Tex tex={inner} /> },
  { open: "`", show: (inner) => <code>{inner}</code> },
  { open: "**", show: (inner) => <strong>{inline(inner)}</strong> },
  { open: "*", show: (inner) => <em>{inline(inner)}</em> },
];

function inline(text: string): ReactNode {
  return text.split(pieces).map((piece, at) => {
    const row = rows.find(
      ({ open }) => piece.startsWith(open) && piece.endsWith(open) && piece.length > 2 * open.length,
    );
    const shown = row ? row.show(piece.slice(row.open.length, -row.open.length)) : piece;
    return <Fragment key={at}>{shown}</Fragment>;
  });
}

/** One sentence or two with `$…$`, `` `…` ``, `**…**` and `*…*`; what a diagnosis or a message says. No links, no blocks. */
export const Sentence = memo(function Sentence({ text }: { readonly text: string }) {
  return <>{inline(text)}</>;
});
