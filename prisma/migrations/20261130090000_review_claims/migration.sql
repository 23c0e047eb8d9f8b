-- CreateTable
CREATE TABLE "review_claim" (
    "submission_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_claim_pkey" PRIMARY KEY ("submission_id")
);

-- AddForeignKey
ALTER TABLE "review_claim" ADD CONSTRAINT "review_claim_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
