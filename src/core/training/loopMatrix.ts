import { multiplyRows, weightedRows, type RowMatrix } from '../math/rowMatrix.ts';
import type { FeatureMatrix } from './featureMatrix.ts';

/** A matrix multiplied by plain loops: for a few thousand rows as quick as any start of a backend. */
export function loopMatrix(matrix: RowMatrix, rows: number): FeatureMatrix {
  return {
    rows,
    columns: matrix.columns,
    multiply: (weights) => Promise.resolve(Float32Array.from(multiplyRows(matrix, weights, 0))),
    transposeMultiply: (gradient) => {
      const slope = new Float64Array(matrix.columns);
      weightedRows(matrix, 0, gradient, slope);
      return Promise.resolve(Float32Array.from(slope));
    },
    dispose: () => undefined,
  };
}
