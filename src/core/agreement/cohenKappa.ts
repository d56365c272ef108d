import type { Random } from '../random/seededRandom.ts';
import { pausedBootstrap, type Estimate } from './bootstrapInterval.ts';
import { groupedUnits } from './groupedUnits.ts';

/** What two annotators said of one unit, the first annotator's value first. */
export type TwoValues = readonly [number, number];

/**
 * Cohen's kappa of two annotators over the units that both judged: 1 - disagreement / disagreement by
 * chance, chance being that each draws from their own values. 'nominal' counts every disagreement
 * alike; 'quadratic' by the squared distance of the two values' places in order. 1 is full agreement,
 * 0 what chance gives, below 0 less than that; undefined (null) when both always say the same one
 * value. The 95 % interval is by bootstrap over records: `recordOf` gives that of each unit, where
 * several are of one. `pause` is awaited within.
 *
 * Sources: Cohen 1960, "A Coefficient of Agreement for Nominal Scales"; Cohen 1968, "Weighted Kappa".
 */
export async function cohenKappa(
  units: readonly TwoValues[],
  weights: 'nominal' | 'quadratic',
  random: Random,
  recordOf?: readonly number[],
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Estimate> {
  const { kinds, counts, categories } = await groupedUnits(units, recordOf, pause);
  const size = categories.length;
  const tables = kinds.map((own) => tableOf(own, size));
  const distances = Array.from({ length: size * size }, (_, cell) => {
    const steps = Math.floor(cell / size) - (cell % size);
    return weights === 'quadratic' ? steps ** 2 : Number(steps !== 0);
  });
  const kappa = (resampled: readonly number[]): number | null => {
    const table = new Array<number>(size * size).fill(0);
    tables.forEach((cells, kind) => {
      const times = resampled[kind] ?? 0;
      for (const cell of cells) table[cell] = (table[cell] ?? 0) + times;
    });
    return kappaOf(table, distances, size);
  };
  return { ...(await pausedBootstrap(counts, kappa, random, pause)), n: units.length };
}

/** The cell of each unit in the table of the first one's values by the second one's. */
function tableOf(units: readonly (readonly number[])[], size: number): readonly number[] {
  return units.map(([a = 0, b = 0]) => a * size + b);
}

function kappaOf(
  table: readonly number[],
  distances: readonly number[],
  size: number,
): number | null {
  const first = new Array<number>(size).fill(0);
  const second = new Array<number>(size).fill(0);
  let n = 0;
  let observed = 0;
  table.forEach((count, cell) => {
    const [a, b] = [Math.floor(cell / size), cell % size];
    n += count;
    observed += count * (distances[cell] ?? 0);
    first[a] = (first[a] ?? 0) + count;
    second[b] = (second[b] ?? 0) + count;
  });
  const expected = distances.reduce(
    (sum, distance, cell) =>
      sum + (first[Math.floor(cell / size)] ?? 0) * (second[cell % size] ?? 0) * distance,
    0,
  );
  return expected === 0 ? null : 1 - (n * observed) / expected;
}
