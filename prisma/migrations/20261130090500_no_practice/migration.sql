-- A problem set without a deadline is practice; nothing ever read this column.
ALTER TABLE "assessment" DROP COLUMN "practice";
