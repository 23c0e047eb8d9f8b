import { isLeaf } from "../../exercise/index.ts";
import type { CodeContext } from "./context.ts";

type Sizes = { readonly [size: string]: number };
type Of = (sizes: Sizes) => Sizes;

/**
 * The sizes of a case that arguments of some functions have: an exercise may draw values for other functions besides, and their sizes
 * say nothing here. All of them where the arguments have none.
 */
export function sizesFor({ part, kept }: Pick<CodeContext, "part" | "kept">, fns: readonly string[]): Of {
  return kept.now(`sizes for ${fns.join(" ")}`, () => sizesOf(part, fns));
}

function sizesOf({ functions, cases }: CodeContext["part"], fns: readonly string[]): Of {
  const args = new Set(fns.flatMap((fn) => functions[fn]?.args ?? []));
  const named = new Set(
    Object.entries(cases.values)
      .filter(([name]) => args.has(name))
      .flatMap(([, drawn]) => (isLeaf(drawn) ? [drawn] : Object.values(drawn)))
      .flatMap((leaf) => ("shape" in leaf ? leaf.shape.filter((size) => typeof size === "string") : [])),
  );
  return (sizes) => {
    const own = Object.entries(sizes).filter(([name]) => named.has(name));
    return own.length === 0 ? sizes : Object.fromEntries(own);
  };
}
