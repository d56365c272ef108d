import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDatasetCache } from '../../../src/engine/files/datasetCache.ts';
import type { DatasetCache } from '../../../src/engine/files/datasetCache.ts';
import type { LabelledDataset } from '../../../src/engine/files/labelledDataset.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function dataset(rows: number): Promise<string> {
  const file = path.join(await temporaryFolder(), 'pairs.jsonl');
  const row = (id: number): string => `{"id":"${id}","prompt":"p","responses":["a","b"]}\n`;
  await writeFile(file, Array.from({ length: rows }, (_, id) => row(id)).join(''));
  return file;
}

/** What the cache gives for a file: the same thing again as long as it is kept. */
function opened(cache: DatasetCache, file: string): Promise<LabelledDataset> {
  return cache.use({ path: file }, (data) => Promise.resolve(data));
}

test('many small datasets are kept, however many', async () => {
  const cache = createDatasetCache(1000);
  const files = await Promise.all(Array.from({ length: 30 }, () => dataset(3)));
  const first = [];
  for (const file of files) first.push(await opened(cache, file));
  for (const [at, file] of files.entries()) expect(await opened(cache, file)).toBe(first[at]);
});

test('beyond so many rows the one used longest ago goes, never the one used last', async () => {
  const cache = createDatasetCache(10);
  const [a, b, c] = [await dataset(4), await dataset(4), await dataset(4)];
  const [first, second] = [await opened(cache, a), await opened(cache, b)];
  expect(await opened(cache, a)).toBe(first);
  await opened(cache, c);
  expect(await opened(cache, a)).toBe(first);
  expect(await opened(cache, b)).not.toBe(second);
  const huge = await dataset(50);
  const kept = await opened(cache, huge);
  expect(await opened(cache, huge)).toBe(kept);
});
