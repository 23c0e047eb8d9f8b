// Longer than most: the one place where draft, run, submission and panes meet; each is made elsewhere and only joined here.
"use client";
import "./exercise.css";
import { type CSSProperties, useCallback, useEffect, useRef, useState } from "react";
import { announce } from "#app/_components/base/live-region.tsx";
import { TabPanel, TabsRoot } from "#app/_components/base/tabs.tsx";
import type { Theme } from "#app/_components/base/theme.ts";
import type { CodeHandle } from "#app/_components/fields/code-editor.tsx";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { Divider } from "#app/_components/shell/divider.tsx";
import { Pane } from "#app/_components/shell/pane.tsx";
import { type PaneWidths, paneLimits, usualWidths } from "#app/_components/shell/pane-widths.ts";
import type { Person } from "#app/_components/shell/person-menu.tsx";
import type { Answer } from "#lib/core/answer.ts";
import type { ExercisePage } from "#lib/platform/services/index.ts";
import { AnswerFoot } from "./_answer/answer-foot.tsx";
import { PartAnswerField } from "./_answer/part-answer.tsx";
import { eyebrowOf, StatementPane } from "./_answer/statement-pane.tsx";
import { ResultsPane, type Shown } from "./_results/results-pane.tsx";
import { SubmissionStatus } from "./_results/submission-status.tsx";
import { useAnswerWords } from "./_state/answer-store.ts";
import { focusAnswer, focusPlace } from "./_state/focus-place.ts";
import { LightLine } from "./_state/light-line.ts";
import { hintsOf, markedOf, markersOf } from "./_state/marks.ts";
import { answered, partReport, partState, selectPart, symbolOf, untouchedWords } from "./_state/parts.ts";
import { useDraft } from "./_state/use-draft.ts";
import { useHandedIn } from "./_state/use-handed-in.ts";
import { useKeys, type View } from "./_state/use-keys.ts";
import { useOnline } from "./_state/use-online.ts";
import { readingSentence, useRun } from "./_state/use-run.ts";
import { useSubmission } from "./_state/use-submission.ts";
import { useWidths } from "./_state/use-widths.ts";
import { Conflict } from "./conflict.tsx";
import { ExerciseHead } from "./exercise-head.tsx";
import { KeysFoot, Readings } from "./readings.tsx";
import { SavedMark } from "./saved-mark.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { PaneSwitch, PhoneTabs } from "./view-tabs.tsx";

export type ExerciseScreenProps = {
  readonly page: ExercisePage;
  readonly statementHtml: string;
  /** Rendered questions of choice and text parts. */
  readonly questions: { readonly [partId: string]: string };
  readonly firstPart: string | null;
  readonly widths: PaneWidths;
  readonly theme: Theme;
  readonly person: Person | null;
  /** Person, course and exercise: where this browser keeps what is not saved yet. */
  readonly place: string;
  readonly due: string | null;
  readonly lesson: { readonly slug: string; readonly label: string } | null;
  /** What each lesson is called, by slug. */
  readonly lessons: { readonly [slug: string]: string };
};

const closed: readonly string[] = ["closed", "not-open", "hidden"];

