import { Z_95 } from '../math/normalQuantile.ts';

/** A median with its 95 % interval. */
export interface MedianInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The median of values and its 95 % interval between two of them in order (Conover 1999: the binomial
 * distribution of how many lie below, by its normal approximation); of fewer than six the whole range.
 * null of none.
 */
export function medianInterval(values: readonly number[]): MedianInterval | null {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const middle = sorted[Math.floor((n - 1) / 2)];
  const next = sorted[Math.floor(n / 2)];
  if (middle === undefined || next === undefined) return null;
  const below = Math.max(0, Math.floor(n / 2 - (Z_95 * Math.sqrt(n)) / 2) - 1);
  return {
    value: (middle + next) / 2,
    low: sorted[below] ?? middle,
    high: sorted[n - 1 - below] ?? next,
  };
}
