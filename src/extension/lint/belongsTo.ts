import path from 'node:path';
import { exclusionsName } from '../../core/store/exclusions.ts';
import { LABEL_LOG_END, datasetNames, labelLogName } from '../../core/store/labelLogName.ts';
import { hasWildcard, shardMatcher } from '../../core/store/shardPattern.ts';

/**
 * Whether a file is a part of a dataset: the dataset itself, its label log or its exclusions; of a
 * pattern, also a shard and what lies beside one.
 * @param dataset its path, or a pattern of its shards
 * @param file a path
 */
export function belongsTo(dataset: string, file: string): boolean {
  if (path.dirname(dataset) !== path.dirname(file)) return false;
  if ([dataset, labelLogName(dataset), exclusionsName(dataset)].includes(file)) return true;
  if (!hasWildcard(path.basename(dataset))) return false;
  const isShard = shardMatcher(path.basename(dataset));
  const name = path.basename(file);
  const log = name.replace(/\.exclusions\.jsonl$/i, LABEL_LOG_END);
  return isShard(name) || datasetNames(log).some(isShard);
}
