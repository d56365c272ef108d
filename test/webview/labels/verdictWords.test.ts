import { describe, expect, test } from 'vitest';
import type { KeyPress } from '../../../webview/components/keyPress.ts';
import { labelsCommand } from '../../../webview/labels/labelsCommand.ts';
import { peopleWords, placesWords, verdictWords } from '../../../webview/labels/verdictWords.ts';
import { vote } from '../support/labelsStates.ts';

test.each([
  [vote([], [0, 1]), '1 better'],
  [vote([], [1, 0]), '2 better'],
  [vote([], [0, 1], { strength: 1 }), '1 slightly better'],
  [vote([], [1, 0], { strength: 2 }), '2 clearly better'],
  [vote([], [1, 0], { strength: 3 }), '2 much better'],
  [vote([], [0, 0]), 'tie'],
  [vote([], [0, 0], { bothBad: true }), 'both bad'],
  [vote([], null), 'judged other responses'],
  [vote([], [2, 0, 1]), '2 > 3 > 1'],
  [vote([], [1, 0, 1, 0]), '2 = 4 > 1 = 3'],
  [vote([], [0, 0, 0]), '1 = 2 = 3'],
])('%j is "%s"', (given, expected) => {
  expect(verdictWords(given)).toBe(expected);
});

test('places alone are worded as a verdict without strength', () => {
  expect(placesWords([0, 1])).toBe('1 better');
  expect(placesWords([1, 0, 1])).toBe('2 > 1 = 3');
});

test('people are named, and of many the first', () => {
  expect(peopleWords(['ann'])).toBe('ann');
  expect(peopleWords(['ann', 'bob', 'cleo', 'dan'])).toBe('ann, bob, cleo, dan');
  expect(peopleWords(['ann', 'bob', 'cleo', 'dan', 'eve'])).toBe('ann, bob, cleo and 2 more');
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
    ...{ key, code: '', ctrlKey: false, altKey: false, metaKey: false, shiftKey: false },
    ...{ repeat: false, isComposing: false, focus: 'page', ...more },
  });

  test.each([
    ['1', 2, { kind: 'verdict', places: [0, 1], bothBad: false }],
    ['2', 2, { kind: 'verdict', places: [1, 0], bothBad: false }],
    ['0', 2, { kind: 'verdict', places: [0, 0], bothBad: false }],
    ['b', 2, { kind: 'verdict', places: [0, 0], bothBad: true }],
    ['3', 4, { kind: 'pick', card: 2 }],
    ['Enter', 4, { kind: 'saveRanking' }],
    ['Escape', 4, { kind: 'clearRanking' }],
    ['ArrowDown', 2, { kind: 'step', step: 1 }],
    ['ArrowUp', 2, { kind: 'step', step: -1 }],
    ['U', 2, { kind: 'undo' }],
    ['m', 0, { kind: 'togglePlain' }],
    ['1', 0, null],
    ['Enter', 2, null],
    ['s', 2, null],
  ])('%s with %i responses', (key, responses, expected) => {
    expect(labelsCommand(press(key), responses)).toEqual(expected);
  });

  test('a text that has the focus is scrolled, not left', () => {
    expect(labelsCommand(press('ArrowDown', { focus: 'scroller' }), 2)).toBeNull();
    expect(labelsCommand(press('1', { focus: 'scroller' }), 2)).not.toBeNull();
  });

  test('held keys, modifiers and Shift decide nothing', () => {
    for (const more of [{ repeat: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      expect(labelsCommand(press('1', more), 2)).toBeNull();
    }
    expect(labelsCommand(press('U', { shiftKey: true }), 2)).toBeNull();
  });
});
