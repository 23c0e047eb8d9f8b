-- Written by scripts/make-migration.mjs from prisma/schema.prisma.
-- CreateEnum
CREATE TYPE "role" AS ENUM ('student', 'assistant', 'instructor');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_limit" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "window_ends" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "course" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "join_code" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "public" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "course_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("course_id","user_id")
);

-- CreateTable
CREATE TABLE "exercise_version" (
    "hash" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "files" JSONB NOT NULL,
    "out_of" DOUBLE PRECISION NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exercise_version_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "course_exercise" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "version_hash" TEXT NOT NULL,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "course_exercise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER,
    "late_per_day" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "late_days" INTEGER NOT NULL DEFAULT 0,
    "solution_after_due" BOOLEAN NOT NULL DEFAULT false,
    "practice" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment_exercise" (
    "assessment_id" UUID NOT NULL,
    "course_exercise_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,

    CONSTRAINT "assessment_exercise_pkey" PRIMARY KEY ("assessment_id","course_exercise_id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" TEXT NOT NULL,
    "course_exercise_id" UUID NOT NULL,
    "version_hash" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "variant_seed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "attempt_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("attempt_id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "attempt_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "client_token" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "receipt" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grading_job" (
    "submission_id" UUID NOT NULL,
    "engine" TEXT NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "worker_id" TEXT,
    "runs" INTEGER NOT NULL DEFAULT 0,
    "last_fault" TEXT,
    "finished_at" TIMESTAMPTZ(3),
    "died_at" TIMESTAMPTZ(3),

    CONSTRAINT "grading_job_pkey" PRIMARY KEY ("submission_id")
);

-- CreateTable
CREATE TABLE "report_progress" (
    "submission_id" UUID NOT NULL,
    "report" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_progress_pkey" PRIMARY KEY ("submission_id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "submission_id" UUID NOT NULL,
    "engine" TEXT NOT NULL,
    "version_hash" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "out_of" DOUBLE PRECISION NOT NULL,
    "summary" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rubric_mark" (
    "submission_id" UUID NOT NULL,
    "part_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "applied" BOOLEAN NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "marked_by_id" TEXT NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rubric_mark_pkey" PRIMARY KEY ("submission_id","part_id","item_id")
);

-- CreateTable
CREATE TABLE "override" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "submission_id" UUID NOT NULL,
    "part_id" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_by_id" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "submission_id" UUID NOT NULL,
    "part_id" TEXT,
    "quote" TEXT,
    "body" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hint_opening" (
    "user_id" TEXT NOT NULL,
    "course_exercise_id" UUID NOT NULL,
    "part_id" TEXT NOT NULL,
    "hint_index" INTEGER NOT NULL,
    "cost" DOUBLE PRECISION NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hint_opening_pkey" PRIMARY KEY ("user_id","course_exercise_id","part_id","hint_index")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" TEXT NOT NULL,
    "course_id" UUID NOT NULL,
    "submission_id" UUID,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "chain" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("chain","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE INDEX "action_limit_window_ends_idx" ON "action_limit"("window_ends");

-- CreateIndex
CREATE UNIQUE INDEX "course_slug_key" ON "course"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "course_join_code_key" ON "course"("join_code");

-- CreateIndex
CREATE INDEX "enrolment_user_id_idx" ON "enrolment"("user_id");

-- CreateIndex
CREATE INDEX "exercise_version_slug_idx" ON "exercise_version"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "course_exercise_course_id_slug_key" ON "course_exercise"("course_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_course_id_slug_key" ON "assessment"("course_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_exercise_course_exercise_id_key" ON "assessment_exercise"("course_exercise_id");

-- CreateIndex
CREATE INDEX "attempt_course_exercise_id_idx" ON "attempt"("course_exercise_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_user_id_course_exercise_id_number_key" ON "attempt"("user_id", "course_exercise_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "submission_attempt_id_key" ON "submission"("attempt_id");

-- CreateIndex
CREATE UNIQUE INDEX "submission_receipt_key" ON "submission"("receipt");

-- CreateIndex
CREATE INDEX "submission_received_at_idx" ON "submission"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "submission_user_id_client_token_key" ON "submission"("user_id", "client_token");

-- CreateIndex
CREATE INDEX "report_submission_id_idx" ON "report"("submission_id");

-- CreateIndex
CREATE INDEX "override_submission_id_idx" ON "override"("submission_id");

-- CreateIndex
CREATE INDEX "comment_submission_id_idx" ON "comment"("submission_id");

-- CreateIndex
CREATE INDEX "notice_user_id_created_at_idx" ON "notice"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_subject_idx" ON "audit_event"("subject");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_exercise" ADD CONSTRAINT "course_exercise_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_exercise" ADD CONSTRAINT "course_exercise_version_hash_fkey" FOREIGN KEY ("version_hash") REFERENCES "exercise_version"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_exercise" ADD CONSTRAINT "assessment_exercise_assessment_id_fkey" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_exercise" ADD CONSTRAINT "assessment_exercise_course_exercise_id_fkey" FOREIGN KEY ("course_exercise_id") REFERENCES "course_exercise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_course_exercise_id_fkey" FOREIGN KEY ("course_exercise_id") REFERENCES "course_exercise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_version_hash_fkey" FOREIGN KEY ("version_hash") REFERENCES "exercise_version"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grading_job" ADD CONSTRAINT "grading_job_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_progress" ADD CONSTRAINT "report_progress_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rubric_mark" ADD CONSTRAINT "rubric_mark_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "override" ADD CONSTRAINT "override_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hint_opening" ADD CONSTRAINT "hint_opening_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hint_opening" ADD CONSTRAINT "hint_opening_course_exercise_id_fkey" FOREIGN KEY ("course_exercise_id") REFERENCES "course_exercise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- By hand from here: what Prisma's schema language has no words for.

-- One effective report per submission; one override per check that is not withdrawn.
CREATE UNIQUE INDEX "report_effective_key" ON "report" ("submission_id") WHERE "superseded_at" IS NULL;
CREATE UNIQUE INDEX "override_active_key" ON "override" ("submission_id", "part_id", "check_id") WHERE "withdrawn_at" IS NULL;

ALTER TABLE "assessment"
  ADD CONSTRAINT "assessment_window_check" CHECK ("opens_at" IS NULL OR "due_at" IS NULL OR "opens_at" < "due_at"),
  ADD CONSTRAINT "assessment_attempts_check" CHECK ("attempts" > 0),
  ADD CONSTRAINT "assessment_late_check" CHECK ("late_days" >= 0 AND "late_per_day" BETWEEN 0 AND 1);
ALTER TABLE "override" ADD CONSTRAINT "override_reason_check" CHECK (length(trim("reason")) > 0 AND "points" >= 0);
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_number_check" CHECK ("number" > 0);

-- What may never change, whoever asks.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "submission"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "exercise_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Each audit event's hash covers the one before it in its chain. The lock makes the chain one line; it is held until the
-- transaction ends, so audit events are written last.
CREATE FUNCTION "audit_hash"("before" text, "event" "audit_event") RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\x1f', "before", "event"."chain", "event"."position"::text,
    extract(epoch FROM "event"."at")::text, coalesce("event"."actor_id", ''), "event"."action", "event"."subject",
    "event"."detail"::text), 'UTF8')), 'hex')
$$;
CREATE FUNCTION "chain_audit_event"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "last" "audit_event";
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW."chain", 0));
  SELECT * INTO "last" FROM "audit_event" WHERE "chain" = NEW."chain" ORDER BY "position" DESC LIMIT 1;
  NEW."position" := coalesce("last"."position", 0) + 1;
  NEW."at" := clock_timestamp();
  NEW."hash" := "audit_hash"(coalesce("last"."hash", ''), NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER "chain" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "chain_audit_event"();

-- The position of the first event that does not follow from the one before it; null where the chain holds.
CREATE FUNCTION "audit_break"("of_chain" text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT min("seen"."position") FROM (
    SELECT "e"."position", "e"."hash" AS "hash", row_number() OVER "line" AS "nth",
      "audit_hash"(coalesce(lag("e"."hash") OVER "line", ''), "e") AS "expected"
    FROM "audit_event" "e" WHERE "e"."chain" = "of_chain" WINDOW "line" AS (ORDER BY "e"."position")
  ) "seen" WHERE "seen"."hash" <> "seen"."expected" OR "seen"."position" <> "seen"."nth"
$$;

-- The queue belongs to the owner; the web may only ask for a grading. The task is named after the engine, so that a worker
-- of another engine never sees the job.
CREATE FUNCTION "enqueue_grading"("submission" uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  "engine" text;
BEGIN
  SELECT "job"."engine" INTO STRICT "engine" FROM public."grading_job" "job" WHERE "job"."submission_id" = "submission";
  PERFORM graphile_worker.add_job(
    'grade:' || "engine",
    json_build_object('submissionId', "submission"),
    job_key => 'grade:' || "submission",
    max_attempts => 25
  );
END $$;
REVOKE ALL ON FUNCTION "enqueue_grading"(uuid) FROM PUBLIC;
