import { multiplyRows, rowCount, rowOf, someRows, type RowMatrix } from '../math/rowMatrix.ts';
import { sigmoid } from '../math/sigmoid.ts';
import type { Random } from '../random/seededRandom.ts';
import { learnHead } from '../training/learnHead.ts';
import { disagreement } from './disagreement.ts';
import { fisherInformation, informationGain } from './fisherInformation.ts';
import { uncertainty } from './uncertainty.ts';

/** Ways to choose the next pair. */
export const queueStrategies = ['order', 'uncertainty', 'information', 'disagreement'] as const;

/** One of {@link queueStrategies}. */
export type QueueStrategy = (typeof queueStrategies)[number];

/** What is known when candidates are scored; differences are of standardised features. */
export interface ScoreInput {
  readonly candidates: RowMatrix;
  /** Chosen minus rejected. */
  readonly labelled: RowMatrix;
  /** Weights learnt from `labelled`. */
  readonly weights: Float64Array;
  /** Their strength of L2, on the mean loss. */
  readonly l2: number;
  /** For the bootstrap. */
  readonly random: Random;
}

/** Heads of the ensemble. */
const MEMBERS = 8;

/**
 * A score for each candidate, the highest to be labelled first; all 0 by order. With n candidates
 * of d features and m labels: uncertainty takes O(nd), information O((n + m)d²), disagreement eight
 * fits and O(nd) for each.
 */
export async function scorePairs(
  strategy: QueueStrategy,
  input: ScoreInput,
): Promise<Float64Array> {
  switch (strategy) {
    case 'order':
      return new Float64Array(rowCount(input.candidates));
    case 'uncertainty':
      return probabilities(input.candidates, input.weights).map(uncertainty);
    case 'information':
      return information(input);
    case 'disagreement':
      return ensembleDisagreement(input);
  }
}

function probabilities(differences: RowMatrix, weights: Float64Array): Float64Array {
  return multiplyRows(differences, weights, 0).map(sigmoid);
}

function information({ candidates, labelled, weights, l2 }: ScoreInput): Float64Array {
  const penalty = l2 * Math.max(1, rowCount(labelled));
  const known = fisherInformation(candidates.columns, penalty);
  for (const [row, p] of probabilities(labelled, weights).entries()) {
    known.add(rowOf(labelled, row), p);
  }
  return probabilities(candidates, weights).map((p, row) =>
    informationGain(known.variance(rowOf(candidates, row)), p),
  );
}

/** Each member learns from as many labels, drawn with replacement (Efron 1979). */
async function ensembleDisagreement(input: ScoreInput): Promise<Float64Array> {
  const { candidates, labelled, weights, l2, random } = input;
  const n = rowCount(labelled);
  const members: Float64Array[] = [];
  for (let member = 0; member < MEMBERS; member++) {
    const drawn = Array.from({ length: n }, () => Math.floor(random() * n));
    const differences = someRows(labelled, drawn);
    members.push(probabilities(candidates, await learnHead({ differences, l2, start: weights })));
  }
  return Float64Array.from({ length: rowCount(candidates) }, (_, row) =>
    disagreement(members.map((p) => p[row] ?? NaN)),
  );
}
