import { multiplyRows, rowCount, weightedRows, type RowMatrix } from '../math/rowMatrix.ts';
import type { FeatureMatrix } from './featureMatrix.ts';

/** Rows between two pauses: a fraction of a millisecond with 512 columns. */
const BLOCK = 256;

/**
 * A matrix with its columns multiplied by factors, which costs no copy of it: what standardises
 * differences of features, since means fall out of them. `pause` is awaited every few rows.
 */
export function scaledMatrix(
  matrix: RowMatrix,
  factors: Float64Array,
  pause: () => Promise<void>,
): FeatureMatrix {
  const { data, columns } = matrix;
  const rows = rowCount(matrix);
  const block = (from: number): RowMatrix => ({
    data: data.subarray(from * columns, Math.min(rows, from + BLOCK) * columns),
    columns,
  });
  return {
    rows,
    columns,
    multiply: async (weights) => {
      const scaled = Float64Array.from(weights, (w, j) => w * (factors[j] ?? 0));
      const out = new Float32Array(rows);
      for (let from = 0; from < rows; from += BLOCK) {
        await pause();
        out.set(multiplyRows(block(from), scaled, 0), from);
      }
      return out;
    },
    transposeMultiply: async (gradient) => {
      const slope = new Float64Array(columns);
      for (let from = 0; from < rows; from += BLOCK) {
        await pause();
        weightedRows(block(from), 0, gradient.subarray(from, from + BLOCK), slope);
      }
      return Float32Array.from(slope, (g, j) => g * (factors[j] ?? 0));
    },
    dispose: () => undefined,
  };
}