/** The page of an exercise: what is asked, the answer, and what came back. */
export function ExerciseScreen({
  page,
  statementHtml,
  questions,
  firstPart,
  widths: firstWidths,
  theme,
  person,
  place,
  due,
  lesson,
  lessons,
}: ExerciseScreenProps) {
  const { parts } = page.exercise;
  const [partId, setPartId] = useState(() => parts.find(({ id }) => id === firstPart)?.id ?? parts[0]?.id ?? "");
  const [view, setView] = useState<View>("read");
  const [widths, setWidths] = useWidths(firstWidths);
  const [at, setAt] = useState<readonly [number, number]>([1, 1]);
  const [sent, setSent] = useState<Answer | null>(null);
  const [latestWas, setLatestWas] = useState<"run" | "attempt">("attempt");
  const [keysOpen, setKeysOpen] = useState(false);
  const [lit, setLit] = useState<number | null>(null);
  const online = useOnline();
  const draft = useDraft(page, place);
  const runs = useRun(page.exercise);
  const submission = useSubmission(page);
  const handedIn = useHandedIn(submission.graded?.submissionId ?? null, sent);
  const code = useRef<CodeHandle>(null);

  const part = selectPart(page.exercise, partId);
  const layout = part.kind === "code" ? "code" : "sheet";
  const readOnly = !page.submit.open && closed.includes(page.submit.because);
  const graded = submission.graded;
  const report = partReport(graded?.report ?? null, part.id);
  const run = runs.latest?.partId === part.id ? runs.latest : null;
  const pending =
    submission.state.kind === "sending" || (submission.state.kind === "grading" && graded?.final !== false);
  const shown: Shown =
    pending && latestWas === "attempt" && sent
      ? { kind: "pending" }
      : run && (latestWas === "run" || !report)
        ? { kind: "run", run }
        : graded && report
          ? { kind: "attempt", graded, part: report }
          : { kind: "nothing" };

  const { mended } = submission;
  const readable = runs.latest?.part && runs.latest.part.run === null ? runs.latest.partId : null;
  useEffect(() => {
    if (readable !== null && runs.latest?.ended === "done") mended(readable);
  }, [readable, runs.latest?.ended, mended]);

  const untouched = useAnswerWords(draft.store, (answer) => untouchedWords(page.exercise, answer));

  const pick = (id: string) => {
    setLit(null);
    setPartId(id);
    window.history.replaceState(null, "", `?part=${encodeURIComponent(id)}`);
  };
  const show = (next: View) => {
    setView(next);
    // A pane that is not shown yet takes no focus.
    requestAnimationFrame(() => {
      document.getElementById(`pane-${next}`)?.focus();
      if (next === "answer" && part.kind === "code") code.current?.focus();
      else if (next === "answer") focusAnswer();
    });
  };
  const startRun = () => {
    if (part.kind === "choice" || part.kind === "text")
      return announce("There is nothing to run in this part. Submit takes it as it is.");
    setLit(null);
    setLatestWas("run");
    setView("results");
    runs.run(part.id, { [part.id]: draft.store.answer()[part.id] as Answer[string] });
  };
  const submit = () => {
    if ((!page.submit.open && page.submit.because !== "preview") || !online) return announce(page.submit.sentence);
    const answer = answered(page.exercise, draft.store.answer());
    if (Object.keys(answer).length === 0)
      return submission.refuse("Nothing is answered yet, and nothing was recorded.");
    draft.save();
    setSent(draft.store.answer());
    setLit(null);
    setLatestWas("attempt");
    if (layout === "code") setView("results");
    submission.submit(answer);
  };
  const goTo = (line: number, column: number) => {
    setView("answer");
    requestAnimationFrame(() => code.current?.goTo(line, column));
  };
  const light = useCallback((line: number | null) => {
    setLit(line);
    if (line !== null) code.current?.reveal(line);
  }, []);
  useKeys({
    run: startRun,
    submit,
    save: () => {
      draft.save();
      announce("Saved.");
    },
    show,
    part: (step) => {
      const next = parts[parts.indexOf(part) + step];
      if (next) pick(next.id);
    },
    list: () => setKeysOpen(true),
  });

  const lessonLink = (slug: string) => {
    const label = lessons[slug.split("#")[0] ?? slug];
    return label ? { href: `/lessons/${slug}`, label } : null;
  };
  // One width for all parts: the statement stays where it is when another part is chosen.
  const sheetsOnly = parts.every(({ kind }) => kind === "worksheet");
  const left = sheetsOnly && widths.left === usualWidths.left ? 348 : widths.left;
  const status = (
    <SubmissionStatus
      state={submission.state}
      timeZone={page.course.timeZone}
      nameOf={({ partId: id, place: field }) => {
        const named = parts.find((each) => each.id === id);
        if (!named) return page.exercise.title;
        return field === null ? named.title : `${named.title}, ${symbolOf(named, field)}`;
      }}
      onGoTo={({ partId: id, line, column, place: field }) => {
        pick(id);
        setView("answer");
        if (line !== null) goTo(line, column ?? 1);
        else requestAnimationFrame(() => focusPlace(field));
      }}
    />
  );

  return (
    <TabsRoot value={part.id} onValueChange={pick} className="flex h-dvh flex-col">
      <AppBar
        path={[
          { label: page.course.title, href: `/courses/${page.course.slug}` },
          ...(page.assessment ? [{ label: page.assessment.title, href: `/courses/${page.course.slug}` }] : []),
          { label: page.exercise.title },
        ]}
        due={due}
        saved={<SavedMark state={draft.state} timeZone={page.course.timeZone} records={page.mode === "answer"} />}
        theme={theme}
        person={person}
      />
      <main
        id="main"
        className="exercise"
        data-layout={layout}
        data-parts={parts.length > 1 ? "many" : "one"}
        data-view={view}
        style={{ "--left": `${left}px`, "--right": `${widths.right}px` } as CSSProperties}
      >
        <h1 className="sr-only">{page.exercise.title}</h1>
        <ExerciseHead
          part={part}
          parts={parts}
          layout={layout}
          seed={page.variantSeed}
          graded={graded}
          report={report}
          running={submission.state.kind === "grading"}
        />
        <PaneSwitch view={view} verdict={partState(graded?.report ?? null, part.id)} onView={setView} />
        <div data-area="read" className="flex">
          <Pane label="Statement" id="pane-read" className="flex-1">
            <StatementPane
              page={page}
              part={part}
              html={statementHtml}
              hints={page.hints[part.id] ?? []}
              lesson={lesson ? { href: `/lessons/${lesson.slug}`, label: lesson.label } : null}
              eyebrow={layout === "code" && parts.length === 1 ? eyebrowOf(page) : null}
            />
          </Pane>
        </div>
        <div data-area="divider-left">
          <Divider
            label="Width of the statement"
            width={left}
            {...paneLimits.left}
            direction={1}
            onChange={(next) => setWidths({ left: next })}
            onReset={() => setWidths({ left: usualWidths.left })}
          />
        </div>
        <div data-area="answer" className="flex">
          <Pane
            label="Answer"
            id="pane-answer"
            ground={layout === "code" ? "surface" : "paper"}
            className="flex-1"
            fill={part.kind === "code"}
            foot={
              <AnswerFoot
                outlook={page.submit}
                online={online}
                running={run?.running ?? false}
                sending={submission.state.kind === "sending"}
                runs={part.kind !== "choice" && part.kind !== "text"}
                left={part.kind === "worksheet" ? <KeysFoot /> : null}
                untouched={page.submit.open ? untouched : ""}
                note={
                  layout === "sheet" && latestWas === "run" && run?.part
                    ? readingSentence(run.part, (id) => symbolOf(part, id))
                    : null
                }
                onRun={startRun}
                onStop={runs.stop}
                onSubmit={submit}
              />
            }
          >
            {layout === "sheet" ? status : null}
            <TabPanel value={part.id} tabIndex={-1} className={part.kind === "code" ? "h-full" : undefined}>
              <PartAnswerField
                key={part.id}
                part={part}
                store={draft.store}
                question={questions[part.id] ?? ""}
                attempts={page.attempts}
                report={report}
                handedIn={handedIn}
                markers={markersOf(shown)}
                marked={lit === null ? markedOf(shown) : { line: lit, name: null }}
                hints={hintsOf(shown)}
                readOnly={readOnly}
                handle={code}
                lessonLink={lessonLink}
                onChange={(next) => {
                  draft.change(part.id, next);
                  submission.mended(part.id);
                }}
                onPlace={(first, second) => setAt([first, second])}
              />
            </TabPanel>
          </Pane>
        </div>
        <div data-area="divider-right">
          <Divider
            label="Width of the results"
            width={widths.right}
            {...paneLimits.right}
            direction={-1}
            onChange={(next) => setWidths({ right: next })}
            onReset={() => setWidths({ right: usualWidths.right })}
          />
        </div>
        <div data-area="results" className="flex">
          <Pane label="Results" id="pane-results" className="flex-1">
            <LightLine value={light}>
              <ResultsPane part={part} shown={shown} status={status} lessonLink={lessonLink} onGoTo={goTo} />
            </LightLine>
          </Pane>
        </div>
      </main>
      <PhoneTabs view={view} verdict={partState(graded?.report ?? null, part.id)} onView={setView} />
      <Readings part={part} seed={page.variantSeed} at={at} online={online} onKeys={() => setKeysOpen(true)} />
      <Shortcuts open={keysOpen} onOpenChange={setKeysOpen} />
      {draft.state.kind === "conflict" ? (
        <Conflict
          exercise={page.exercise}
          mine={draft.store.answer()}
          theirs={draft.state.theirs}
          timeZone={page.course.timeZone}
          onChoose={draft.resolve}
        />
      ) : null}
    </TabsRoot>
  );
}
