import type { Vector } from './vectors.ts';

/** A dense matrix in row-major order: `data` holds rows one after another, `columns` values each. */
export interface RowMatrix {
  readonly data: Float32Array;
  readonly columns: number;
}

/** How many rows a matrix has. */
export function rowCount({ data, columns }: RowMatrix): number {
  return columns === 0 ? 0 : data.length / columns;
}

/** matrix · vector + offset for every row, accumulated in double. */
export function multiplyRows(matrix: RowMatrix, vector: Vector, offset: number): Float64Array {
  const out = new Float64Array(rowCount(matrix));
  for (let row = 0; row < out.length; row++) out[row] = rowProduct(matrix, row, vector) + offset;
  return out;
}

/** matrix · vector + offset for `rows`, in the order given, accumulated in double. */
export function multiplySomeRows(
  matrix: RowMatrix,
  rows: readonly number[],
  vector: Vector,
  offset: number,
): Float64Array {
  return Float64Array.from(rows, (row) => rowProduct(matrix, row, vector) + offset);
}

/** Four running sums: each addition would otherwise wait for the one before it. */
function rowProduct({ data, columns }: RowMatrix, row: number, vector: Vector): number {
  const start = row * columns;
  const whole = columns - (columns % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let j = 0; j < whole; j += 4) {
    a += (data[start + j] ?? 0) * (vector[j] ?? 0);
    b += (data[start + j + 1] ?? 0) * (vector[j + 1] ?? 0);
    c += (data[start + j + 2] ?? 0) * (vector[j + 2] ?? 0);
    d += (data[start + j + 3] ?? 0) * (vector[j + 3] ?? 0);
  }
  for (let j = whole; j < columns; j++) a += (data[start + j] ?? 0) * (vector[j] ?? 0);
  return a + b + (c + d);
}

/** Adds Σ weights[i] · row (firstRow + i) of a matrix to `into`, which has a value for each column. */
export function weightedRows(
  { data, columns }: RowMatrix,
  firstRow: number,
  weights: Vector,
  into: Float64Array,
): void {
  const whole = weights.length - (weights.length % 4);
  for (let i = 0; i < whole; i += 4) {
    const start = (firstRow + i) * columns;
    const [a, b] = [weights[i] ?? 0, weights[i + 1] ?? 0];
    const [c, d] = [weights[i + 2] ?? 0, weights[i + 3] ?? 0];
    // Four rows at a time: reading and writing the sums costs as much as the rows.
    for (let j = 0; j < columns; j++) {
      const [p, q] = [start + j, start + 2 * columns + j];
      into[j] =
        (into[j] ?? 0) +
        (a * (data[p] ?? 0) + b * (data[p + columns] ?? 0)) +
        (c * (data[q] ?? 0) + d * (data[q + columns] ?? 0));
    }
  }
  for (let i = whole; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const start = (firstRow + i) * columns;
    for (let j = 0; j < columns; j++) into[j] = (into[j] ?? 0) + weight * (data[start + j] ?? 0);
  }
}

/** Mean and population standard deviation of each column over some rows. */
export interface ColumnScales {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Means and deviations over `rows` (two passes, in double). Both are 0 for an empty list of rows. */
export function columnScales({ data, columns }: RowMatrix, rows: readonly number[]): ColumnScales {
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns);
  const n = Math.max(1, rows.length);
  for (const row of rows) {
    for (let j = 0; j < columns; j++) means[j] = (means[j] ?? 0) + (data[row * columns + j] ?? 0);
  }
  for (let j = 0; j < columns; j++) means[j] = (means[j] ?? 0) / n;
  for (const row of rows) {
    for (let j = 0; j < columns; j++) {
      const difference = (data[row * columns + j] ?? 0) - (means[j] ?? 0);
      deviations[j] = (deviations[j] ?? 0) + difference * difference;
    }
  }
  for (let j = 0; j < columns; j++) deviations[j] = Math.sqrt((deviations[j] ?? 0) / n);
  return { means, deviations };
}

/** (x - mean) · factor by column, for `rows` in the order given, in single precision. */
export function scaleRows(
  { data, columns }: RowMatrix,
  rows: readonly number[],
  means: Float64Array,
  factors: Float64Array,
): Float32Array {
  const out = new Float32Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] ?? 0) * columns;
    for (let j = 0; j < columns; j++) {
      out[i * columns + j] = ((data[from + j] ?? 0) - (means[j] ?? 0)) * (factors[j] ?? 0);
    }
  }
  return out;
}

/** (chosen row − rejected row) · factor by column, for each pair of rows, in single precision. */
export function differenceRows(
  { data, columns }: RowMatrix,
  pairs: readonly { readonly chosen: number; readonly rejected: number }[],
  factors: Float64Array,
): RowMatrix {
  const out = new Float32Array(pairs.length * columns);
  for (const [i, { chosen, rejected }] of pairs.entries()) {
    const [a, b] = [chosen * columns, rejected * columns];
    for (let j = 0; j < columns; j++) {
      out[i * columns + j] = ((data[a + j] ?? 0) - (data[b + j] ?? 0)) * (factors[j] ?? 0);
    }
  }
  return { data: out, columns };
}

/** One row, as a view of the matrix. */
export function rowOf({ data, columns }: RowMatrix, row: number): Float32Array {
  return data.subarray(row * columns, (row + 1) * columns);
}

/** Some rows in the order given, which may repeat, as a new matrix. */
export function someRows(matrix: RowMatrix, rows: readonly number[]): RowMatrix {
  const { columns } = matrix;
  const data = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries()) data.set(rowOf(matrix, row), i * columns);
  return { data, columns };
}
