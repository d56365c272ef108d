/** One message of a conversation, in the roles chat templates know. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool' | 'developer';
  readonly content: string;
}

/** One candidate answer. `id` is unique within its record and never changes when rows move. */
export interface Response {
  readonly id: string;
  readonly content: string;
  /** The model or person that wrote it, when the row says so. Hidden until judged. */
  readonly model?: string;
  /** Marks by name (`helpfulness: 4`), where the row gives them. Their scale is the dataset's own. */
  readonly ratings?: Readonly<Record<string, number>>;
}

/**
 * Which of a record's responses is preferred: tiers of response ids, best tier first.
 * Ids in one tier tie. A pair won by `a` is `[['a'], ['b']]`, a tied pair `[['a', 'b']]`.
 */
export type Ranking = readonly (readonly string[])[];

/** One person's verdict on one record. */
export interface Judgement {
  readonly recordId: string;
  readonly annotator: string;
  /** ISO 8601. */
  readonly at: string;
  readonly ranking: Ranking;
  /** Pairs only: 1 slightly, 2 clearly, 3 much better. */
  readonly strength?: 1 | 2 | 3;
  /** What was judged; 'overall' when absent. */
  readonly dimension?: string;
  /** Response ids in the order they stood on the screen, first shown first: position bias can be measured. */
  readonly shown: readonly string[];
  readonly durationMs?: number;
  readonly rationale?: string;
  readonly flags?: readonly string[];
  /**
   * Of a step-labelled record its steps' labels, in their order; `ranking` and `shown` are then empty.
   * What comes after the first error is null unless it was labelled all the same.
   */
  readonly steps?: readonly Step['label'][];
}

/** A step of a step-labelled answer: 1 right, -1 wrong, 0 neutral, null not judged. */
export interface Step {
  readonly content: string;
  readonly label: 1 | 0 | -1 | null;
}

/** One row of a dataset, whatever its format. */
export interface PreferenceRecord {
  /** The row's own id, else a hash of its content, so that labels survive re-ordering. */
  readonly id: string;
  readonly prompt: readonly ChatMessage[];
  /** Two for a pair, K for a ranking, one for a text to score, none for a step-labelled row. */
  readonly responses: readonly Response[];
  /** What came with the row. The annotator is 'dataset', or the voter's id where votes are known. */
  readonly judgements: readonly Judgement[];
  readonly steps?: readonly Step[];
  readonly split?: 'train' | 'validation' | 'test';
  readonly subset?: string;
  /** Margin by which chosen should beat rejected (TRL's `margin`, Llama 2). */
  readonly margin?: number;
}
