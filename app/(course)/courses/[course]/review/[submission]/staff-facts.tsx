import type { SecretEvidence } from "#lib/core/report.ts";

/** What only staff may see of a check: hidden inputs and expected values. */
export function StaffFacts({ secret }: { secret: SecretEvidence | null }) {
  if (secret === null || (secret.inputs == null && secret.expected == null)) return null;
  const text = JSON.stringify({ inputs: secret.inputs, expected: secret.expected }, null, 1);
  return (
    <details>
      <summary className="link inline-block text-ui">Hidden inputs and expected values</summary>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
        tabIndex={0}
        className="scroll-quiet mt-1 max-h-60 overflow-auto rounded-box bg-sunken p-3 font-mono text-caption"
      >
        {text.length > 6000 ? `${text.slice(0, 6000)} …` : text}
      </pre>
    </details>
  );
}
