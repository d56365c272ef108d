import type { ColumnScales } from './rowMatrix.ts';
import type { Vector } from './vectors.ts';

/**
 * Means and deviations of columns over rows that come and go, without going over all rows again. Sums
 * are of distances to the first row ever added, so that large means cost no digits.
 */
export interface ColumnMoments {
  add(row: Vector): void;
  /** Takes out a row that was added. */
  remove(row: Vector): void;
  /** Population deviations; both are 0 without rows. */
  scales(): ColumnScales;
}

/** Of no rows yet, each of `columns` values. */
export function columnMoments(columns: number): ColumnMoments {
  let origin: Float64Array | null = null;
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  let rows = 0;
  const count = (row: Vector, times: 1 | -1): void => {
    origin ??= Float64Array.from(row);
    rows += times;
    for (let j = 0; j < columns; j++) {
      const distance = (row[j] ?? 0) - (origin[j] ?? 0);
      sums[j] = (sums[j] ?? 0) + times * distance;
      squares[j] = (squares[j] ?? 0) + times * distance * distance;
    }
  };
  return {
    add: (row) => {
      count(row, 1);
    },
    remove: (row) => {
      count(row, -1);
    },
    scales: () => {
      const means = new Float64Array(columns);
      const deviations = new Float64Array(columns);
      if (rows === 0) return { means, deviations };
      for (let j = 0; j < columns; j++) {
        const mean = (sums[j] ?? 0) / rows;
        means[j] = (origin?.[j] ?? 0) + mean;
        deviations[j] = Math.sqrt(Math.max(0, (squares[j] ?? 0) / rows - mean * mean));
      }
      return { means, deviations };
    },
  };
}
