import { brierScore } from '../evaluation/brierScore.ts';
import { wilson } from '../evaluation/wilson.ts';
import type { Proportion } from '../evaluation/reports.ts';
import { columnScales, differenceRows, multiplyRows, type RowMatrix } from '../math/rowMatrix.ts';
import { fitLinearHead, usableScales } from './fitLinearHead.ts';
import { foldsByPrompt } from './foldsByPrompt.ts';
import { learnHead } from './learnHead.ts';
import { loopMatrix } from './loopMatrix.ts';
import { splitByPrompt } from './splitByPrompt.ts';
import { rowsOf, type TrainingPair } from './trainingPair.ts';

/** What was learnt from the pairs there are, and where the next time may start. */
export interface Learnt {
  /** On standardised features, without a bias. */
  readonly weights: Float64Array;
  /** The strength of L2 on the mean loss. */
  readonly l2: number;
  /** Pairs fitted when the strength was chosen. */
  readonly chosenAt: number;
  /** Held-out pairs whose chosen response has the higher reward; equal ones count one half. */
  readonly accuracy: Proportion;
  /** Brier score of the held-out pairs, 0 to 1; 0.25 is that of always saying 50 %. */
  readonly brier: number;
}

/** Features [inputs x columns] and the pairs over their rows. */
export interface PairsToLearn {
  readonly features: RowMatrix;
  readonly pairs: readonly TrainingPair[];
  /** Of the split by prompt, the same as in training. */
  readonly seed: number;
  /** What was learnt before from about the same pairs; null at first. */
  readonly last: Learnt | null;
  /** Awaited often: lets others have their turn. It may throw a `CancelledError`. */
  readonly pause: () => Promise<void>;
}

/** The strength of L2 is chosen again when there are so many times the pairs of the last choice. */
const CHOOSE_AGAIN = 1.5;

/**
 * Learns a head from one part of the pairs and measures it on the other, cut by prompt. The strength
 * of L2 is that of the last choice by cross-validation within the first part, and the fit starts from
 * the last weights: that changes how soon it ends, not where. Null when nothing can be held out.
 */
export async function learnFromPairs(input: PairsToLearn): Promise<Learnt | null> {
  const { features, seed, last, pause } = input;
  const { train, test } = splitByPrompt(input.pairs, { seed, withTest: true });
  if (test.length === 0) return null;
  await pause();
  const { factors } = usableScales(columnScales(features, rowsOf(train)));
  await pause();
  const choose = last === null || train.length >= CHOOSE_AGAIN * last.chosenAt;
  const l2 = choose ? await chooseL2(input, train) : last.l2;
  const differences = differenceRows(features, train, factors);
  const pairWeights = train.map(({ weight }) => weight);
  const start = last === null ? {} : { start: last.weights };
  const weights = await learnHead({ differences, l2, pairWeights, pause, ...start });
  await pause();
  const leads = multiplyRows(differenceRows(features, test, factors), weights, 0);
  const wins = leads.reduce((total, lead) => total + (Math.sign(lead) + 1) / 2, 0);
  const chosenAt = choose ? train.length : last.chosenAt;
  return { weights, l2, chosenAt, accuracy: wilson(wins, leads.length), brier: brierScore(leads) };
}

async function chooseL2(
  { features, seed, pause }: PairsToLearn,
  train: readonly TrainingPair[],
): Promise<number> {
  const fit = await fitLinearHead({
    features,
    pairs: train,
    folds: foldsByPrompt(train, seed),
    createMatrix: (data, rows, columns) => loopMatrix({ data, columns }, rows, pause),
  });
  return fit.l2;
}
