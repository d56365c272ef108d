import { describe, expect, it } from 'vitest';
import { rankKeyNames, rankKeys } from '../../../src/shared/rankKeys.ts';
import { asOwnKey, boundTo, pressBehind, type SeenPress } from '../../../webview/rank/boundKeys.ts';
import { rankCommand } from '../../../webview/rank/rankCommand.ts';
import { press } from '../support/press.ts';

const seen = (key: string, at: number): SeenPress => ({
  press: press(key),
  name: boundTo(press(key)),
  at,
});

describe('boundTo', () => {
  it('knows the keys of the table, by the place of digits and the sign of letters', () => {
    expect(boundTo(press('&', { code: 'Digit1' }))).toBe('digit1');
    expect(boundTo(press('1', { code: 'Numpad1' }))).toBe('digit1');
    expect(boundTo(press('!', { code: 'Digit1', shiftKey: true }))).toBe('much1');
    expect(boundTo(press('S'))).toBe('skip');
    expect(boundTo(press('ArrowLeft'))).toBe('previous');
    expect(boundTo(press('Enter'))).toBe('save');
    for (const key of ['g', 'r', '?', '/', 'x']) expect(boundTo(press(key))).toBeNull();
    expect(boundTo(press('s', { ctrlKey: true }))).toBeNull();
  });
});

describe('asOwnKey', () => {
  it('makes each name a command, whatever key it was put on', () => {
    for (const name of rankKeyNames) {
      const count = /^digit[3-9]$|^tieNext$/.test(name) ? 10 : 2;
      const put = asOwnKey(press('x', { altKey: true }), name);
      const context = { asksStrength: true, card: 0 };
      const command = rankCommand(put, /^up$|^down$/.test(name) ? 10 : count, context);
      expect(command, rankKeys[name].title).not.toBeNull();
    }
  });

  it('keeps what makes a press no command', () => {
    for (const more of [{ repeat: true }, { isComposing: true }, { focus: 'text' }] as const) {
      expect(rankCommand(asOwnKey(press('x', more), 'digit1'), 2)).toBeNull();
    }
  });

  it('takes Shift with a key for the digit where digits need it', () => {
    const azerty = press('1', { code: 'Digit1', shiftKey: true });
    expect(rankCommand(asOwnKey(azerty, 'much1'), 2, { asksStrength: true })).toMatchObject({
      places: [0, 1],
    });
    expect(rankCommand(asOwnKey(azerty, 'much1'), 2, { asksStrength: true })).not.toHaveProperty(
      'strength',
    );
  });
});

describe('pressBehind', () => {
  it('pairs commands with presses of their own keys, in order', () => {
    const presses = [seen('x', 10), seen('1', 20), seen('2', 30), seen('1', 40)];
    const first = pressBehind(presses, 'digit1', 50);
    expect(first.press?.at).toBe(20);
    expect(pressBehind(first.rest, 'digit1', 50).press?.at).toBe(40);
  });

  it('pairs a command on another key with the first recent press', () => {
    const presses = [seen('ArrowDown', 10), seen('x', 5_000), seen('y', 5_100)];
    expect(pressBehind(presses, 'skip', 5_200)).toMatchObject({ press: { at: 5_000 } });
    expect(pressBehind(presses.slice(0, 1), 'skip', 5_200)).toMatchObject({ press: { at: 10 } });
  });

  it('gives none where no key was pressed here', () => {
    expect(pressBehind([], 'skip', 5_000)).toEqual({ press: null, rest: [] });
  });
});
