import { Z_95 } from '../math/normalQuantile.ts';
import type { Proportion } from '../evaluation/reports.ts';
import { wilson } from '../evaluation/wilson.ts';
import type { Judgement } from '../records/types.ts';
import { leftSideRate } from './leftSideRate.ts';
import { medianInterval, type MedianInterval } from './medianInterval.ts';

/** What judgements come to. */
export interface JudgingHabits {
  readonly n: number;
  /** Of pairs that one is preferred of, how often the one shown first. */
  readonly left: Proportion;
  /** Judgements that prefer nothing. */
  readonly ties: Proportion;
  /** In milliseconds; null where no duration is known. */
  readonly duration: MedianInterval | null;
}

/** A run of judgements in the order they were made. */
export interface DriftBlock extends JudgingHabits {
  /** Of its first and last judgement, ISO 8601. */
  readonly from: string;
  readonly to: string;
}

/** The second half of one person's judgements less the first, with an interval. */
export interface Change {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One person's habits over time. */
export interface Drift {
  /** At most ten, about equally many judgements each; empty when there are fewer than 40. */
  readonly blocks: readonly DriftBlock[];
  /**
   * What changed from the first half to the second: differences of the two rates, and how many times
   * as long the median judgement takes. The three intervals hold together with 95 % confidence, so
   * one in twenty people who never change still shows a change. null where it can't be told.
   */
  readonly change: {
    readonly left: Change | null;
    readonly ties: Change | null;
    readonly duration: Change | null;
  };
}

const FEWEST_OF_A_BLOCK = 20;
const MOST_BLOCKS = 10;
/** Two-sided 95 % over three comparisons (Bonferroni): the 0.99167 quantile of the normal. */
const Z_OF_THREE = 2.39398;

/** The habits in some judgements of one person. */
export function judgingHabits(judgements: readonly Judgement[]): JudgingHabits {
  const ties = judgements.filter(({ ranking }) => ranking.length === 1).length;
  const durations = judgements.flatMap(({ durationMs = 0 }) =>
    durationMs > 0 ? [durationMs] : [],
  );
  return {
    n: judgements.length,
    left: leftSideRate(judgements),
    ties: wilson(ties, judgements.length),
    duration: medianInterval(durations),
  };
}

/**
 * One person's judgements over time; `judgements` in the order they were made. `pause` is awaited
 * between blocks.
 */
export async function drift(
  judgements: readonly Judgement[],
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Drift> {
  const n = judgements.length;
  const count = Math.min(MOST_BLOCKS, Math.floor(n / FEWEST_OF_A_BLOCK));
  if (count < 2) return { blocks: [], change: { left: null, ties: null, duration: null } };
  const part = (at: number, of: number): readonly Judgement[] =>
    judgements.slice(Math.floor((at * n) / of), Math.floor(((at + 1) * n) / of));
  const blocks: DriftBlock[] = [];
  for (let at = 0; at < count; at++) {
    await pause();
    const own = part(at, count);
    blocks.push({ ...judgingHabits(own), from: own[0]?.at ?? '', to: own.at(-1)?.at ?? '' });
  }
  const first = judgingHabits(part(0, 2));
  await pause();
  const second = judgingHabits(part(1, 2));
  return {
    blocks,
    change: {
      left: differenceOfRates(first.left, second.left),
      ties: differenceOfRates(first.ties, second.ties),
      duration: ratioOfMedians(first.duration, second.duration),
    },
  };
}

/** Newcombe 1998, "Interval Estimation for the Difference between Independent Proportions", method 10. */
function differenceOfRates(before: Proportion, after: Proportion): Change | null {
  if (before.n === 0 || after.n === 0) return null;
  const [one, two] = [before, after].map(({ value, n }) => wilson(value * n, n, Z_OF_THREE));
  if (one === undefined || two === undefined) return null;
  const value = two.value - one.value;
  return {
    value,
    low: value - Math.hypot(two.value - two.low, one.high - one.value),
    high: value + Math.hypot(two.high - two.value, one.value - one.low),
  };
}

/** Price & Bonett 2002, "Distribution-Free Confidence Intervals for Difference and Ratio of Medians". */
function ratioOfMedians(
  before: MedianInterval | null,
  after: MedianInterval | null,
): Change | null {
  if (before === null || after === null) return null;
  const error = ({ low, high }: MedianInterval): number => Math.log(high / low) / (2 * Z_95);
  const half = Z_OF_THREE * Math.hypot(error(before), error(after));
  const log = Math.log(after.value / before.value);
  return { value: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half) };
}
