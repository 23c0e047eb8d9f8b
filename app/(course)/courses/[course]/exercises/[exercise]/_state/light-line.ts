import { createContext } from "react";

/** Lights a line of the editor, as the step of a trace asks for; null puts it out. */
export const LightLine = createContext<(line: number | null) => void>(() => {});
