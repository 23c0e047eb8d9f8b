/** The ∇ of the product, drawn like a letter: a heavy left leg, and a point that comes back. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} role="img" aria-label="Nablab">
      <path fillRule="evenodd" d="M.5 1.500h18.500L9.7 19zM6.6 4.200l4.4 9.4 4.9-9.400z" fill="var(--ink)" />
      <circle cx="15.4" cy="13.4" r="2.3" fill="var(--bwd)" />
    </svg>
  );
}
