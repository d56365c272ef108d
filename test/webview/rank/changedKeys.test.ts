import { describe, expect, it } from 'vitest';
import { keyOrder } from '../../../webview/rank/keyOrder.ts';
import { rankCommand, type RankCommand } from '../../../webview/rank/rankCommand.ts';
import { boundCommand } from '../support/boundKeys.ts';
import { armed, rankPages } from '../support/rankPages.ts';
import { press } from '../support/press.ts';
import { rankReady } from '../support/states.ts';

const open = rankPages();

describe('keys that people changed', () => {
  it('judge by the new key and no longer by the old one', async () => {
    const { page, host, answers } = await open(rankReady());
    host.boundTo = (key) => {
      if (key.key === 'x') return 'digit2';
      return key.code === 'Digit2' ? null : boundCommand(key);
    };
    await armed(page);
    await page.keyboard.press('2');
    await page.keyboard.press('x');
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]).toMatchObject({ places: [1, 0] });
  });

  it('are changed where VS Code has them', async () => {
    const { page, host } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Change keys' }).click();
    await expect.poll(() => host.callsOf('rank/changeKeys')).toHaveLength(1);
  });

  it('are typed into a reason and judge nothing', async () => {
    const { page, host, answers } = await open(rankReady());
    await armed(page);
    await page.keyboard.press('r');
    await page.keyboard.type('s1b2');
    const field = page.getByRole('textbox', { name: 'reason' });
    await expect.poll(() => field.inputValue()).toBe('s1b2');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await expect.poll(answers).toHaveLength(1);
    expect(answers()[0]).toMatchObject({ places: [0, 1] });
    expect(host.callsOf('rank/skip')).toEqual([]);
  });
});

describe('Ctrl+Z', () => {
  it('waits for VS Code to answer the presses before it', () => {
    const { order, ran } = watched();
    order.pressed(press('1'), false, 10);
    order.pressed(press('z', { ctrlKey: true }), false, 20);
    expect(ran).toEqual([]);
    order.ran('digit1');
    expect(ran).toEqual(['verdict at 10', 'undo at 20']);
  });

  it('comes before presses made after it', () => {
    const { order, ran } = watched();
    order.pressed(press('1'), false, 10);
    order.pressed(press('z', { ctrlKey: true }), false, 20);
    order.pressed(press('2'), false, 30);
    order.ran('digit2'); // the first press has lost its key
    expect(ran).toEqual(['undo at 20', 'verdict at 30']);
  });

  it('acts at once where nothing is open', () => {
    const { order, ran } = watched();
    order.pressed(press('1'), false, 10);
    order.ran('digit1');
    order.pressed(press('z', { ctrlKey: true }), false, 20);
    expect(ran).toEqual(['verdict at 10', 'undo at 20']);
  });

  it('does not wait for a key that VS Code never answers', async () => {
    const { order, ran } = watched();
    order.pressed(press('1'), false, 10);
    order.pressed(press('z', { ctrlKey: true }), false, 20);
    await expect.poll(() => ran, { timeout: 5_000 }).toEqual(['undo at 20']);
  });
});

/** An order of keys on a pair, at a time that stands still, and what it ran. */
function watched(): { order: ReturnType<typeof keyOrder>; ran: string[] } {
  const ran: string[] = [];
  const order = keyOrder({
    commandOf: (one) => rankCommand(one, 2),
    run: (command: RankCommand, at) => ran.push(`${command.kind} at ${at}`),
    now: () => 50,
  });
  return { order, ran };
}
