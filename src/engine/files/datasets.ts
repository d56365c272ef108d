import type { DatasetAt, EngineCalls } from '../../shared/engineProtocol.ts';
import { createFileDatasets } from './fileDatasets.ts';
import type { SearchControl } from './searchRows.ts';
import { ShardedDataset } from './shardedDataset.ts';
import { isShardPattern } from './shards.ts';

/** What the datasets need from outside. */
export interface DatasetPorts {
  readonly clock: () => Date;
  /** A new id, never given before: of events in the label log. */
  readonly newId: () => string;
}

type Params<M extends keyof EngineCalls> = EngineCalls[M]['params'];
type Result<M extends keyof EngineCalls> = Promise<EngineCalls[M]['result']>;

/** The calls about datasets; see `EngineCalls` for what each does. All name the dataset by its path. */
export interface Datasets {
  open(params: Params<'dataset/open'>): Result<'dataset/open'>;
  item(params: Params<'dataset/item'>): Result<'dataset/item'>;
  next(params: Params<'dataset/next'>): Result<'dataset/next'>;
  judge(params: Params<'dataset/judge'>): Result<'dataset/judge'>;
  undo(params: Params<'dataset/undo'>): Result<'dataset/undo'>;
  annotators(params: Params<'dataset/annotators'>): Result<'dataset/annotators'>;
  search(params: Params<'dataset/search'>, control: SearchControl): Result<'dataset/search'>;
}

/** Rows of files kept open between calls, some 30 bytes each: the small datasets of a workspace all. */
const KEPT_ROWS = 3_000_000;
/** Sharded datasets kept open between calls. */
const KEPT_SHARDED = 2;

/** The datasets behind the protocol, of one file or of several; between calls only caches are kept. */
export function createDatasets(ports: DatasetPorts): Datasets {
  const files = createFileDatasets(ports, KEPT_ROWS);
  const sharded = new Map<string, Datasets>();

  const shardedOf = ({ path, format }: DatasetAt): Datasets => {
    const key = JSON.stringify([path, format]);
    const dataset = { path, ...(format === undefined ? {} : { format }) };
    const data = sharded.get(key) ?? new ShardedDataset(dataset, ports);
    sharded.delete(key);
    sharded.set(key, data);
    const [oldest] = sharded.keys();
    if (sharded.size > KEPT_SHARDED && oldest !== undefined) sharded.delete(oldest);
    return data;
  };
  const at = async (params: DatasetAt): Promise<Datasets> =>
    (await isShardPattern(params.path)) ? shardedOf(params) : files;

  return {
    open: async (params) => (await at(params)).open(params),
    item: async (params) => (await at(params)).item(params),
    next: async (params) => (await at(params)).next(params),
    judge: async (params) => (await at(params)).judge(params),
    undo: async (params) => (await at(params)).undo(params),
    annotators: async (params) => (await at(params)).annotators(params),
    search: async (params, control) => (await at(params)).search(params, control),
  };
}
