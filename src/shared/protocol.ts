import type { RankKeyName } from './rankKeys.ts';
import type {
  ChatMessage,
  FormatFound,
  InspectedResponse,
  ModelSummary,
  RecordProblem,
  SearchMatch,
  Step,
} from './reports.ts';

/** What a page says when something went wrong: what happened, where, and the next step. */
export interface ErrorView {
  readonly title: string;
  readonly detail: string;
}

/** A response on a page, known there by its place: ids can be names of models, and stay in the host. */
export interface ShownText {
  readonly content: string;
  /** Who wrote it, where that may be seen. */
  readonly model?: string;
}

/**
 * The item on the ranking page. Where it stands is null throughout while that is not told, so that
 * nobody sees that an item comes again.
 */
export interface RankItem {
  /** Changes with every item shown; an answer to an old key is dropped. */
  readonly key: string;
  /** 0-based among the items: one more is the number a person sees. */
  readonly index: number | null;
  /** 0-based among the rows of the dataset, readable or not. */
  readonly row: number | null;
  /** 1-based. */
  readonly line: number | null;
  /** The name of the file that the line is in, where the dataset is several. */
  readonly file?: string;
  readonly prompt: readonly ChatMessage[];
  readonly shown: readonly ShownText[];
  /** The steps to label one by one, with the labels they have; null where responses are compared. */
  readonly steps: readonly Step[] | null;
  /** Places by shown order (0 best, equal = tie) when the item has been judged, else null. */
  readonly places: readonly number[] | null;
  /** Whether it was judged "both bad". */
  readonly bothBad: boolean;
  /** How much better the better one of a pair was judged; null where that was not said. */
  readonly strength: Strength | null;
  /** Whether the person flagged it, to come back to it. */
  readonly flagged: boolean;
  /** The person's own reason; '' when none is given. */
  readonly rationale: string;
  /** What it is judged in, where that is more than 'overall'; null where nothing is configured. */
  readonly dimension: RankDimension | null;
}

/** The dimension an item is judged in, of those that are configured. */
export interface RankDimension {
  readonly name: string;
  /** All of them, in the order they are asked for. */
  readonly all: readonly string[];
}

/** How much better one of two responses is: 1 slightly, 2 clearly, 3 much. */
export type Strength = 1 | 2 | 3;

/** What a search of the dataset has found so far. */
export interface RankSearch {
  readonly text: string;
  readonly matches: readonly SearchMatch[];
  /** Whether it ended: at the end of the dataset, at the most that is kept, or by an error. */
  readonly done: boolean;
  /** Whether there are more matches than are kept. */
  readonly more: boolean;
  readonly error: ErrorView | null;
}

/** Everything the ranking page draws; each push replaces the last. */
export type RankState =
  | { readonly kind: 'loading'; readonly name: string }
  | { readonly kind: 'error'; readonly name: string; readonly error: ErrorView }
  | {
      readonly kind: 'ready';
      readonly name: string;
      /** null when no row could be read. */
      readonly format: FormatFound | null;
      readonly total: number;
      readonly labelled: number;
      /** Rows read so far, while the counts still grow; null once they are final. */
      readonly reading: number | null;
      readonly problemCount: number;
      readonly problems: readonly RecordProblem[];
      /** null when nothing is left to judge. */
      readonly item: RankItem | null;
      /**
       * What is shown once `item` is judged or skipped, under the key it will have, so that a page
       * can draw it while the judgement is saved; null while that is not known, or when nothing is.
       */
      readonly ahead: RankItem | null;
      readonly canUndo: boolean;
      /** Whether it is asked how much better the better one of a pair is. */
      readonly asksStrength: boolean;
      /** How the last judgement fared; null before the first. */
      readonly saved:
        | { readonly kind: 'saved'; readonly ms: number }
        | { readonly kind: 'failed'; readonly error: ErrorView }
        | null;
      /** Why the last step changed nothing, in a few words; null when there is nothing to say. */
      readonly notice: string | null;
      /** null when no search is open. */
      readonly search: RankSearch | null;
    };

