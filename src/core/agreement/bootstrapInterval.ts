import type { Random } from '../random/seededRandom.ts';

/** A statistic with its 95 % interval; null where the data do not determine it. */
export interface Estimate {
  /** Units it was computed from. */
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const MOST_ROUNDS = 1000;
const FEWEST_ROUNDS = 200;
/** Draws in all: a million units are drawn the fewest rounds, a thousand the most. */
const MOST_DRAWS = 2e7;

/**
 * The value of a statistic and its 95 % percentile interval by bootstrap over units (Efron 1979):
 * units are drawn anew with replacement, 1000 times, of more than 20,000 units less often but at
 * least 200 times. Units of one kind are the same to the statistic: `counts` says how many there are
 * of each kind. Rounds in which the statistic is undefined (null) are left out.
 */
export function bootstrapInterval(
  counts: readonly number[],
  statistic: (counts: readonly number[]) => number | null,
  random: Random,
): Estimate {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const value = statistic(counts);
  if (value === null) return { n, value, low: null, high: null };
  const rounds = Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, Math.floor(MOST_DRAWS / n)));
  const units = counts.flatMap((count, kind) => new Array<number>(count).fill(kind));
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const again = statistic(drawn(units, counts.length, random));
    if (again !== null) values.push(again);
  }
  values.sort((a, b) => a - b);
  return { n, value, low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** How many of each kind are among as many units drawn with replacement. */
function drawn(units: readonly number[], kinds: number, random: Random): number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (let draw = 0; draw < units.length; draw++) {
    const kind = units[Math.floor(random() * units.length)] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Linear between the two nearest of sorted values; null of none. */
function quantile(sorted: readonly number[], share: number): number | null {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}
