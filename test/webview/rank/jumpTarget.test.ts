import { expect, it } from 'vitest';
import { jumpTarget } from '../../../webview/rank/jumpTarget.ts';

it.each([
  ['1', { index: 0 }],
  [' 1,500 ', { index: 1_499 }],
  ['1 500', { index: 1_499 }],
  ['0', { problem: 'Type a number from 1 to 1,500.' }],
  ['1501', { problem: 'Type a number from 1 to 1,500.' }],
  ['', { problem: 'Type the number of an item.' }],
  ['-3', { problem: 'Type the number of an item.' }],
  ['1.5', { problem: 'Type the number of an item.' }],
  ['row 7', { problem: 'Type the number of an item.' }],
])('%j of 1,500 items', (text, target) => {
  expect(jumpTarget(text, 1_500, false)).toEqual(target);
});

it('beyond what was found of a file that is still read', () => {
  const problem = 'Only 1,500 items are found so far.';
  expect(jumpTarget('1501', 1_500, true)).toEqual({ problem });
  expect(jumpTarget('1500', 1_500, true)).toEqual({ index: 1_499 });
  expect(jumpTarget('0', 1_500, true)).toEqual({ problem: 'Type a number from 1 to 1,500.' });
});
