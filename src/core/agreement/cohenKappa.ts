import type { Random } from '../random/seededRandom.ts';
import { bootstrapInterval, type Estimate } from './bootstrapInterval.ts';
import { groupedUnits } from './groupedUnits.ts';

/** What two annotators said of one unit, the first annotator's value first. */
export type TwoValues = readonly [number, number];

/**
 * Cohen's kappa of two annotators over the units that both judged: 1 - disagreement / disagreement by
 * chance, chance being that each draws from their own values. 'nominal' counts every disagreement
 * alike; 'quadratic' by the squared distance of the two values' places in order. 1 is full agreement,
 * 0 what chance gives, below 0 less than that; undefined (null) when both always say the same one
 * value. The 95 % interval is by bootstrap over units.
 *
 * Sources: Cohen 1960, "A Coefficient of Agreement for Nominal Scales"; Cohen 1968, "Weighted Kappa".
 */
export function cohenKappa(
  units: readonly TwoValues[],
  weights: 'nominal' | 'quadratic',
  random: Random,
): Estimate {
  const { kinds, counts, categories } = groupedUnits(units);
  const distance = (a: number, b: number): number =>
    weights === 'quadratic' ? (a - b) ** 2 : Number(a !== b);
  const kappa = (resampled: readonly number[]): number | null => {
    const first = categories.map(() => 0);
    const second = categories.map(() => 0);
    let n = 0;
    let observed = 0;
    kinds.forEach(([a = 0, b = 0], kind) => {
      const count = resampled[kind] ?? 0;
      n += count;
      observed += count * distance(a, b);
      first[a] = (first[a] ?? 0) + count;
      second[b] = (second[b] ?? 0) + count;
    });
    const expected = first.reduce(
      (sum, times, a) =>
        sum + second.reduce((row, others, b) => row + times * others * distance(a, b), 0),
      0,
    );
    return expected === 0 ? null : 1 - (n * observed) / expected;
  };
  return bootstrapInterval(counts, kappa, random);
}
