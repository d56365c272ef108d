import { datasetNames, labelLogName } from '../../core/store/labelLogName.ts';
import { hasWildcard, shardMatcher } from '../../core/store/shardPattern.ts';

/**
 * Whether a file beside a dataset belongs to it, both by name: the dataset itself, one of the files
 * that a pattern stands for ('train-*.jsonl'), or the label log of such a file.
 */
export function isFileOf(dataset: string, file: string): boolean {
  if (!hasWildcard(dataset)) return file === dataset || file === labelLogName(dataset);
  if (/[\\/]/.test(file)) return false;
  const isShard = shardMatcher(dataset);
  return isShard(file) || datasetNames(file).some(isShard);
}
