import type { Estimate } from '../core/agreement/bootstrapInterval.ts';
import type { Proportion } from '../core/evaluation/reports.ts';

/** What a head learnt from the labels of one dataset. */
export interface LearnReport {
  /** Judged records that were looked at, ties too. */
  readonly labels: number;
  /** Those of them whose judgement came with the row, as far as its texts were encoded before. */
  readonly came: number;
  /** Labels from which on learning starts. */
  readonly least: number;
  /** null with too few labels, or when no prompt could be held out. */
  readonly learnt: {
    /** Pairs fitted and held out together. */
    readonly pairs: number;
    /** Of the pairs held out by prompt, which were not fitted, with its 95 % interval. */
    readonly accuracy: Proportion;
    /** Mean of (1 − P)² over the held-out pairs, P being what their chosen response got (Brier). */
    readonly brier: number;
    /** Expected calibration error of the held-out pairs, 0 to 1, with its 95 % interval. */
    readonly calibration: Estimate;
    /** The strength of L2 on the mean loss. */
    readonly l2: number;
  } | null;
}
