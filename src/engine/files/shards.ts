import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../../core/errors.ts';
import { hasWildcard, shardMatcher } from '../../core/store/shardPattern.ts';
import type { DatasetAt } from '../../shared/engineProtocol.ts';
import { fileError } from './fileErrors.ts';
import { fileStamp } from './fileStamp.ts';

/** 'train-2' before 'train-10'. */
const byName = new Intl.Collator('en', { numeric: true });

/** Whether a path stands for several files; a file of this very name is itself. */
export async function isShardPattern(dataset: string): Promise<boolean> {
  return hasWildcard(path.basename(dataset)) && (await fileStamp(dataset)) === null;
}

/** Whether a file is, or would be, one of those a path stands for. */
export function isShardOf(file: string, dataset: string): boolean {
  const sameFolder = path.resolve(path.dirname(file)) === path.resolve(path.dirname(dataset));
  const name = path.basename(dataset);
  return sameFolder && hasWildcard(name) && shardMatcher(name)(path.basename(file));
}

/**
 * The files of a dataset: itself, or the shards it stands for in the order of their names.
 * @throws HumanError when there is none, or the folder can't be read
 */
export async function shardsOf(dataset: string): Promise<readonly string[]> {
  if (!(await isShardPattern(dataset))) return [dataset];
  const folder = path.dirname(dataset);
  const name = path.basename(dataset);
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder, 'read');
  });
  const shards = names.filter(shardMatcher(name)).sort(byName.compare);
  if (shards.length > 0) return shards.map((shard) => path.join(folder, shard));
  throw new HumanError(`No file in ${folder} is called like ${name}. Were they moved or renamed?`);
}

/**
 * The files of some datasets, each once, shards in the place of patterns; `formats` are those chosen,
 * by path, and a pattern's is that of its shards.
 * @throws HumanError when there is none
 */
export async function filesOf(
  datasets: readonly string[],
  formats: Readonly<Record<string, string>> = {},
): Promise<readonly DatasetAt[]> {
  const files = new Map<string, DatasetAt>();
  for (const dataset of datasets) {
    for (const path of await shardsOf(dataset)) {
      const format = formats[path] ?? formats[dataset];
      if (!files.has(path)) files.set(path, format === undefined ? { path } : { path, format });
    }
  }
  return [...files.values()];
}
