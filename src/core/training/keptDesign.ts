import { rowCount, rowOf, type RowMatrix } from '../math/rowMatrix.ts';
import type { TrainingPair } from './trainingPair.ts';

/** The matrix that a fit multiplies with, and where pairs are in its rewards. */
export interface KeptDesign {
  readonly matrix: RowMatrix;
  /** How many rewards comparisons look at: those of the rows, and perhaps one that is always 0. */
  readonly rewards: number;
  /** A pair over these rewards. */
  readonly placed: (pair: TrainingPair) => TrainingPair;
}

/** Differences that are no longer of any pair are thrown away when they are so many times the others. */
const WASTE = 1.5;

/**
 * Makes the smaller of two matrices, as `pairDesign` does, from features that are not standardised, and
 * keeps the differences of pairs (the same objects) for the next time.
 */
export function createKeptDesign(): {
  /** `pause` is awaited at each new pair. */
  of(
    features: RowMatrix,
    pairs: readonly TrainingPair[],
    pause: () => Promise<void>,
  ): Promise<KeptDesign>;
} {
  let places = new WeakMap<TrainingPair, number>();
  let data = new Float32Array(0);
  let kept = 0;
  return {
    of: async (features, pairs, pause) => {
      const { columns } = features;
      if (pairs.length >= rowCount(features)) {
        return { matrix: features, rewards: rowCount(features), placed: (pair) => pair };
      }
      if (kept > 100 + WASTE * pairs.length) [places, kept] = [new WeakMap(), 0];
      for (const pair of pairs) {
        if (places.has(pair)) continue;
        await pause();
        data = withRoom(data, (kept + 1) * columns);
        difference(features, pair, data.subarray(kept * columns, (kept + 1) * columns));
        places.set(pair, kept++);
      }
      const none = kept;
      const placed = (pair: TrainingPair): TrainingPair => ({
        ...pair,
        chosen: places.get(pair) ?? none,
        rejected: none,
      });
      return {
        matrix: { data: data.subarray(0, kept * columns), columns },
        rewards: kept + 1,
        placed,
      };
    },
  };
}

function difference(features: RowMatrix, pair: TrainingPair, into: Float32Array): void {
  const [chosen, rejected] = [rowOf(features, pair.chosen), rowOf(features, pair.rejected)];
  into.set(chosen.map((value, j) => value - (rejected[j] ?? 0)));
}

/** Room grows by half at least, so that one more pair seldom costs a copy of all. */
function withRoom(data: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (data.length >= length) return data;
  const larger = new Float32Array(Math.max(length, Math.ceil(1.5 * data.length)));
  larger.set(data);
  return larger;
}
