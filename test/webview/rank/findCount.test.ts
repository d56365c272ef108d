import { expect, it } from 'vitest';
import { findCount } from '../../../webview/rank/findCount.ts';
import { rankSearch } from '../support/states.ts';

const error = { title: 'Not searched to the end.', detail: 'The engine stopped.' };
const [match] = rankSearch().matches;
const many = Array.from({ length: 1_000 }, () => match ?? { index: 0, line: 1, excerpt: '' });

it.each([
  [' ', null, ''],
  ['commit', null, 'searching…'],
  ['commit', rankSearch({ matches: [], done: false }), 'searching…'],
  ['commit', rankSearch({ done: false }), '4 so far…'],
  ['commit', rankSearch(), '4 found'],
  ['commit', rankSearch({ matches: many }), '1,000 found'],
  ['commit', rankSearch({ matches: many, more: true }), 'first 1,000'],
  ['commit', rankSearch({ matches: [] }), 'nothing found'],
  ['commit', rankSearch({ matches: [], error }), ''],
])('of %j', (text, found, expected) => {
  expect(findCount(text, found)).toBe(expected);
});
