import type { AnnotatorConflict, AnnotatorCount } from '../core/agreement/annotatorSummary.ts';

export type { AnnotatorConflict, AnnotatorCount };

/** A conflict with its place in the dataset. */
export interface PlacedConflict extends AnnotatorConflict {
  /** 0-based place among the rows of the file, as `DatasetItem` has it. */
  readonly index: number;
}

/** Who judged how much of a dataset in its label log, and where they contradict each other. */
export interface AnnotatorReport {
  /** Whether all rows were read: until then judgements of the rows to come are not counted. */
  readonly complete: boolean;
  /** Most judgements first. Judgements of records that the file does not have are not counted. */
  readonly annotators: readonly AnnotatorCount[];
  /** Records and dimensions that several people judged. */
  readonly shared: number;
  /** Those that nobody decided. */
  readonly conflictCount: number;
  /** Records and dimensions that an adjudicated judgement settles. */
  readonly decided: number;
  /** A page of either, as asked for; those that no majority settles first, then by row. */
  readonly conflicts: readonly PlacedConflict[];
}
