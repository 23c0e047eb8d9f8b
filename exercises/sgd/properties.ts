// The loss of single examples goes up about as often as down; a batch curve at this rate only falls.
export function noisy({ result }) {
  const losses = result.losses.toArray().flat();
  let rises = 0;
  for (let k = 1; k < losses.length; k++) if (losses[k] > losses[k - 1]) rises++;
  if (losses.length < 2) return "`losses` has fewer than two entries, so there is no curve to look at.";
  return rises >= losses.length / 5 ? true : `The recorded loss rises ${rises} times in ${losses.length} steps; single examples make it rise far more often.`;
}
