-- CreateTable
CREATE TABLE "slip_print" (
    "version_hash" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "part_id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "prints" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slip_print_pkey" PRIMARY KEY ("version_hash","engine","part_id","file")
);

-- AddForeignKey
ALTER TABLE "slip_print" ADD CONSTRAINT "slip_print_version_hash_fkey" FOREIGN KEY ("version_hash") REFERENCES "exercise_version"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
