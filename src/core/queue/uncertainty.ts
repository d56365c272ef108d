/**
 * How unsure a model is which response of a pair is better: 1 at p = 0.5, 0 at certainty, linear
 * between (uncertainty sampling, Lewis & Gale 1994). Entropy gives the same order, but is so flat
 * around 0.5 that rounding would decide between the pairs that matter.
 *
 * @param probability that the first response is better, 0 to 1.
 */
export function uncertainty(probability: number): number {
  return 1 - Math.abs(2 * probability - 1);
}
