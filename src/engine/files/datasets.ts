import type { DatasetAt } from '../../shared/engineProtocol.ts';
import type { DatasetCalls, DatasetPorts } from './datasetCalls.ts';
import { createFileDatasets } from './fileDatasets.ts';
import { makeRoom } from './makeRoom.ts';
import { ShardedDataset } from './shardedDataset.ts';
import { isShardPattern } from './shards.ts';

/** Rows kept of files, and as many of shards, some 30 bytes each: of small datasets all stay open. */
const KEPT_ROWS = 3_000_000;

/** The calls about datasets, of one file or of several; between calls only caches are kept. */
export function createDatasets(ports: DatasetPorts): DatasetCalls {
  const files = createFileDatasets(ports, KEPT_ROWS);
  const sharded = new Map<string, ShardedDataset>();

  const shardedOf = ({ path, format, dimensions }: DatasetAt): ShardedDataset => {
    const key = JSON.stringify([path, format, dimensions]);
    const dataset = {
      path,
      ...(format === undefined ? {} : { format }),
      // Its sums of what is labelled depend on them.
      ...(dimensions === undefined ? {} : { dimensions }),
    };
    const data = sharded.get(key) ?? new ShardedDataset(dataset, ports);
    sharded.delete(key);
    sharded.set(key, data);
    makeRoom(sharded, KEPT_ROWS, ({ rows }) => rows);
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
    repeat: async (params) => (await at(params)).repeat(params),
    annotators: async (params) => (await at(params)).annotators(params),
    search: async (params, control) => (await at(params)).search(params, control),
    list: async (params, control) => (await at(params)).list(params, control),
    judged: async (params, pause) => (await at(params)).judged(params, pause),
  };
}
