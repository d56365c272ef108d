/**
 * How much an ensemble would tell by a pair's label: H(p̄) − mean H(p_m) in nats, the mutual
 * information between label and model (BALD: Houlsby, Huszár, Ghahramani & Lengyel 2011, equation 2;
 * the ensemble stands for the posterior). From 0, where all members say the same, to log 2, where
 * half are certain of one response and half of the other.
 *
 * @param probabilities of the first response being better, one for each member, at least one.
 */
export function disagreement(probabilities: readonly number[]): number {
  const mean = average(probabilities);
  // Concavity makes it at least 0; rounding may not.
  return Math.max(0, entropy(mean) - average(probabilities.map(entropy)));
}

/** Of one yes-or-no answer, in nats; 0 · log 0 is 0. */
function entropy(p: number): number {
  return -term(p) - term(1 - p);
}

function term(p: number): number {
  return p > 0 ? p * Math.log(p) : 0;
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
