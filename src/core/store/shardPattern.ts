import { isOwnFile } from './ownFiles.ts';

/** The files of a dataset end so. */
const DATASET_END = /\.jsonl?(\.gz)?$/i;

/**
 * Whether a file name stands for several files: `*` (any characters) and `?` (any one) are what
 * Windows has no file names with.
 */
export function hasWildcard(name: string): boolean {
  return /[*?]/.test(name);
}

/**
 * Which names a pattern stands for. Files that lie beside datasets (label logs, exclusions) are never
 * shards, whatever their names.
 */
export function shardMatcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const whole = new RegExp(`^${source}$`, 's');
  return (name) => whole.test(name) && DATASET_END.test(name) && !isOwnFile(name);
}

/**
 * The pattern of a shard named as Hugging Face names them ('train-00003-of-00016.jsonl'), null for
 * other names.
 */
export function usualPattern(name: string): string | null {
  const found = /^(.*-)(\d{5})(-of-\d{5}\.jsonl(?:\.gz)?)$/i.exec(name);
  return found === null ? null : `${found[1] ?? ''}?????${found[3] ?? ''}`;
}
