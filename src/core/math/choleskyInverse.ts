import type { SymmetricMatrix } from './symmetricMatrix.ts';

/** The inverse of a positive definite matrix by Cholesky's factors; null when it is not one. O(size³). */
export function choleskyInverse({ size, data }: SymmetricMatrix): SymmetricMatrix | null {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = data[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0);
      if (i === j && !(rest > 0)) return null;
      factor[i * size + j] = i === j ? Math.sqrt(rest) : rest / (factor[j * size + j] ?? 1);
    }
  }
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) solve(factor, size, column, inverse);
  return { size, data: inverse };
}

/** Writes the solution for a column of the identity: forward, then backward. */
function solve(factor: Float64Array, size: number, column: number, out: Float64Array): void {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let rest = i === column ? 1 : 0;
    for (let k = 0; k < i; k++) rest -= (factor[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = rest / (factor[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i--) {
    let rest = x[i] ?? 0;
    for (let k = i + 1; k < size; k++) rest -= (factor[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = rest / (factor[i * size + i] ?? 1);
    out[i * size + column] = x[i] ?? 0;
  }
}
