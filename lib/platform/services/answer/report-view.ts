import { ok } from "#lib/core/result.ts";
import { reportForStaff } from "../review/named.ts";
import { enterSubmission } from "../shared/enter.ts";
import { submissionOnly } from "../shared/input.ts";
import { loadReport } from "../shared/load-report.ts";
import { service } from "../shared/service.ts";

/** The report of one submission: for its student, and for the course's assistants and instructors. */
export const reportView = service(submissionOnly, async (asker, { submissionId }) => {
  const entered = await enterSubmission(asker, "report.read", submissionId);
  if (!entered.ok) return entered;
  return ok(await reportForStaff(entered.value, await loadReport(entered.value, submissionId)));
});
