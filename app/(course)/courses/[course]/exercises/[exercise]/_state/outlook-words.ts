import type { SubmitOutlook } from "#lib/platform/services/index.ts";

/** What stands beside the buttons: what Submit would do, and that Run does not depend on it, where the part has a Run. */
export function outlookWords(outlook: SubmitOutlook, { online, runs }: { online: boolean; runs: boolean }): string {
  if (!online)
    return runs
      ? "You are offline. Run works; Submit needs a connection"
      : "You are offline. Submit needs a connection";
  const sentence = outlook.sentence.replace(/\.$/, "");
  const ended = !outlook.open && (outlook.because === "closed" || outlook.because === "no-attempts-left");
  return ended && runs ? `${sentence}. Run goes on working` : sentence;
}
