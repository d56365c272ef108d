import type { RowFilter } from '../core/records/rowFilter.ts';

export type { RowFilter };

/** A row as it is listed: nothing of who wrote its responses, or of what others said. */
export interface RowLine {
  /** 0-based place among the rows of the dataset, readable or not. */
  readonly index: number;
  /** 1-based line in the file. */
  readonly line: number;
  /** The file's name, where the dataset is several. */
  readonly file?: string;
  /** The beginning of the last user message, on one line. */
  readonly question: string;
  /** Whether it came judged, or this person judged it. */
  readonly judged: boolean;
  /** Whether this person's judgement, or the one it came with, is a tie. */
  readonly tie: boolean;
  /** Whether this person flagged it. */
  readonly flagged: boolean;
}

/** Some of the rows that a filter means. */
export interface RowPage {
  readonly lines: readonly RowLine[];
  /** How many rows it means, of those read so far. */
  readonly count: number;
  /** How many of them stand before the row asked about. */
  readonly before: number;
  /** Whether all rows were read. */
  readonly complete: boolean;
}