/** A whole verdict by places, in shown order: 0 best, equal = tie. */
export interface RankAnswer {
  readonly key: string;
  /** None where steps are labelled. */
  readonly places: readonly number[];
  readonly steps?: readonly Step['label'][];
  readonly bothBad?: boolean;
  /** Of a pair with a winner, where it was asked for. */
  readonly strength?: Strength;
  readonly durationMs: number;
}

/**
 * What a person notes of an item beside the verdict; what is left out stays. On an item that this
 * person judged it is saved at once with the same verdict, else with the verdict to come.
 */
export interface RankNote {
  readonly key: string;
  readonly flagged?: boolean;
  readonly rationale?: string;
}

/** One side of the inspect page. */
export interface InspectSide {
  readonly label: string;
  readonly response: InspectedResponse;
}

/** Everything the inspect page draws. */
export type InspectState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'error'; readonly error: ErrorView }
  | {
      readonly kind: 'ready';
      readonly model: ModelSummary;
      readonly prompt: readonly ChatMessage[];
      /** One or two responses. */
      readonly sides: readonly InspectSide[];
      /** P(A beats B), null with one side. */
      readonly probability: number | null;
    };

/** Calls a page makes to the host. */
export interface HostCalls {
  /** The page has drawn its frame and listens; the host answers with a 'state' push. */
  'page/ready': { params: Record<string, never>; result: null };

  'rank/answer': { params: RankAnswer; result: null };
  'rank/note': { params: RankNote; result: null };
  /** Asks about the item in another dimension. */
  'rank/dimension': { params: { key: string; dimension: string }; result: null };
  'rank/skip': { params: { key: string }; result: null };
  'rank/move': { params: { step: 1 | -1 }; result: null };
  /** Shows the item with this number, 0-based among the items. */
  'rank/jump': { params: { index: number }; result: null };
  /** Searches for a text in place of what was searched before; an empty text ends the search. */
  'rank/search': { params: { text: string }; result: null };
  /** Shows the item that was found in this row. */
  'rank/openMatch': { params: { row: number }; result: null };
  /** Asks the person for the format of the dataset. */
  'rank/chooseFormat': { params: Record<string, never>; result: null };
  'rank/undo': { params: Record<string, never>; result: null };
  /**
   * Opens a line as text: of the dataset, or of the file of this name beside it (its label log, or one
   * of the files that the dataset is made of).
   */
  'rank/openLine': { params: { line: number; file?: string }; result: null };
  'rank/inspect': { params: { key: string }; result: null };
  'rank/train': { params: Record<string, never>; result: null };
  /** Shows the keys of this page where VS Code lets people change them. */
  'rank/changeKeys': { params: Record<string, never>; result: null };
  /** Asks again for what failed: opening the dataset or saving the last judgement. */
  'rank/retry': { params: Record<string, never>; result: null };

  'inspect/retry': { params: Record<string, never>; result: null };
  'inspect/train': { params: Record<string, never>; result: null };

  /** Lists the open conflicts, or what was decided. */
  'labels/list': { params: { list: 'open' | 'decided' }; result: null };
  /** Lists more of them. */
  'labels/more': { params: Record<string, never>; result: null };
  /** Shows the conflict of this key. */
  'labels/select': { params: { key: string }; result: null };
  /** Decides the conflict on the screen. */
  'labels/decide': { params: RankAnswer; result: null };
  /** Takes the last decision back. */
  'labels/undo': { params: Record<string, never>; result: null };
  /** Opens the line of the conflict on the screen as text. */
  'labels/openLine': { params: Record<string, never>; result: null };
  /** Shows how good the labels are in place of the conflicts, or these again. */
  'labels/quality': { params: { open: boolean }; result: null };
  /** Opens a line as text: of the dataset, or of the file of this name that is one of it. */
  'labels/openRow': { params: { line: number; file?: string }; result: null };
  'labels/rank': { params: Record<string, never>; result: null };
  /** Asks again for what failed: reading the labels or saving the last decision. */
  'labels/retry': { params: Record<string, never>; result: null };
}

/** What the host pushes to a page: a whole snapshot of what it draws. */
export interface PagePushes<State> {
  state: State;
}

/** What the host pushes to the ranking page. */
export interface RankPushes extends PagePushes<RankState> {
  /** VS Code ran the command of a key that can be changed. */
  key: { readonly name: RankKeyName };
}
