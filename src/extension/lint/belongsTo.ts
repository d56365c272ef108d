import path from 'node:path';
import { LABEL_LOG_END } from '../../core/store/labelLogName.ts';
import { isFileOf } from '../workspace/isFileOf.ts';

/**
 * Whether a file is a part of a dataset: the dataset itself, its label log or its exclusions; of a
 * pattern, also a shard and what lies beside one.
 * @param dataset its path, or a pattern of its shards
 * @param file a path
 */
export function belongsTo(dataset: string, file: string): boolean {
  if (path.dirname(dataset) !== path.dirname(file)) return false;
  // Exclusions are named as the label log is.
  const name = path.basename(file).replace(/\.exclusions\.jsonl$/i, LABEL_LOG_END);
  return isFileOf(path.basename(dataset), name);
}
