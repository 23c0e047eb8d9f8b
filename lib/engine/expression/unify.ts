/** A size: a number, or one that is still open. */
export type Dimension = number | { readonly open: number };

/** Sizes that are found by what has to be equal. */
export class Dimensions {
  readonly #found: (Dimension | null)[] = [];

  /** A size of which nothing is known. */
  fresh(): Dimension {
    this.#found.push(null);
    return { open: this.#found.length - 1 };
  }

  #root(size: Dimension): Dimension {
    let at = size;
    while (typeof at !== "number") {
      const next: Dimension | null = this.#found[at.open] ?? null;
      if (next === null) return at;
      at = next;
    }
    return at;
  }

  /** The size as a number; null while it is open. */
  known(size: Dimension): number | null {
    const root = this.#root(size);
    return typeof root === "number" ? root : null;
  }

  /** Makes two sizes one. Of two numbers that differ nothing is learnt: whoever infers the shape says so. */
  unify(a: Dimension, b: Dimension): void {
    const [x, y] = [this.#root(a), this.#root(b)];
    if (typeof x !== "number" && !(typeof y !== "number" && x.open === y.open)) this.#found[x.open] = y;
    else if (typeof y !== "number") this.#found[y.open] = x;
  }
}
