import { multiplyRows, rowCount, someRows, type RowMatrix } from '../math/rowMatrix.ts';
import { seededRandom, shuffled } from '../random/seededRandom.ts';
import { learnHead } from '../training/learnHead.ts';
import { queueOf } from './queueOf.ts';
import { scorePairs, type QueueStrategy } from './scorePairs.ts';

/** Labels hidden at first, and pairs to measure on: standardised differences, chosen − rejected. */
export interface SimulationInput {
  readonly pool: RowMatrix;
  readonly test: RowMatrix;
  readonly strategy: QueueStrategy;
  /** Numbers of labels to learn from, rising, each at least 1 and at most the pool. */
  readonly steps: readonly number[];
  readonly l2: number;
  readonly seed: string;
}

/** Where a simulation stood after some labels. */
export interface CurvePoint {
  readonly labels: number;
  /** Share of test pairs whose chosen response has the higher reward; equal ones count one half. */
  readonly accuracy: number;
}

/**
 * Labels a pool as a person would who follows a queue: the first labels by chance, the same for
 * every strategy under one seed, then at each step as many from the front of the queue as are
 * missing. What is scored before a step is not scored anew within it.
 */
export async function simulateQueue(input: SimulationInput): Promise<readonly CurvePoint[]> {
  const { pool, test, strategy, steps, l2, seed } = input;
  const random = seededRandom(`${seed} bootstrap`);
  const rows = Array.from({ length: rowCount(pool) }, (_, row) => row);
  let left = shuffled(rows, seededRandom(`${seed} pool`));
  const known = left.slice(0, steps[0] ?? 0);
  left = left.slice(known.length);
  let weights = new Float64Array(pool.columns);
  const curve: CurvePoint[] = [];
  for (const [k, labels] of steps.entries()) {
    if (k > 0) {
      const scored = { candidates: someRows(pool, left), labelled: someRows(pool, known) };
      const scores = await scorePairs(strategy, { ...scored, weights, l2, random });
      const queue = queueOf(scores, { seed: `${seed} ${k}` }).slice(0, labels - known.length);
      const taken = new Set(queue.map(({ index }) => index));
      known.push(...left.filter((_, index) => taken.has(index)));
      left = left.filter((_, index) => !taken.has(index));
    }
    weights = Float64Array.from(
      await learnHead({ differences: someRows(pool, known), l2, start: weights }),
    );
    curve.push({ labels: known.length, accuracy: accuracyOf(test, weights) });
  }
  return curve;
}

function accuracyOf(test: RowMatrix, weights: Float64Array): number {
  const leads = multiplyRows(test, weights, 0);
  const wins = leads.reduce((total, lead) => total + (Math.sign(lead) + 1) / 2, 0);
  return wins / leads.length;
}
