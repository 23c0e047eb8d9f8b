// What the page loads as the editor: all editing features, and TypeScript as the only language.
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/typescript/register";

export * from "monaco-editor/editor";
export * as typescript from "monaco-editor/languages/features/typescript/register";
