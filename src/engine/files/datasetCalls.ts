import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import type { JudgedRecord, JudgedRowsWanted } from './judgedRecords.ts';
import type { SearchControl } from './searchRows.ts';

/** What the datasets need from outside. */
export interface DatasetPorts {
  readonly clock: () => Date;
  /** A new id, never given before: of events in the label log. */
  readonly newId: () => string;
}

type Params<M extends keyof EngineCalls> = EngineCalls[M]['params'];
type Result<M extends keyof EngineCalls> = Promise<EngineCalls[M]['result']>;

/** The calls about datasets; see `EngineCalls` for what each does. All name the dataset by its path. */
export interface DatasetCalls {
  open(params: Params<'dataset/open'>): Result<'dataset/open'>;
  item(params: Params<'dataset/item'>): Result<'dataset/item'>;
  next(params: Params<'dataset/next'>): Result<'dataset/next'>;
  judge(params: Params<'dataset/judge'>): Result<'dataset/judge'>;
  undo(params: Params<'dataset/undo'>): Result<'dataset/undo'>;
  repeat(params: Params<'dataset/repeat'>): Result<'dataset/repeat'>;
  annotators(params: Params<'dataset/annotators'>): Result<'dataset/annotators'>;
  search(params: Params<'dataset/search'>, control: SearchControl): Result<'dataset/search'>;
  list(params: Params<'dataset/rows'>, control: SearchControl): Result<'dataset/rows'>;
  /**
   * Records that were judged; excluded rows and those not found yet are left out. `pause` is awaited
   * at each.
   */
  judged(
    params: DatasetAt & JudgedRowsWanted,
    pause: () => Promise<void>,
  ): Promise<readonly JudgedRecord[]>;
}
