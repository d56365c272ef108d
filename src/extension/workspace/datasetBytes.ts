import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasWildcard, shardMatcher } from '../../core/store/shardPattern.ts';
import { isSystemError } from './rewardLensFolder.ts';

/** The size of a dataset on the disk, of a pattern that of its shards together; null when it is gone. */
export async function datasetBytes(dataset: string): Promise<number | null> {
  const own = await fileBytes(dataset);
  if (own !== null || !hasWildcard(path.basename(dataset))) return own;
  const folder = path.dirname(dataset);
  const shards = (await namesIn(folder)).filter(shardMatcher(path.basename(dataset)));
  if (shards.length === 0) return null;
  const sizes = await Promise.all(shards.map((shard) => fileBytes(path.join(folder, shard))));
  return sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
}

async function fileBytes(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    // ENOENT; on Windows a name with a wildcard is no name at all.
    if (isSystemError(error, 'ENOENT') || isSystemError(error, 'EINVAL')) return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error;
  }
}
