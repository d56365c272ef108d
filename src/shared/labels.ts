import type { AnnotatorConflict, AnnotatorCount } from './annotators.ts';
import type { ErrorView, ShownText } from './protocol.ts';
import type { QualityReport } from './quality.ts';
import type { ChatMessage } from './reports.ts';

/** What one or several annotators said of a record, the same. */
export interface LabelsVote {
  readonly annotators: readonly string[];
  /** Places by shown order (0 best, equal = tie); null when other responses than these were judged. */
  readonly places: readonly number[] | null;
  readonly bothBad: boolean;
  /** Pairs only: 1 slightly, 2 clearly, 3 much better. */
  readonly strength: 1 | 2 | 3 | null;
  /** Whether this settles what the others say. */
  readonly adjudicated: boolean;
}

/** A conflict between annotators, as it is listed. */
export interface LabelsConflict extends Pick<
  AnnotatorConflict,
  'dimension' | 'kind' | 'decidedBy'
> {
  /** Names the record and dimension: the same as long as the record is there. */
  readonly key: string;
  /** 0-based among the items. */
  readonly position: number;
  /** 1-based. */
  readonly line: number;
  /** The name of the file that the line is in, where the dataset is several. */
  readonly file?: string;
  /** The beginning of the last user message, on one line. */
  readonly question: string;
  readonly responses: number;
  /** Most annotators first. */
  readonly votes: readonly LabelsVote[];
  /** What was decided, else the majority's places; null when there is neither. */
  readonly agreed: readonly number[] | null;
}

/** The conflict on the screen. */
export interface LabelsItem {
  /** Changes with every item shown; an answer to an old key is dropped. */
  readonly key: string;
  readonly conflict: LabelsConflict;
  readonly prompt: readonly ChatMessage[];
  readonly shown: readonly ShownText[];
  /** Why somebody judged as they did, where they said so. */
  readonly reasons: readonly { readonly annotator: string; readonly text: string }[];
}

/** Which conflicts are listed: those that nobody decided, or what was decided. */
export type LabelsList = 'open' | 'decided';

/** How good the labels are, when the page shows that. */
export type QualityView =
  | { readonly kind: 'closed' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: ErrorView }
  | { readonly kind: 'ready'; readonly report: QualityReport };

/** Everything the labels page draws; each push replaces the last. */
export type LabelsState = LabelsPlace & (LabelsLoading | LabelsError | LabelsReady);

interface LabelsPlace {
  /** The dataset's address, kept by the page so that it can be there again after a reload. */
  readonly dataset: string;
  readonly name: string;
}

interface LabelsLoading {
  readonly kind: 'loading';
}

interface LabelsError {
  readonly kind: 'error';
  readonly error: ErrorView;
}

interface LabelsReady {
  readonly kind: 'ready';
  /** Whether all rows were read: until then judgements of the rows to come are not counted. */
  readonly complete: boolean;
  /** Most judgements first. */
  readonly annotators: readonly AnnotatorCount[];
  /** Records and dimensions that several people judged. */
  readonly shared: number;
  readonly openCount: number;
  readonly decidedCount: number;
  readonly list: LabelsList;
  /** The first of the list; those without a majority come first. */
  readonly conflicts: readonly LabelsConflict[];
  /** null when nothing is listed. */
  readonly item: LabelsItem | null;
  readonly canUndo: boolean;
  /** How the last step fared; null when there is nothing to say of it. */
  readonly saved:
    | { readonly kind: 'saved'; readonly ms: number }
    | { readonly kind: 'failed'; readonly error: ErrorView }
    | null;
  /** Why the last step changed nothing, in a few words; null when there is nothing to say. */
  readonly notice: string | null;
  /** Shown in place of the conflicts unless it is closed. */
  readonly quality: QualityView;
}
