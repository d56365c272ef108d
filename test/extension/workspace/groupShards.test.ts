import { expect, test } from 'vitest';
import { groupShards } from '../../../src/extension/workspace/groupShards.ts';

test('files of a pattern are one dataset, the others stand for themselves', () => {
  const files = ['/w/a.jsonl', '/w/d/train-1.jsonl', '/w/d/train-2.jsonl', '/w/train-3.jsonl'];
  expect(groupShards(files, ['/w/d/train-*.jsonl'])).toEqual([
    { path: '/w/a.jsonl', members: [0] },
    { path: '/w/d/train-*.jsonl', members: [1, 2] },
    { path: '/w/train-3.jsonl', members: [3] },
  ]);
});

test('files named as Hugging Face names shards are put together, a single one is not', () => {
  const files = [
    '/w/one-00000-of-00001.jsonl',
    '/w/test-00000-of-00002.jsonl',
    '/w/test-00001-of-00002.jsonl',
    '/w/x/test-00000-of-00002.jsonl',
  ];
  expect(groupShards(files, [])).toEqual([
    { path: '/w/one-00000-of-00001.jsonl', members: [0] },
    { path: '/w/test-?????-of-00002.jsonl', members: [1, 2] },
    { path: '/w/x/test-00000-of-00002.jsonl', members: [3] },
  ]);
});

test('a chosen pattern is one dataset even while it has one file', () => {
  expect(groupShards(['/w/train-1.jsonl'], ['/w/train-*.jsonl'])).toEqual([
    { path: '/w/train-*.jsonl', members: [0] },
  ]);
});
