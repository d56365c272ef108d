import type { DatasetAt } from '../../shared/engineProtocol.ts';
import type { DatasetCalls, DatasetPorts } from './datasetCalls.ts';
import { createFileDatasets } from './fileDatasets.ts';
import { ShardedDataset } from './shardedDataset.ts';
import { isShardPattern } from './shards.ts';

/** Rows of files kept open between calls, some 30 bytes each: the small datasets of a workspace all. */
const KEPT_ROWS = 3_000_000;
/** Sharded datasets kept open between calls. */
const KEPT_SHARDED = 2;

/** The calls about datasets, of one file or of several; between calls only caches are kept. */
export function createDatasets(ports: DatasetPorts): DatasetCalls {
  const files = createFileDatasets(ports, KEPT_ROWS);
  const sharded = new Map<string, DatasetCalls>();

  const shardedOf = ({ path, format }: DatasetAt): DatasetCalls => {
    const key = JSON.stringify([path, format]);
    const dataset = { path, ...(format === undefined ? {} : { format }) };
    const data = sharded.get(key) ?? new ShardedDataset(dataset, ports);
    sharded.delete(key);
    sharded.set(key, data);
    const [oldest] = sharded.keys();
    if (sharded.size > KEPT_SHARDED && oldest !== undefined) sharded.delete(oldest);
    return data;
  };
  const at = async (params: DatasetAt): Promise<DatasetCalls> =>
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
