import { describe, expect, test } from 'vitest';
import {
  hasWildcard,
  shardMatcher,
  suggestedPattern,
  usualPattern,
} from '../../../src/core/store/shardPattern.ts';

test.each([
  ['train-*.jsonl', true],
  ['train-?.jsonl', true],
  ['train-1.jsonl', false],
])('%s has a wildcard: %s', (name, expected) => {
  expect(hasWildcard(name)).toBe(expected);
});

test.each([
  ['train-*.jsonl', 'train-1.jsonl', true],
  ['train-*.jsonl', 'train-.jsonl', true],
  ['train-*.jsonl', 'a-train-1.jsonl', false],
  ['train-*.jsonl', 'train-1.jsonl.gz', false],
  ['train-*', 'train-1.jsonl.gz', true],
  ['train-*', 'train-1.json', true],
  ['train-*', 'train-1.txt', false],
  ['train-*', 'train-1.labels.jsonl', false],
  ['train-*', 'train-1.exclusions.jsonl', false],
  ['train-?.jsonl', 'train-1.jsonl', true],
  ['train-?.jsonl', 'train-12.jsonl', false],
  // What means something in a regular expression is itself.
  ['a+(b)[c].*.jsonl', 'a+(b)[c].1.jsonl', true],
  ['a+(b)[c].*.jsonl', 'aab[c].1.jsonl', false],
  ['a.*.jsonl', 'ab1.jsonl', false],
])('%s stands for %s: %s', (pattern, name, expected) => {
  expect(shardMatcher(pattern)(name)).toBe(expected);
});

test.each([
  ['train-00003-of-00016.jsonl', 'train-?????-of-00016.jsonl'],
  ['train-00003-of-00016.jsonl.gz', 'train-?????-of-00016.jsonl.gz'],
  ['train-3-of-16.jsonl', null],
  ['train.jsonl', null],
])('%s is usually one of %s', (name, expected) => {
  expect(usualPattern(name)).toBe(expected);
});

describe('a suggested pattern', () => {
  test.each([
    [['train-7.jsonl'], 'train-*.jsonl'],
    [['v2-part7-final.jsonl'], 'v2-part*-final.jsonl'],
    [['train.jsonl'], null],
    [[], null],
    [['train-1.jsonl', 'train-2.jsonl'], 'train-*.jsonl'],
    [['train-01.jsonl', 'train-02.jsonl', 'train-10.jsonl'], 'train-*.jsonl'],
    [['train-11.jsonl', 'train-21.jsonl'], 'train-*.jsonl'],
    [['helpful.jsonl', 'harmless.jsonl'], 'h*.jsonl'],
  ])('of %j is %j', (names, expected) => {
    expect(suggestedPattern(names)).toBe(expected);
  });

  test('stands for all the names it is of', () => {
    const names = ['a-1-b.jsonl', 'a-12-b.jsonl', 'a-x-b.jsonl'];
    const matches = shardMatcher(suggestedPattern(names) ?? '');
    expect(names.every(matches)).toBe(true);
  });
});
