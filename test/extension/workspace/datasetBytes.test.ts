import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { datasetBytes } from '../../../src/extension/workspace/datasetBytes.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dataset-bytes-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => path.join(folder, name);

test('a file is as large as it is, a pattern as its shards without what lies beside them', async () => {
  const files = { 'a-1.jsonl': 3, 'a-2.jsonl': 5, 'a-1.labels.jsonl': 100, 'b.jsonl': 1000 };
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(at(name), 'x'.repeat(bytes));
  expect(await datasetBytes(at('a-1.jsonl'))).toBe(3);
  expect(await datasetBytes(at('a-*.jsonl'))).toBe(8);
});

test('what is gone has no size', async () => {
  expect(await datasetBytes(at('gone.jsonl'))).toBeNull();
  expect(await datasetBytes(at('gone-*.jsonl'))).toBeNull();
  expect(await datasetBytes(path.join(at('nowhere'), 'a-*.jsonl'))).toBeNull();
});
