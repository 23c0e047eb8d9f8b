import type { Metadata } from "next";
import { cookies } from "next/headers";
import { moment } from "#app/_components/base/when.ts";
import { paneWidthsCookie, paneWidthsFrom } from "#app/_components/shell/pane-widths.ts";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { selectTheme } from "#app/_server/theme.ts";
import { selectLessons } from "#app/lessons/_server/lessons.ts";
import { type ExercisePage as Exercise, exercisePage, previewExercise } from "#lib/platform/services/index.ts";
import { renderMarkdown } from "#lib/platform/text/index.ts";
import { ExerciseScreen } from "./exercise-screen.tsx";
import { NotOpen } from "./not-open.tsx";

type Props = {
  params: Promise<{ course: string; exercise: string }>;
  searchParams: Promise<{ part?: string; preview?: string }>;
};

/** `?preview=SEED` shows it to an instructor as a student with that variant would see it. */
async function select({ params, searchParams }: Props): Promise<Exercise> {
  const [at, { preview }] = await Promise.all([params, searchParams]);
  const actor = await selectActor();
  const here = `/courses/${at.course}/exercises/${at.exercise}`;
  if (preview === undefined) return pageValue(await exercisePage(actor, at), here);
  return pageValue(await previewExercise(actor, { ...at, ...(preview && { variantSeed: preview }) }), here);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await select(props)).exercise.title };
}

/** Questions of choice and text parts, rendered; by part. */
async function questionsOf(page: Exercise): Promise<{ readonly [partId: string]: string }> {
  const asked = page.exercise.parts.filter((part) => part.kind === "choice" || part.kind === "text");
  const rendered = asked.map(async (part) => [part.id, await renderMarkdown(part.question)] as const);
  return Object.fromEntries(await Promise.all(rendered));
}

const labelOf = (lesson: { readonly number: number; readonly title: string }): string =>
  `Lesson ${lesson.number}, “${lesson.title}”`;

export default async function ExercisePage(props: Props) {
  const [page, { part }, jar] = await Promise.all([select(props), props.searchParams, cookies()]);
  if (page.exercise.parts.length === 0) return <NotOpen page={page} />;
  const [actor, theme, lessons] = await Promise.all([selectActor(), selectTheme(), selectLessons()]);
  const lesson = lessons.find((one) => one.slug === page.exercise.lesson.split("#")[0]);
  const dueAt = page.assessment?.dueAt;
  return (
    <ExerciseScreen
      page={page}
      statementHtml={await renderMarkdown(page.statement)}
      questions={await questionsOf(page)}
      firstPart={part ?? null}
      widths={paneWidthsFrom(jar.get(paneWidthsCookie)?.value)}
      theme={theme}
      person={actor ? { name: actor.name, email: actor.email } : null}
      place={`${actor?.userId ?? "visitor"}/${page.course.slug}/${page.exercise.slug}`}
      due={dueAt ? moment(dueAt, page.course.timeZone) : null}
      lesson={lesson ? { slug: page.exercise.lesson, label: labelOf(lesson) } : null}
      lessons={Object.fromEntries(lessons.map((one) => [one.slug, labelOf(one)]))}
    />
  );
}
