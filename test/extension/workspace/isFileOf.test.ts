import { expect, it } from 'vitest';
import { isFileOf } from '../../../src/extension/workspace/isFileOf.ts';

it.each([
  ['a.jsonl', 'a.jsonl', true],
  ['a.jsonl', 'a.labels.jsonl', true],
  ['a.jsonl.gz', 'a.labels.jsonl', true],
  ['a.jsonl', 'b.jsonl', false],
  ['a.jsonl', '../a.jsonl', false],
  ['train-*.jsonl', 'train-00002.jsonl', true],
  ['train-*.jsonl', 'train-00002.labels.jsonl', true],
  ['train-*.jsonl.gz', 'train-00002.labels.jsonl', true],
  ['train-*.jsonl', 'train-00002.exclusions.jsonl', false],
  ['train-*.jsonl', 'test-00002.jsonl', false],
  ['train-*.jsonl', 'test-00002.labels.jsonl', false],
  ['*.jsonl', '../x.jsonl', false],
  ['*.jsonl', '..\\x.jsonl', false],
])('of %s: %s, %s', (dataset, file, expected) => {
  expect(isFileOf(dataset, file)).toBe(expected);
});
