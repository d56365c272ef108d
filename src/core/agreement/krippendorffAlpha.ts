import type { Random } from '../random/seededRandom.ts';
import { pausedBootstrap, type Estimate } from './bootstrapInterval.ts';
import { groupedUnits } from './groupedUnits.ts';

/** Whether disagreements count alike, or by how many values lie between the two. */
export type Level = 'nominal' | 'ordinal';

/**
 * Krippendorff's alpha, 1 - D_o / D_e, over units that any number of annotators judged: each unit
 * gives the values it got, in any order, and one with fewer than two (missing data) is left out. `n`
 * counts the others. 1 is full agreement, 0 what chance gives; undefined (null) when all values are
 * the same. The 95 % interval is by bootstrap over records: `recordOf` gives that of each unit, where
 * several are of one, as the pairs of one K-way ranking are. `pause` is awaited within.
 *
 * Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
 */
export async function krippendorffAlpha(
  units: readonly (readonly number[])[],
  level: Level,
  random: Random,
  recordOf?: readonly number[],
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Estimate> {
  const pairable: (readonly number[])[] = [];
  const records: number[] = [];
  for (const [at, values] of units.entries()) {
    await pause();
    if (values.length < 2) continue;
    pairable.push([...values].sort((a, b) => a - b));
    records.push(recordOf?.[at] ?? at);
  }
  const { kinds, counts, categories } = await groupedUnits(pairable, records, pause);
  const size = categories.length;
  const matrices = kinds.map((own) => {
    const each = own.map((values) => coincidences(values, size));
    return weightedSum(each, new Array<number>(own.length).fill(1), size);
  });
  const alpha = (resampled: readonly number[]): number | null => {
    const matrix = weightedSum(matrices, resampled, size);
    return alphaOf(matrix, level);
  };
  return { ...(await pausedBootstrap(counts, alpha, random, pause)), n: pairable.length };
}

/** A unit's coincidence matrix: its ordered pairs of values, each weighing 1 / (m - 1). */
function coincidences(values: readonly number[], size: number): readonly (readonly number[])[] {
  const matrix = zeros(size);
  const weight = 1 / (values.length - 1);
  values.forEach((a, i) => {
    values.forEach((b, j) => {
      const row = matrix[a];
      if (i !== j && row !== undefined) row[b] = (row[b] ?? 0) + weight;
    });
  });
  return matrix;
}

function weightedSum(
  matrices: readonly (readonly (readonly number[])[])[],
  counts: readonly number[],
  size: number,
): number[][] {
  const total = zeros(size);
  matrices.forEach((matrix, kind) => {
    const count = counts[kind] ?? 0;
    total.forEach((row, a) => {
      row.forEach((value, b) => {
        row[b] = value + count * (matrix[a]?.[b] ?? 0);
      });
    });
  });
  return total;
}

function alphaOf(matrix: readonly (readonly number[])[], level: Level): number | null {
  const margins = matrix.map((row) => row.reduce((sum, value) => sum + value, 0));
  const n = margins.reduce((sum, value) => sum + value, 0);
  const distance = level === 'nominal' ? nominal : ordinal(margins);
  let observed = 0;
  let expected = 0;
  matrix.forEach((row, a) => {
    row.forEach((value, b) => {
      observed += value * distance(a, b);
      expected += (margins[a] ?? 0) * (margins[b] ?? 0) * distance(a, b);
    });
  });
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
}

function nominal(a: number, b: number): number {
  return a === b ? 0 : 1;
}

/** Squared: the values from the one category to the other, of the two themselves half. */
function ordinal(margins: readonly number[]): (a: number, b: number) => number {
  return (a, b) => {
    const between = margins.slice(Math.min(a, b), Math.max(a, b) + 1);
    const values = between.reduce((sum, value) => sum + value, 0);
    return (values - ((margins[a] ?? 0) + (margins[b] ?? 0)) / 2) ** 2;
  };
}

function zeros(size: number): number[][] {
  return Array.from({ length: size }, () => new Array<number>(size).fill(0));
}
