-- CreateTable
CREATE TABLE "exercise_proof" (
    "version_hash" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "proof" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exercise_proof_pkey" PRIMARY KEY ("version_hash","engine")
);

-- AddForeignKey
ALTER TABLE "exercise_proof" ADD CONSTRAINT "exercise_proof_version_hash_fkey" FOREIGN KEY ("version_hash") REFERENCES "exercise_version"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
