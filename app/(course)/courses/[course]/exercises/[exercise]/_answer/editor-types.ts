import type { ExtraTypes } from "#app/_components/fields/code-editor.tsx";
import { ndTypes } from "#lib/engine/tensor/index.ts";

/** What the editor knows of the guest library: names, shapes and documentation. */
export const editorTypes: ExtraTypes = { path: "file:///nd.d.ts", text: ndTypes };
