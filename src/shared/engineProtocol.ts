import type { ChatMessage } from '../core/records/types.ts';
import type { AnnotatorReport } from './annotators.ts';
import type { ConvertReport, ConvertRequest, FormatInfo } from './conversion.ts';
import type { LearnReport } from './learning.ts';
import type { RowFilter, RowPage } from './rowList.ts';
import type { LintFixRequest, LintReport, LintRequest } from './lint.ts';
import type { QualityReport } from './quality.ts';
import type {
  DatasetItem,
  DatasetSummary,
  EngineInfo,
  InspectedResponse,
  JudgementInput,
  ModelSummary,
  Score,
  SearchMatch,
  TrainProgress,
  TrainReport,
} from './reports.ts';

/** Which dataset a call is about. */
export interface DatasetAt {
  /**
   * The file; or, with `*` or `?` in its name, all files of that folder with such a name, in the order
   * of their names with numbers by value: they are one dataset, each with its own label log.
   */
  readonly path: string;
  /** The name of the format its rows are read by; told by the shape of each row when left out. */
  readonly format?: string;
  /**
   * What each record is judged in, 'overall' first; a record is labelled once it is judged in all of
   * them. When left out, a judgement in any dimension is enough. A record's row counts for 'overall'.
   */
  readonly dimensions?: readonly string[];
}

/**
 * Every call the engine answers. Calls name files by path and carry all they need, so that a
 * restarted engine can answer the next one: it holds caches, never state of its own.
 */
export interface EngineCalls {
  'engine/info': { params: Record<string, never>; result: EngineInfo };

  /** Given an `annotator`, `labelled` counts what came judged or was judged by them, else by anybody. */
  'dataset/open': { params: DatasetAt & { annotator?: string }; result: DatasetSummary };
  /**
   * An item as the annotator sees it. With `repeatOf`, one of their judgements of it, as if it had
   * not been judged and in the reverse order of that judgement; where that no longer stands, as it is.
   */
  'dataset/item': {
    /** `dimension`: which of the dimensions is asked about; the first open one when left out. */
    params: DatasetAt & {
      index: number;
      annotator: string;
      dimension?: string;
      repeatOf?: string;
    };
    result: DatasetItem;
  };
  /**
   * A judgement of this annotator whose item is due to be judged again, unknowingly: about `share` of
   * all judgements (0 to one half) where never two are shown one after the other. null when none is.
   */
  'dataset/repeat': {
    params: DatasetAt & { annotator: string; share: number };
    result: { index: number; repeatOf: string } | null;
  };
  /**
   * The next readable item from `from` on (inclusive) in the direction of `step`; null when there is
   * none. While the file is still read, null can also mean that none is near: `complete` is false.
   * Unlabelled is what came without a judgement and `annotator` did not judge, or nobody if left out.
   * Given a `filter`, the next of the rows it means, of those read so far.
   */
  'dataset/next': {
    params: DatasetAt & {
      from: number;
      step: 1 | -1;
      only: 'unlabelled' | 'all';
      annotator?: string;
      filter?: RowFilter;
    };
    result: { index: number | null; complete: boolean };
  };
  /**
   * Items whose id, prompt or responses hold a text, small and capital letters alike, from row `from`
   * on. Answers after a part of the file, with at most `limit` matches; `next` is the row to go on
   * from, null at the end. Given a `filter`, of the rows it means. Cancelled by its token, also
   * within a part.
   */
  'dataset/search': {
    params: DatasetAt & { text: string; from: number; limit: number; filter?: RowFilter };
    result: { matches: readonly SearchMatch[]; next: number | null };
  };
  /**
   * The rows that a filter means, of those read so far: at most `limit` from number `from` on
   * (0-based), as `annotator` sees them, and how many stand before `beforeRow`. Cancelled by its token.
   */
  'dataset/rows': {
    params: DatasetAt & {
      filter: RowFilter;
      from: number;
      limit: number;
      beforeRow: number;
      annotator: string;
    };
    result: RowPage;
  };
  /**
   * Appends to the label log and returns once the line is on the disk. Fails, and writes nothing,
   * when the record at `index` is no longer `recordId`: the file changed since it was shown.
   */
  'dataset/judge': {
    params: DatasetAt & {
      index: number;
      recordId: string;
      annotator: string;
      judgement: JudgementInput;
    };
    result: { eventId: string; labelled: number; savedMs: number };
  };
  /**
   * Retracts this annotator's latest judgement; `index` is its item, null when there is none, or when
   * it is another than `eventId`, where that is given. `repeatOf` is what it repeated, if it did.
   */
  'dataset/undo': {
    params: DatasetAt & { annotator: string; eventId?: string };
    result: {
      index: number | null;
      repeatOf?: string;
      /** What the judgement taken back was about; left out where no dimensions were asked for. */
      dimension?: string;
      labelled: number;
    };
  };

  /**
   * Who judged how much of a dataset in its label log, and where people contradict each other: at
   * most `limit` conflicts from number `from` on (0-based): the open ones, or the `decided`.
   */
  'dataset/annotators': {
    params: DatasetAt & { from: number; limit: number; decided?: boolean };
    result: AnnotatorReport;
  };

  /**
   * How good the labels of a dataset are: agreement, reliability, and how each person judges. Reads
   * all rows, in slices between other calls; cancelled by its token.
   */
  'dataset/quality': { params: DatasetAt; result: QualityReport };

  /**
   * Learns a head from what was judged, and measures it on prompts held out by the
   * seed as in training. Judgements that came with rows count where their texts were encoded before. Quick when asked again after another judgement; cancelled by its token.
   */
  'dataset/learn': {
    params: DatasetAt & { seed: number; cacheDir: string; encoderDir?: string };
    result: LearnReport;
  };

  /** Every format that can be read. */
  'format/list': { params: Record<string, never>; result: { formats: readonly FormatInfo[] } };
  /** Writes a dataset with its labels in another format; nothing is left behind when cancelled. */
  'dataset/convert': { params: ConvertRequest; result: ConvertReport };

  /** Checks datasets, their label logs and exclusions, all files together. */
  'dataset/lint': { params: LintRequest; result: LintReport };
  /** Does what a quick fix says; `file` is where the line was appended. On the disk when it answers. */
  'dataset/lintFix': { params: LintFixRequest; result: { file: string } };

  'model/list': { params: { root: string }; result: { models: readonly ModelSummary[] } };
  'model/train': {
    params: {
      /** Sent back with each 'train/progress'. */
      progressId: number;
      data: readonly string[];
      /** Formats by path, for those whose format was chosen. */
      formats?: Readonly<Record<string, string>>;
      /** The folder to write; it must not hold a model already. */
      modelDir: string;
      cacheDir: string;
      encoderDir?: string;
      seed?: number;
      testFile?: string;
    };
    result: TrainReport;
  };
  'model/score': {
    params: {
      modelDir: string;
      items: readonly { prompt: readonly ChatMessage[]; responses: readonly string[] }[];
    };
    result: { scores: readonly (readonly Score[])[] };
  };
  'model/inspect': {
    params: { modelDir: string; prompt: readonly ChatMessage[]; responses: readonly string[] };
    result: {
      model: ModelSummary;
      responses: readonly InspectedResponse[];
      /** P(first beats second) for two responses, else null. */
      probability: number | null;
    };
  };
}

/** What the engine says unasked. */
export interface EngineNotices {
  'train/progress': { progressId: number } & TrainProgress;
}
