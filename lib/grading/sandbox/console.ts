const LINES = 200;
const BYTES = 64 * 1024;

/** What a run printed, at most 200 lines and 64 KiB; a last line says when something was left out. */
export class Console {
  readonly #lines: string[] = [];
  #bytes = 0;
  #full = false;

  add(line: string): void {
    if (this.#full) return;
    const bytes = new TextEncoder().encode(line).length + 1;
    this.#full = this.#lines.length === LINES || this.#bytes + bytes > BYTES - NOTICE.length * 3;
    if (this.#full) return;
    this.#bytes += bytes;
    this.#lines.push(line);
  }

  lines(): readonly string[] {
    return this.#full ? [...this.#lines, NOTICE] : [...this.#lines];
  }
}

const NOTICE = "… what was printed after this is left out (200 lines or 64 KB are kept).";
