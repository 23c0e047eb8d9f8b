/** Where the weights of a course's problem sets do not add up to the whole course, what that means; null where they do. */
export function weightsWords(inAll: number): string | null {
  if (inAll === 100) return null;
  if (inAll === 0) return "No problem set is worth anything yet, so the course has no total.";
  const rest = Math.round(Math.abs(100 - inAll) * 100) / 100;
  return inAll > 100
    ? `The problem sets are worth ${inAll} % together, ${rest} % more than the course: whoever has all points reaches ${inAll} %.`
    : `The problem sets are worth ${inAll} % together: the other ${rest} % of the course are given to none yet.`;
}
