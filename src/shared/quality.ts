import type { AgreementReport, KappaReport } from '../core/agreement/agreementReport.ts';
import type { Change, Drift, DriftBlock, JudgingHabits } from '../core/agreement/drift.ts';
import type { Estimate } from '../core/agreement/bootstrapInterval.ts';
import type { Reliability } from '../core/agreement/crowdBradleyTerry.ts';
import type { TestRetest } from '../core/agreement/testRetest.ts';
import type { Proportion } from '../core/evaluation/reports.ts';

export type { Change, DriftBlock, Estimate, KappaReport, Proportion, Reliability, TestRetest };

/** A judgement that took far shorter or longer than others of texts as long. */
export interface OddDuration {
  /** 0-based among the rows of the dataset. */
  readonly index: number;
  readonly line: number;
  /** The file's name, where the dataset is several. */
  readonly file?: string;
  readonly durationMs: number;
  /** UTF-16 units of all responses. */
  readonly length: number;
}

/** Judgements whose duration is at least `fromMs` and below the next bin's. */
export interface DurationBin {
  readonly fromMs: number;
  readonly count: number;
}

/**
 * How one person of the label log judges: their judgements that stand, decisions of conflicts apart,
 * and their hidden repeats.
 */
export interface PersonQuality {
  readonly annotator: string;
  readonly habits: JudgingHabits;
  readonly retest: TestRetest;
  readonly drift: Drift;
  readonly durations: readonly DurationBin[];
  readonly speed: {
    /** Judgements with a duration. */
    readonly n: number;
    readonly fastCount: number;
    readonly slowCount: number;
    /** The most extreme first. */
    readonly fast: readonly OddDuration[];
    readonly slow: readonly OddDuration[];
  };
}

/** How good the labels of a dataset are, as far as that can be told from them alone. */
export interface QualityReport {
  /** Over the judgements of rows and of the label log. */
  readonly agreement: AgreementReport;
  readonly reliability: readonly Reliability[];
  /** By name. */
  readonly people: readonly PersonQuality[];
  /** Rows that could not be read, and rows left out by the exclusions file. */
  readonly badRows: number;
  readonly excluded: number;
}
