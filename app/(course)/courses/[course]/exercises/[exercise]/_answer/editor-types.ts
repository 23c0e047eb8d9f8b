import type { ExtraTypes } from "#app/_components/fields/code-editor.tsx";
import { ndTypes } from "#lib/engine/tensor/index.ts";

/** What an answer finds around it besides the guest library. */
const around = `
interface Console {
  /** Prints values; they appear under Console after a run. */
  log(...values: unknown[]): void;
}
declare const console: Console;
/** Tells the loss of an epoch while training goes on; Run draws it as it comes. */
declare function progress(epoch: number, loss: number): void;
/** A copy of numbers, lists, records, typed arrays and tensors, all the way down. */
declare function structuredClone<T>(value: T): T;
`;

/** What the editor knows of the guest: names, shapes and documentation. */
export const editorTypes: ExtraTypes = { path: "file:///nd.d.ts", text: ndTypes + around };
