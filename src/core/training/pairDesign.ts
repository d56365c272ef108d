import { differenceRows, rowCount, scaleRows, type RowMatrix } from '../math/rowMatrix.ts';
import { pairComparisons, type Comparisons } from './comparisons.ts';
import { rowsOf, type TrainingPair } from './trainingPair.ts';

/** The matrix that a fit multiplies with, and what pairs say about its rows. */
export interface PairDesign {
  /** Row-major, standardised. */
  readonly data: Float32Array;
  /** For each row of `data`, its place in the rewards that comparisons look at. */
  readonly rows: readonly number[];
  /** How many rewards comparisons look at. */
  readonly rewards: number;
  /** Some of the very pairs (the same objects) that the design was made for, else a `RangeError`. */
  compare(pairs: readonly TrainingPair[]): Comparisons;
}

/**
 * Makes the smaller of two matrices for the same fit: a row for each response, or, for a linear
 * reward, a row for each pair with the difference of its responses. Single pairs have half as many
 * differences as responses; rankings of more than three have more.
 *
 * @param means, factors of the standardisation (x − mean) · factor by column.
 */
export function pairDesign(
  features: RowMatrix,
  pairs: readonly TrainingPair[],
  { means, factors }: { readonly means: Float64Array; readonly factors: Float64Array },
): PairDesign {
  const rows = rowsOf(pairs);
  if (pairs.length < rows.length) return differences(features, pairs, factors);
  return {
    data: scaleRows(features, rows, means, factors),
    rows,
    rewards: rowCount(features),
    compare: pairComparisons,
  };
}

/** The reward of a difference is the chosen response's lead over one that always has reward 0. */
function differences(
  features: RowMatrix,
  pairs: readonly TrainingPair[],
  factors: Float64Array,
): PairDesign {
  const places = new Map(pairs.map((pair, i) => [pair, i]));
  const placeOf = (pair: TrainingPair): number => {
    const place = places.get(pair);
    if (place === undefined) throw new RangeError('A pair that the design was not made for');
    return place;
  };
  return {
    data: differenceRows(features, pairs, factors).data,
    rows: pairs.map((_, i) => i),
    rewards: pairs.length + 1,
    compare: (part) =>
      pairComparisons(
        part.map((pair) => ({ ...pair, chosen: placeOf(pair), rejected: pairs.length })),
      ),
  };
}
