-- Who may do what. Applied after every migration, and again after the queue's own, so that new tables are covered.
-- With a DATABASE_URL of one user there are no such roles, and nothing is done: that user may do everything.
DO $$
DECLARE
  the_table text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nablab_web')
    OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nablab_worker') THEN
    RETURN;
  END IF;

  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO nablab_web, nablab_worker;
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM nablab_web, nablab_worker;

  -- The web server. It makes submissions and reads reports; neither is its to change.
  GRANT SELECT ON ALL TABLES IN SCHEMA public TO nablab_web;
  GRANT INSERT, UPDATE, DELETE ON "user", "session", "account", "verification", "rate_limit", "action_limit" TO nablab_web;
  GRANT INSERT, UPDATE ON "course", "enrolment", "course_exercise", "notice", "rubric_mark", "override",
    "draft" TO nablab_web;
  GRANT INSERT, UPDATE, DELETE ON "assessment", "assessment_exercise", "review_claim" TO nablab_web;
  GRANT INSERT ON "attempt", "submission", "grading_job", "comment", "hint_opening", "audit_event"
    TO nablab_web;
  GRANT EXECUTE ON FUNCTION "enqueue_grading"(uuid), "audit_break"(text) TO nablab_web;

  -- Workers. They see what is graded and nothing about how people sign in.
  GRANT SELECT ON "user", "course", "enrolment", "exercise_version", "course_exercise", "assessment",
    "assessment_exercise", "attempt", "submission", "grading_job", "report_progress", "report", "rubric_mark", "override",
    "hint_opening", "notice", "slip_print" TO nablab_worker;
  GRANT INSERT, UPDATE ON "report", "grading_job" TO nablab_worker;
  GRANT INSERT, UPDATE, DELETE ON "report_progress" TO nablab_worker;
  GRANT INSERT, DELETE ON "slip_print" TO nablab_worker;
  GRANT INSERT ON "notice", "audit_event" TO nablab_worker;
  GRANT EXECUTE ON FUNCTION "enqueue_grading"(uuid) TO nablab_worker;

  -- The queue's tables have row level security without policies: each one that a worker uses needs both.
  GRANT USAGE ON SCHEMA graphile_worker TO nablab_worker;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO nablab_worker;
  GRANT SELECT ON graphile_worker.migrations, graphile_worker.jobs TO nablab_worker;
  FOR the_table IN SELECT relname FROM pg_class
    WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relname LIKE '\_private\_%'
  LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON graphile_worker.%I TO nablab_worker', the_table);
    IF NOT EXISTS (SELECT FROM pg_policies
      WHERE schemaname = 'graphile_worker' AND tablename = the_table AND policyname = 'nablab_worker') THEN
      EXECUTE format(
        'CREATE POLICY nablab_worker ON graphile_worker.%I TO nablab_worker USING (true) WITH CHECK (true)', the_table);
    END IF;
  END LOOP;
END $$;
