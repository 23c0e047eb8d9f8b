import { selectActor } from "#app/_server/actor.ts";
import { resultsCsv } from "#lib/platform/services/index.ts";

/** The class's results as CSV; columns in docs/results-csv.md. */
export async function GET(_: Request, { params }: { params: Promise<{ course: string }> }): Promise<Response> {
  const { course } = await params;
  const answered = await resultsCsv(await selectActor(), { course });
  if (!answered.ok) {
    const status = answered.error.code === "unavailable" ? 503 : 404;
    return new Response(`${answered.error.message}\n`, {
      status,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  }
  return new Response(answered.value.csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${answered.value.filename}"`,
      "Cache-Control": "no-store",
    },
  });
}
