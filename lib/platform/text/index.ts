export {
  type Figure,
  type FigureName,
  type FigureOptions,
  figureOptions,
  figureSentence,
  figureTitles,
  parseFigure,
} from "./figures.ts";
export type { Section } from "./html.ts";
export { type Lesson, type LessonBlock, parseLesson } from "./lesson.ts";
export { type RenderOptions, renderInlineTex, renderMarkdown, TextError } from "./render.ts";
