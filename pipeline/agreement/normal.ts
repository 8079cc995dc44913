/** The standard normal distribution up to `x`, by a power series (Marsaglia 2004), exact to about 1e-15 near the middle. */
export function normalProbability(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-17 && i < 400; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The point below which a share of the standard normal distribution lies, for shares between 0.000001 and 0.999999. */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError('A share must lie between 0 and 1.');
  let low = -5;
  let high = 5;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
