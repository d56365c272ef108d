import { Z_95 } from '../math/normalQuantile.ts';
import type { Proportion } from './reports.ts';

/**
 * A proportion with its 95 % Wilson score interval (Wilson 1927), without continuity correction.
 * `successes` may be a half (ties). Without trials the interval is 0 to 1 around 0.5: nothing is known.
 * Another confidence than 95 % is that of `z`, the two-sided quantile of the standard normal.
 */
export function wilson(successes: number, n: number, z = Z_95): Proportion {
  if (n === 0) return { n, value: 0.5, low: 0, high: 1 };
  const value = successes / n;
  const z2 = z * z;
  const centre = (value + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((value * (1 - value)) / n + z2 / (4 * n * n));
  return {
    n,
    value,
    low: Math.max(0, Math.min(value, centre - half)),
    high: Math.min(1, Math.max(value, centre + half)),
  };
}
