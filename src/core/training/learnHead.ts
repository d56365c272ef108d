import { rowCount, type RowMatrix } from '../math/rowMatrix.ts';
import { pairComparisons } from './comparisons.ts';
import { headProblem } from './headProblem.ts';
import { loopMatrix } from './loopMatrix.ts';
import { fitAll } from './regularisationPath.ts';

/** What a head is learnt from at one fixed strength. */
export interface LearnInput {
  /** A row for each pair: standardised features of the chosen response minus the rejected one's. */
  readonly differences: RowMatrix;
  /** Strength of L2 in units of the mean loss. */
  readonly l2: number;
  /** Weights to start from, such as those before the last label; the origin when absent. */
  readonly start?: Float64Array;
}

/**
 * The weights, on standardised features, that minimise mean Bradley-Terry loss + (l2/2)·|w|². There
 * is one minimum: a start near it saves steps and changes nothing else.
 */
export async function learnHead(input: LearnInput): Promise<Float64Array> {
  const { differences, l2, start } = input;
  const n = rowCount(differences);
  const rows = Array.from({ length: n }, (_, row) => row);
  // Each difference is the chosen reward's lead over one that is always 0.
  const pairs = rows.map((row) => ({ chosen: row, rejected: n, weight: 1, group: '' }));
  const problem = headProblem(loopMatrix(differences, n), rows, n + 1);
  const origin = start ?? new Float64Array(differences.columns);
  const fit = { all: pairComparisons(pairs), l2, start: origin };
  return (await fitAll(problem, fit, () => undefined)).point;
}
