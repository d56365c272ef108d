import type { Vector } from './vectors.ts';

/** A symmetric matrix of `size` x `size` values, all of them kept, in row-major order. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly data: Float64Array;
}

/** `value` on the diagonal, 0 elsewhere. */
export function scaledIdentity(size: number, value: number): SymmetricMatrix {
  const data = new Float64Array(size * size);
  for (let i = 0; i < size; i++) data[i * size + i] = value;
  return { size, data };
}

/** matrix · vector, as a new vector. O(size²). */
export function multiplySymmetric({ size, data }: SymmetricMatrix, vector: Vector): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let total = 0;
    for (let j = 0; j < size; j++) total += (data[i * size + j] ?? 0) * (vector[j] ?? 0);
    out[i] = total;
  }
  return out;
}

/** Adds factor · vector · vectorᵀ to the matrix, in place. O(size²). */
export function addOuterProduct(
  { size, data }: SymmetricMatrix,
  factor: number,
  vector: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    const share = factor * (vector[i] ?? 0);
    for (let j = 0; j < size; j++) {
      data[i * size + j] = (data[i * size + j] ?? 0) + share * (vector[j] ?? 0);
    }
  }
}
