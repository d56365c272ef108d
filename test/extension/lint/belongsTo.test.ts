import path from 'node:path';
import { expect, test } from 'vitest';
import { belongsTo } from '../../../src/extension/lint/belongsTo.ts';

const at = (...parts: readonly string[]): string => path.resolve('data', ...parts);

test('a dataset, its label log and its exclusions belong together', () => {
  for (const name of ['a.jsonl', 'a.labels.jsonl', 'a.exclusions.jsonl']) {
    expect(belongsTo(at('a.jsonl'), at(name)), name).toBe(true);
  }
  expect(belongsTo(at('a.jsonl.gz'), at('a.exclusions.jsonl'))).toBe(true);
  for (const name of ['b.jsonl', 'b.labels.jsonl', 'a.jsonl.bak', path.join('in', 'a.jsonl')]) {
    expect(belongsTo(at('a.jsonl'), at(name)), name).toBe(false);
  }
});

test('the shards of a pattern belong to it, with what lies beside each', () => {
  const pattern = at('train-*.jsonl.gz');
  for (const end of ['jsonl.gz', 'labels.jsonl', 'exclusions.jsonl']) {
    expect(belongsTo(pattern, at(`train-07.${end}`)), end).toBe(true);
  }
  expect(belongsTo(pattern, at('test-07.jsonl.gz'))).toBe(false);
  expect(belongsTo(pattern, at('test-07.exclusions.jsonl'))).toBe(false);
  expect(belongsTo(pattern, path.resolve('train-07.jsonl.gz'))).toBe(false);
});
