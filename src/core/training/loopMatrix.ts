import { multiplyRows, weightedRows, type RowMatrix } from '../math/rowMatrix.ts';
import type { FeatureMatrix } from './featureMatrix.ts';

/**
 * A matrix multiplied by plain loops: for a few thousand rows as quick as any start of a backend.
 * `pause` is awaited before each multiplication, where others shall have their turn.
 */
export function loopMatrix(
  matrix: RowMatrix,
  rows: number,
  pause: () => Promise<void> = () => Promise.resolve(),
): FeatureMatrix {
  return {
    rows,
    columns: matrix.columns,
    multiply: async (weights) => {
      await pause();
      return Float32Array.from(multiplyRows(matrix, weights, 0));
    },
    transposeMultiply: async (gradient) => {
      await pause();
      const slope = new Float64Array(matrix.columns);
      weightedRows(matrix, 0, gradient, slope);
      return Float32Array.from(slope);
    },
    dispose: () => undefined,
  };
}
