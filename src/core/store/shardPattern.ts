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

/**
 * A pattern for files named alike: what all begin and end with around a `*`; of one file, its last
 * number is what differs. Null when it has none.
 */
export function suggestedPattern(names: readonly string[]): string | null {
  const [first, ...others] = names;
  if (first === undefined) return null;
  if (others.length === 0) {
    const number = /^(.*?)\d+(\D*)$/.exec(first);
    return number === null ? null : `${number[1] ?? ''}*${number[2] ?? ''}`;
  }
  const start = others.reduce(sharedStart, first);
  const end = reversed(
    others
      .map((name) => reversed(name.slice(start.length)))
      .reduce(sharedStart, reversed(first.slice(start.length))),
  );
  // A digit before or after the differing part belongs to the number.
  return `${start.replace(/\d+$/, '')}*${end.replace(/^\d+/, '')}`;
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
