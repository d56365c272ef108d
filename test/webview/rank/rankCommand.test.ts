import { describe, expect, it } from 'vitest';
import { press } from '../support/press.ts';
import { rankCommand } from '../../../webview/rank/rankCommand.ts';

describe('rankCommand', () => {
  it('gives the verdicts of a pair in shown order', () => {
    const places = (key: string): unknown => {
      const command = rankCommand(press(key), 2);
      return command?.kind === 'verdict' ? [command.places, command.bothBad] : command;
    };
    expect(places('1')).toEqual([[0, 1], false]);
    expect(places('2')).toEqual([[1, 0], false]);
    expect(places('0')).toEqual([[0, 0], false]);
    expect(places('b')).toEqual([[0, 0], true]);
    expect(places('B')).toEqual([[0, 0], true]);
    expect(places('3')).toBeNull();
  });

  it('picks cards by number where there are three to ten, and 0 is the tenth', () => {
    expect(rankCommand(press('3'), 4)).toEqual({ kind: 'pick', card: 2 });
    expect(rankCommand(press('5'), 4)).toBeNull();
    expect(rankCommand(press('0'), 4)).toBeNull();
    expect(rankCommand(press('0'), 10)).toEqual({ kind: 'pick', card: 9 });
    expect(rankCommand(press('b'), 4)).toBeNull();
    expect(rankCommand(press('Enter'), 4)).toEqual({ kind: 'saveRanking' });
    expect(rankCommand(press('Enter'), 2)).toBeNull();
  });

  it.each(['ctrlKey', 'altKey', 'metaKey', 'repeat', 'isComposing'] as const)(
    'ignores a key with %s',
    (flag) => {
      for (const key of ['1', 's', 'u', '?', 'ArrowLeft']) {
        expect(rankCommand(press(key, { [flag]: true }), 2)).toBeNull();
      }
    },
  );

  it('leaves keys to what has the focus', () => {
    expect(rankCommand(press('1', { focus: 'text' }), 2)).toBeNull();
    expect(rankCommand(press('Enter', { focus: 'control' }), 3)).toBeNull();
    expect(rankCommand(press('ArrowRight', { focus: 'scroller' }), 2)).toBeNull();
    expect(rankCommand(press('1', { focus: 'control' }), 2)?.kind).toBe('verdict');
  });

  it('knows digits by their place on keyboards that need Shift for them', () => {
    expect(rankCommand(press('&', { code: 'Digit1' }), 2)).toMatchObject({ places: [0, 1] });
    expect(rankCommand(press('1', { code: 'Digit1', shiftKey: true }), 2)).toMatchObject({
      places: [0, 1],
    });
    expect(rankCommand(press('!', { code: 'Digit1', shiftKey: true }), 2)).toBeNull();
    expect(rankCommand(press('S', { shiftKey: true }), 2)).toBeNull();
    expect(rankCommand(press('?', { shiftKey: true }), 2)).toEqual({ kind: 'toggleKeys' });
  });

  it('says much better by Shift and the key, where strength is asked for', () => {
    const much = { code: 'Digit2', shiftKey: true };
    expect(rankCommand(press('@', much), 2, { asksStrength: true })).toMatchObject({
      places: [1, 0],
      strength: 3,
    });
    // There the digit itself needs Shift: it says no more than the digit.
    expect(rankCommand(press('2', much), 2, { asksStrength: true })).not.toHaveProperty('strength');
    expect(rankCommand(press('@', much), 2)).toBeNull();
    expect(rankCommand(press('@', much), 3, { asksStrength: true })).toBeNull();
    expect(rankCommand(press('Enter'), 2, { asksStrength: true })).toEqual({ kind: 'saveRanking' });
    expect(rankCommand(press('Enter', { focus: 'control' }), 2, { asksStrength: true })).toBeNull();
  });

  it('finds by / wherever it is on the keyboard, and by Ctrl+F or Cmd+F while typing too', () => {
    const find = { kind: 'find' };
    expect(rankCommand(press('/'), 2)).toEqual(find);
    expect(rankCommand(press('/', { code: 'Digit7', shiftKey: true }), 3)).toEqual(find);
    expect(rankCommand(press('/', { focus: 'text' }), 2)).toBeNull();
    expect(rankCommand(press('f', { ctrlKey: true, focus: 'text' }), 2)).toEqual(find);
    expect(rankCommand(press('f', { metaKey: true }), 0)).toEqual(find);
    expect(rankCommand(press('f'), 2)).toEqual({ kind: 'flag' });
    for (const other of ['altKey', 'shiftKey', 'metaKey', 'repeat'] as const) {
      expect(rankCommand(press('f', { ctrlKey: true, [other]: true }), 2)).toBeNull();
    }
  });

  it('undoes by Ctrl+Z or Cmd+Z, but for a text that is typed', () => {
    for (const control of ['ctrlKey', 'metaKey'] as const) {
      expect(rankCommand(press('z', { [control]: true }), 2)).toEqual({ kind: 'undo' });
      expect(rankCommand(press('z', { [control]: true, focus: 'text' }), 2)).toBeNull();
      expect(rankCommand(press('Z', { [control]: true, shiftKey: true }), 2)).toBeNull();
    }
    expect(rankCommand(press('z'), 2)).toBeNull();
  });

  it('goes to an item by G', () => {
    expect(rankCommand(press('g'), 0)).toEqual({ kind: 'jump' });
    expect(rankCommand(press('g', { focus: 'text' }), 2)).toBeNull();
    expect(rankCommand(press('g', { ctrlKey: true }), 2)).toBeNull();
  });

  it('Escape clears a ranking, else closes the search', () => {
    expect(rankCommand(press('Escape'), 4)).toEqual({ kind: 'clearRanking' });
    for (const responses of [0, 2]) {
      expect(rankCommand(press('Escape'), responses)).toEqual({ kind: 'closeFind' });
    }
  });
});
