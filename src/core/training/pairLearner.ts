import type { Estimate } from '../agreement/bootstrapInterval.ts';
import { brierScore } from '../evaluation/brierScore.ts';
import { calibrationError } from '../evaluation/calibrationError.ts';
import type { Proportion } from '../evaluation/reports.ts';
import { wilson } from '../evaluation/wilson.ts';
import { columnMoments, type ColumnMoments } from '../math/columnMoments.ts';
import { rowOf, type RowMatrix } from '../math/rowMatrix.ts';
import { scatter } from '../math/vectors.ts';
import { seededHash } from '../math/seededHash.ts';
import { seededRandom } from '../random/seededRandom.ts';
import { pairComparisons } from './comparisons.ts';
import { createKeptDesign } from './keptDesign.ts';
import { defaultL2, defaultL2Grid, usableScales } from './fitLinearHead.ts';
import { foldsByPrompt } from './foldsByPrompt.ts';
import { headProblem, type HeadProblem } from './headProblem.ts';
import { lbfgs, type Curvature } from './lbfgs.ts';
import { followPath } from './regularisationPath.ts';
import { scaledMatrix } from './scaledMatrix.ts';
import { splitByPrompt } from './splitByPrompt.ts';
import type { TrainingPair } from './trainingPair.ts';

/** What was learnt from the pairs there are. */
export interface Learnt {
  /** On standardised features, without a bias. */
  readonly weights: Float64Array;
  /** What standardises each feature: 1 / deviation. */
  readonly factors: Float64Array;
  /** The strength of L2 on the mean loss. */
  readonly l2: number;
  /** Pairs fitted when the strength was chosen. */
  readonly chosenAt: number;
  /** Held-out pairs whose chosen response has the higher reward; equal ones count one half. */
  readonly accuracy: Proportion;
  /** Brier score of the held-out pairs, 0 to 1; 0.25 is that of always saying 50 %. */
  readonly brier: number;
  /** How far the probabilities of the held-out pairs are from how often they are right. */
  readonly calibration: Estimate;
}

/** Features [rows x columns], which keep their rows between two times, and pairs over them. */
export interface PairsToLearn {
  readonly features: RowMatrix;
  readonly pairs: readonly TrainingPair[];
  /** Awaited often: lets others have their turn. It may throw a `CancelledError`. */
  readonly pause: () => Promise<void>;
}

/** Learns again and again from pairs of which few come or go between two times. */
export interface PairLearner {
  /**
   * Learns a head from one part of the pairs and measures it on the other, cut by prompt. The strength
   * of L2 is that of the last choice by cross-validation within the first part, and the search starts
   * where the last one ended: that changes how soon it ends, not where. Two ends differ by at most
   * 2 · √columns · {@link GRADIENT_TOLERANCE} / l2 in |w|. Null when nothing can be held out.
   */
  learn(input: PairsToLearn): Promise<Learnt | null>;
}

/** The strength of L2 is chosen again when there are so many times the pairs of the last choice. */
const CHOOSE_AGAIN = 1.5;

/** A fit has converged when no |∂f/∂w| is larger. */
export const GRADIENT_TOLERANCE = 3e-5;

/** A learner that has seen nothing; `seed` is that of the split by prompt, the same as in training. */
export function createPairLearner(seed: number): PairLearner {
  const hashes = new Map<string, number>();
  const hashOf = (group: string): number => {
    const hash = hashes.get(group) ?? seededHash(group, seed);
    hashes.set(group, hash);
    return hash;
  };
  const scales = rowScales();
  const design = createKeptDesign();
  let last: Learnt | null = null;
  let curvature: Curvature[] = [];
  return {
    learn: async ({ features, pairs, pause }) => {
      for (const { group } of pairs) {
        hashOf(group);
        await pause();
      }
      const { train, test } = splitByPrompt(pairs, { seed, withTest: true, hashOf });
      if (test.length === 0) return null;
      await pause();
      const factors = await scales.factors(features, pairs, pause);
      await pause();
      const { matrix, rewards, placed } = await design.of(features, pairs, pause);
      const scaled = scaledMatrix(matrix, factors, pause);
      const every = Array.from({ length: scaled.rows }, (_, row) => row);
      const problem = headProblem(scaled, every, rewards);
      const fitted = train.map(placed);
      const choose = last === null || train.length >= CHOOSE_AGAIN * last.chosenAt;
      const l2 = choose || last === null ? await chooseL2(problem, fitted, seed) : last.l2;
      if (choose) curvature = [];
      const start = last?.weights ?? new Float64Array(features.columns);
      const { point } = await lbfgs(problem.objective(pairComparisons(fitted), null, l2), start, {
        gradientTolerance: GRADIENT_TOLERANCE,
        valueTolerance: 0,
        history: curvature,
      });
      const given = scatter(await scaled.multiply(Float32Array.from(point)), every, rewards);
      const leads = leadsOf(given, test.map(placed));
      const wins = leads.reduce((total, lead) => total + (Math.sign(lead) + 1) / 2, 0);
      const chosenAt = choose || last === null ? train.length : last.chosenAt;
      const accuracy = wilson(wins, leads.length);
      const calibration = await calibrationError(leads, seededRandom(`${seed} calibration`), pause);
      const brier = brierScore(leads);
      last = { weights: point, factors, l2, chosenAt, accuracy, brier, calibration };
      return last;
    },
  };
}

async function chooseL2(
  problem: HeadProblem,
  train: readonly TrainingPair[],
  seed: number,
): Promise<number> {
  const folds = foldsByPrompt(train, seed);
  if (folds.length === 0) return defaultL2;
  const parts = folds.map((heldOut) => ({
    fitted: pairComparisons(folds.flatMap((fold) => (fold === heldOut ? [] : fold))),
    heldOut: pairComparisons(heldOut),
  }));
  const path = { folds: parts, grid: defaultL2Grid };
  return (await followPath(problem, path, () => undefined)).chosen.l2;
}

/** Scales of the rows in use, kept between two times. */
function rowScales() {
  const used = new Set<number>();
  let moments: ColumnMoments | null = null;
  return {
    /** 1 / deviation by column; 0 for one that does not vary. */
    factors: async (
      features: RowMatrix,
      pairs: readonly TrainingPair[],
      pause: () => Promise<void>,
    ): Promise<Float64Array> => {
      moments ??= columnMoments(features.columns);
      const wanted = new Set<number>();
      for (const { chosen, rejected } of pairs) wanted.add(chosen).add(rejected);
      await pause();
      for (const row of used) {
        if (wanted.has(row)) continue;
        await pause();
        used.delete(row);
        moments.remove(rowOf(features, row));
      }
      for (const row of wanted) {
        if (used.has(row)) continue;
        await pause();
        used.add(row);
        moments.add(rowOf(features, row));
      }
      return usableScales(moments.scales()).factors;
    },
  };
}

function leadsOf(rewards: Float64Array, pairs: readonly TrainingPair[]): Float64Array {
  return Float64Array.from(
    pairs,
    ({ chosen, rejected }) => (rewards[chosen] ?? NaN) - (rewards[rejected] ?? NaN),
  );
}
