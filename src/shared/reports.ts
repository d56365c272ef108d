import type { TokenContribution } from '../core/attribution/contribution.ts';
import type { AccuracyReport } from '../core/evaluation/reports.ts';
import type { ChatMessage, Judgement, Step } from '../core/records/types.ts';
import type { RecordProblem } from '../core/records/problem.ts';
import type { LeftOut } from '../core/training/leftOut.ts';

export type {
  AccuracyReport,
  ChatMessage,
  Judgement,
  LeftOut,
  RecordProblem,
  Step,
  TokenContribution,
};

/** The format a dataset is read by. */
export interface FormatFound {
  /** 'hh-rlhf'. */
  readonly name: string;
  /** 'HH-RLHF'. */
  readonly title: string;
  /** Completes a sentence: 'HH-RLHF, because …'. */
  readonly reason: string;
  /** Whether somebody said so: then every row is read by it, whatever its shape. */
  readonly chosen: boolean;
}

/** What a dataset holds. */
export interface DatasetSummary {
  readonly path: string;
  /** The commonest among the rows, or the one that was asked for; null when no row could be read. */
  readonly format: FormatFound | null;
  /** Rows found so far, readable or not: the lines that are not blank. Items are numbered by them. */
  readonly rows: number;
  /** Readable records: the rows found less those that turned out to be none. */
  readonly total: number;
  /** Rows read so far, which all other counts are about. */
  readonly scanned: number;
  /** Whether all counts are final. A large file is read on after its first items can be shown. */
  readonly complete: boolean;
  /** Records with a judgement, from the row or from the label log: of the annotator asked for, else of anybody. */
  readonly labelled: number;
  readonly problemCount: number;
  /** The first hundred problems of the dataset and of its label log. */
  readonly problems: readonly RecordProblem[];
}

/** A response at its place on the screen, as the host knows it; a page gets a `ShownText`. */
export interface ShownResponse {
  readonly id: string;
  readonly content: string;
  /** Who wrote it, where the row says so. */
  readonly model?: string;
}

/** One record, with its responses in the order they stand on the screen. */
export interface DatasetItem {
  /** 0-based place among the rows of the file, readable or not. */
  readonly index: number;
  /** 0-based place among the readable ones, as far as these are known. */
  readonly position: number;
  /** 1-based line in the file. */
  readonly line: number;
  /** The file's name, where the dataset is several. */
  readonly file?: string;
  readonly recordId: string;
  readonly prompt: readonly ChatMessage[];
  /** Shuffled per record by a stored seed: the same record is always shown the same way to a person. */
  readonly shown: readonly ShownResponse[];
  /** The steps of a step-labelled row, with the labels they came with; absent for others. */
  readonly steps?: readonly Step[];
  /** The standing judgement: the annotator's own, else the one that came with the row. */
  readonly judgement: Judgement | null;
  /** The person's own judgement that is asked for again, unknowingly; absent when none is. */
  readonly repeatOf?: string;
  /** What is asked about it; left out where no dimensions were asked for. */
  readonly asked?: AskedDimension;
}

/** The dimension an item is judged in. */
interface AskedDimension {
  readonly dimension: string;
  /** The dimensions of the dataset that this annotator did not judge the item in, in their order. */
  readonly open: readonly string[];
}

/** A row in which a text was found. */
export interface SearchMatch {
  readonly index: number;
  /** 1-based line in the file. */
  readonly line: number;
  /** The file's name, where the dataset is several. */
  readonly file?: string;
  /** The text with some of what stands before and after it; of one in the row's id, how the row begins. */
  readonly excerpt: string;
  /** Given where the row's id alone holds the text. */
  readonly inId?: true;
}

/** What a person did with one item. */
export interface JudgementInput {
  readonly ranking: Judgement['ranking'];
  readonly shown: readonly string[];
  readonly durationMs: number;
  /** The judgement that this one repeats unknowingly, as the item says. */
  readonly repeatOf?: string;
  /** What was judged; 'overall' when absent. */
  readonly dimension?: string;
  /** Pairs only: 1 slightly, 2 clearly, 3 much better; absent when it was not asked for. */
  readonly strength?: 1 | 2 | 3;
  readonly rationale?: string;
  readonly flags?: readonly string[];
  /** Of a step-labelled record the labels of its steps, with nothing in `ranking` and `shown`. */
  readonly steps?: readonly Step['label'][];
}

/** A model folder, as listed. */
export interface ModelSummary {
  /** The run's name: the folder's name. */
  readonly name: string;
  readonly path: string;
  readonly createdAt: string;
  /** Held-out accuracy; null when there was nothing to hold out. */
  readonly heldOut: AccuracyReport | null;
  readonly pairsUsed: number;
  /** 'embedded' or the encoder folder. */
  readonly encoder: string;
  /** Why it cannot be used (files missing, hash differs), in one sentence; null when it can. */
  readonly problem: string | null;
}

/** What training did. */
export interface TrainReport {
  readonly model: ModelSummary;
  readonly backend: string;
  readonly seed: number;
  /** Pairs fitted and pairs held out. */
  readonly pairs: { readonly train: number; readonly test: number };
  readonly leftOut: readonly LeftOut[];
  /** The strength of L2. */
  readonly l2: number;
  /** Folds of the cross-validation that chose it; 0 when there was one prompt only. */
  readonly folds: number;
  /** Optimiser steps in all fits. */
  readonly iterations: number;
  readonly textsEncoded: number;
  readonly textsFromCache: number;
  readonly durationMs: number;
  /** The process's peak resident memory in bytes. */
  readonly peakMemoryBytes: number;
}

/** Where training stands. */
export interface TrainProgress {
  readonly phase: 'reading' | 'encoding' | 'fitting' | 'writing';
  /** 0 to 1 over the whole run. */
  readonly fraction: number;
  /** Short and plain: 'encoding 1,200 / 10,304 texts'. */
  readonly message: string;
}

/** A reward, never bare. */
export interface Score {
  readonly reward: number;
  /** 0 to 100: the share of training responses with a lower reward. */
  readonly percentile: number;
}

/** A response taken apart: the contributions and the bias sum to the reward. */
export interface InspectedResponse extends Score {
  readonly content: string;
  readonly tokens: readonly TokenContribution[];
  readonly bias: number;
  /** |reward - (bias + sum of contributions)|. */
  readonly completenessError: number;
}

/** What the engine process is and runs on. */
export interface EngineInfo {
  readonly pid: number;
  readonly node: string;
  readonly platform: string;
  readonly memoryBytes: number;
}
