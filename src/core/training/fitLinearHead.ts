import { columnScales, type ColumnScales, type RowMatrix } from '../math/rowMatrix.ts';
import { dot, meanOf } from '../math/vectors.ts';
import type { CreateFeatureMatrix } from './featureMatrix.ts';
import { headProblem, type HeadProblem } from './headProblem.ts';
import { pairDesign, type PairDesign } from './pairDesign.ts';
import { fitAll, followPath, type TracePoint } from './regularisationPath.ts';
import { rowsOf, type TrainingPair } from './trainingPair.ts';

/** A linear reward: reward = weights · features + bias. */
export interface LinearHead {
  readonly weights: Float32Array;
  readonly bias: number;
}

/** What a head is fitted on, and how. Row numbers of pairs are rows of `features`. */
export interface LinearFitInput {
  readonly features: RowMatrix;
  readonly pairs: readonly TrainingPair[];
  /** `pairs`, cut for cross-validation; empty when there are too few prompts for it. */
  readonly folds: readonly (readonly TrainingPair[])[];
  readonly createMatrix: CreateFeatureMatrix;
  /** Strengths to try, strong to weak; {@link defaultL2Grid} when absent. */
  readonly l2Grid?: readonly number[];
  /** The strength without folds; {@link defaultL2} when absent. */
  readonly l2WithoutFolds?: number;
  /** Called after each step with the share done, 0 to 1. It may throw a `CancelledError`. */
  readonly onProgress?: (fraction: number) => void;
}

/** A fitted head and how it came about. */
export interface LinearFit extends LinearHead {
  /** The head of each fold at the chosen strength, fitted without the fold: for an honest accuracy. */
  readonly foldHeads: readonly LinearHead[];
  /** The strength of L2 used, in units of the mean loss on standardised features. */
  readonly l2: number;
  /** Optimiser steps in all fits together. */
  readonly iterations: number;
  readonly trace: readonly TracePoint[];
}

/** Six strengths from 10 to 0.03, two for each factor of ten. */
export const defaultL2Grid: readonly number[] = [1, 0.5, 0, -0.5, -1, -1.5].map(
  (exponent) => 10 ** exponent,
);

/** The strength when nothing can be kept aside to choose it: strong, since such data are few. */
export const defaultL2 = 1;

/** The share of the work that is cross-validation, for progress. */
const PATH_SHARE = 0.85;

/**
 * Fits a linear reward to pairs by penalised maximum likelihood: mean loss + (l2/2)·|w|² on
 * standardised features, L2 chosen by cross-validation. The standardisation is folded into the
 * weights; the bias puts the mean reward of the rows used at 0. A feature that does not vary over
 * these rows gets weight 0.
 */
export async function fitLinearHead(input: LinearFitInput): Promise<LinearFit> {
  const { features, pairs, onProgress = () => undefined } = input;
  // One scale for all folds, over their held-out rows too: it is made from texts alone, and tells a
  // fit nothing about which of them won.
  const scales = usableScales(columnScales(features, rowsOf(pairs)));
  const design = pairDesign(features, pairs, scales);
  const matrix = input.createMatrix(design.data, design.rows.length, features.columns);
  try {
    const problem = headProblem(matrix, design.rows, design.rewards);
    const fit = await fitPoints(problem, design, input);
    onProgress(1);
    return {
      ...foldScales(fit.point, scales),
      foldHeads: fit.foldPoints.map((point) => foldScales(point, scales)),
      l2: fit.l2,
      iterations: fit.trace.filter(({ iteration }) => iteration > 0).length,
      trace: fit.trace,
    };
  } finally {
    matrix.dispose();
  }
}

interface FittedPoints {
  readonly point: Float64Array;
  readonly foldPoints: readonly Float64Array[];
  readonly l2: number;
  readonly trace: readonly TracePoint[];
}

async function fitPoints(
  problem: HeadProblem,
  design: PairDesign,
  input: LinearFitInput,
): Promise<FittedPoints> {
  const { l2Grid: grid = defaultL2Grid, onProgress = () => undefined } = input;
  const all = design.compare(input.pairs);
  if (input.folds.length === 0) {
    const l2 = input.l2WithoutFolds ?? defaultL2;
    const start = new Float64Array(problem.columns);
    return { l2, foldPoints: [], ...(await fitAll(problem, { all, l2, start }, onProgress)) };
  }
  const folds = input.folds.map((heldOut) => ({
    fitted: design.compare(input.folds.flatMap((fold) => (fold === heldOut ? [] : fold))),
    heldOut: design.compare(heldOut),
  }));
  const path = await followPath(problem, { folds, grid }, (done) => onProgress(PATH_SHARE * done));
  const { l2, points: foldPoints } = path.chosen;
  const start = meanOf(foldPoints);
  const last = await fitAll(problem, { all, l2, start }, (done) => {
    onProgress(PATH_SHARE + (1 - PATH_SHARE) * done);
  });
  return { l2, foldPoints, point: last.point, trace: [...path.trace, ...last.trace] };
}

interface UsableScales extends ColumnScales {
  /** 1 / deviation; 0 for a feature that does not vary beyond float32 rounding. */
  readonly factors: Float64Array;
}

/** What standardises each column; a column that does not vary is taken out by factor 0. */
export function usableScales({ means, deviations }: ColumnScales): UsableScales {
  const factors = deviations.map((deviation, j) => {
    const rounding = 1e-6 * Math.abs(means[j] ?? 0);
    return deviation > Math.max(rounding, 1e-20) ? 1 / deviation : 0;
  });
  return { means, deviations, factors };
}

/** The reward of the mean row is the mean reward of the rows: it is what the bias takes away. */
function foldScales(point: Float64Array, { means, factors }: UsableScales): LinearHead {
  const weights = Float32Array.from(point, (w, j) => w * (factors[j] ?? 0));
  return { weights, bias: Math.fround(-dot(weights, means)) };
}
